import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { homeFolder } from "../../process/home-folder";
import { findPython } from "../../process/python";
import { ensureVirtualEnvironment } from "../../process/virtual-environment";
import { type Opinion, opinionOf, type Scanned } from "./results";
import { readResults } from "./report";
import { viewOf } from "./view";

/** Nothing listens here: whatever would go to the network fails at once. */
const CLOSED = "http://127.0.0.1:9";

/**
 * Asks checkov about the configurations of stacks, by their names; all in one run, each in a folder of its
 * own, so that none is taken for a part of another. It is installed at first use; after that it needs no
 * network and reaches none.
 * @param say told what takes long
 * @throws LocalCloudError if Python is missing or the installation fails; Error with what checkov said, if
 * it ends otherwise than with a report
 */
export async function askCheckov(
  configurations: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  say: (line: string) => void,
): Promise<Opinion> {
  const python = await ensureVirtualEnvironment({
    what: "checkov",
    python: await findPython(process.env, "checkov, the second opinion,"),
    requirements: join(__dirname, "requirements.txt"),
    home: homeFolder(),
    say,
  });
  const stacks = new Map<string, Scanned>(
    [...configurations].map(([stack, configuration]) => [
      stack,
      { configuration, view: viewOf(configuration) },
    ]),
  );
  const work = await mkdtemp(join(tmpdir(), "plinth-checkov-"));
  try {
    for (const [stack, { view }] of stacks) {
      await mkdir(join(work, "stacks", stack), { recursive: true });
      await writeFile(join(work, "stacks", stack, "cdk.tf.json"), view.text);
    }
    return opinionOf(readResults(await scan(python, work)), stacks);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** What checkov prints of the folder `stacks` in `work`. */
function scan(python: string, work: string): Promise<string> {
  const what = ["--directory", "stacks", "--framework", "terraform_json"];
  const how = ["--output", "json", "--compact", "--soft-fail", "--skip-download"];
  const options = {
    cwd: work,
    // Nothing of the caller's: there could be a key of checkov's platform, a proxy, a configuration file.
    env: {
      PATH: process.env.PATH,
      HOME: work,
      HTTP_PROXY: CLOSED,
      HTTPS_PROXY: CLOSED,
      ALL_PROXY: CLOSED,
      LOG_LEVEL: "ERROR",
      // Longer strings would go unread, and pass.
      CHECKOV_RENDER_MAX_LEN: "0",
    },
    maxBuffer: 256 * 1024 * 1024,
  };
  return new Promise((resolve, reject) => {
    execFile(python, ["-I", "-m", "checkov.main", ...what, ...how], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`checkov did not work:\n${stderr.trim() || error.message}`));
      else resolve(stdout);
    });
  });
}
