import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { emulatorFolder, ministackFolder } from "../../src/emulator/paths";
import { homeFolder } from "../../src/process/home-folder";
import { findPython } from "../../src/process/python";
import { ensureVirtualEnvironment } from "../../src/process/virtual-environment";

test.each([
  // The additions to moto, called through boto3 against a running emulator.
  ["the emulator's", emulatorFolder],
  // What of the additions to MiniStack is arithmetic; the rest is met by the functions' cloud tests.
  ["MiniStack's additions'", ministackFolder],
])(
  "%s own tests pass",
  async (_, folder) => {
    const python = await ensureVirtualEnvironment({
      what: "the emulator",
      python: await findPython(process.env),
      requirements: join(emulatorFolder, "requirements.txt"),
      home: homeFolder(),
      say: () => undefined,
    });
    const { status, stdout } = spawnSync(python, ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1", PYTHONPATH: folder },
    });
    if (status !== 0) throw new Error(stdout);
    expect(stdout).toMatch(/\d+ passed/);
    expect(stdout).not.toMatch(/skipped|xfailed/);
  },
  300_000,
);
