import { basename } from "node:path";
import { CommandError } from "../process/command";
import { LocalCloudError, messageOf } from "../process/errors";
import { parseArguments, USAGE } from "./local-arguments";
import type { LocalCloud } from "../emulator/server";
import { startLocalCloud } from "../emulator/server";
import { forwardSignals } from "../process/signals";
import { findTerraform } from "../terraform/executable";

/** Runs what the command line asks for; resolves with the exit code. */
async function main(): Promise<number> {
  const asked = parseArguments(process.argv.slice(2));
  if ("problem" in asked) {
    process.stderr.write(`${asked.problem}\n\n${USAGE}`);
    return 2;
  }
  const signals = forwardSignals();
  let cloud: LocalCloud | undefined;
  try {
    // Said before minutes of installation, not after.
    if (["terraform", "cdktf", "cdktn"].includes(basename(asked.command))) await findTerraform(process.env);
    const port = asked.port === undefined ? {} : { port: asked.port };
    cloud = await startLocalCloud({ ...port, signal: signals.interrupted });
    process.stderr.write(`local cloud: ${cloud.endpoint} (log: ${cloud.logFile})\n`);
    signals.to(cloud);
    // A signal that came just before the command could not be passed on to it.
    if (signals.interrupted.aborted) return 130;
    const { code } = await cloud.run(asked.command, asked.args);
    return code;
  } catch (error) {
    if (signals.interrupted.aborted && !cloud) return 130;
    if (!(error instanceof LocalCloudError)) throw error;
    process.stderr.write(`local cloud: ${error.message}\n`);
    return error instanceof CommandError ? error.exitCode : 1;
  } finally {
    await cloud?.stop();
    signals.release();
  }
}

// A terminal that is gone must not stop the cleaning up.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`local cloud: ${error instanceof Error ? error.stack : messageOf(error)}\n`);
    process.exit(1);
  },
);
