import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { emulatorFolder, homeFolder } from "../../src/local-cloud/paths";
import { findPython } from "../../src/local-cloud/python";
import { ensureVirtualEnvironment } from "../../src/local-cloud/venv";

// The additions to moto, called through boto3 against a running emulator: src/local-cloud/emulator/tests.
test("the emulator's own tests pass", async () => {
  const python = await ensureVirtualEnvironment({
    what: "the emulator",
    python: await findPython(),
    requirements: join(emulatorFolder, "requirements.txt"),
    home: homeFolder(),
    say: () => undefined,
  });
  const { status, stdout } = spawnSync(python, ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"], {
    cwd: emulatorFolder,
    encoding: "utf8",
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
  });
  if (status !== 0) throw new Error(stdout);
  expect(stdout).toMatch(/\d+ passed/);
  expect(stdout).not.toMatch(/skipped|xfailed/);
}, 300_000);
