import { basename } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { type LocalCloud, startLocalCloud } from "../../emulator/server";
import { CommandError } from "../../process/command";
import { forwardSignals } from "../../process/signals";
import { findTerraform } from "../../terraform/executable";
import { action, report } from "../action";
import { EXIT } from "../exit-codes";

const HELP = `
Examples:
  plinth local npx plinth deploy state-backend --auto-approve
  plinth local terraform apply
  plinth local bash

Environment:
  PLINTH_PYTHON            Python 3.10 or later, for the emulator
  PLINTH_TERRAFORM         Terraform 1.5.0 or later
  PLINTH_PROVIDER_MIRROR   a folder of Terraform providers (terraform providers mirror)
  PLINTH_LOCAL_CLOUD_PORT  the emulator's port, if --port is not given
  PLINTH_LOCAL_CLOUD_HOME  folder of the emulator's installation and logs (default: .local-cloud)

It ends with the exit code of the command.`;

export function addLocal(program: Command): void {
  program
    .command("local")
    .description("Runs a command against an emulated AWS on loopback, and stops the emulator with it.")
    .argument("<command...>", "the command and its arguments; options of plinth stand before it")
    .option("--port <number>", "the emulator's port (default: a free one)", portNumber)
    .passThroughOptions()
    .addHelpText("after", HELP)
    .action(action(local));
}

function portNumber(value: string): number {
  const port = Number(value);
  if (value !== "" && Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  throw new InvalidArgumentError("It must be a whole number from 0 (any free one) to 65535.");
}

async function local(
  [command = "", ...args]: readonly string[],
  { port }: { readonly port?: number },
): Promise<number> {
  const signals = forwardSignals();
  let cloud: LocalCloud | undefined;
  try {
    // A missing Terraform is reported before minutes of installation.
    if (["terraform", "cdktf", "cdktn"].includes(basename(command))) await findTerraform(process.env);
    cloud = await startLocalCloud({ ...(port !== undefined && { port }), signal: signals.interrupted });
    process.stderr.write(`local cloud: ${cloud.endpoint} (log: ${cloud.logFile})\n`);
    signals.to(cloud);
    // A signal before the command started could not be passed on to it.
    if (signals.interrupted.aborted) return EXIT.interrupted;
    return (await cloud.run(command, args)).code;
  } catch (error) {
    if (signals.interrupted.aborted && !cloud) return EXIT.interrupted;
    const code = report(error);
    return error instanceof CommandError ? error.exitCode : code;
  } finally {
    await cloud?.stop();
    signals.release();
  }
}
