import { Command, CommanderError } from "commander";
import { version } from "../../package.json";
import { report } from "./action";
import { addAddresses } from "./commands/addresses";
import { addCertificate } from "./commands/certificate";
import { addCheckov } from "./commands/checkov";
import { addCdktf } from "./commands/cdktf";
import { addDemo } from "./commands/demo";
import { addDocs } from "./commands/docs";
import { addEvidence } from "./commands/evidence";
import { addGuard } from "./commands/guard";
import { addLocal } from "./commands/local";
import { addOperations } from "./commands/operations";
import { addProve } from "./commands/prove";
import { addSynth } from "./commands/synth";
import { addTrace } from "./commands/trace";
import { EXIT, EXIT_CODES_HELP } from "./exit-codes";

// The SDK is pinned: its warning about future versions of Node does not concern the person at the terminal.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

/** Each adds its commands, in the order of the help. */
const COMMANDS = [
  ...[addCdktf, addSynth, addGuard, addOperations, addEvidence, addCheckov, addCertificate],
  ...[addDemo, addProve, addLocal, addTrace, addDocs, addAddresses],
];

/** The `plinth` command. */
export function plinth(): Command {
  const program = new Command("plinth")
    .description("Deploys, checks, proves and operates the systems of Plinth.")
    .version(version)
    .enablePositionalOptions()
    .exitOverride()
    .showHelpAfterError("Run it with --help for its usage.")
    .addHelpText("after", EXIT_CODES_HELP);
  for (const add of COMMANDS) add(program);
  return program;
}

async function main(args: readonly string[]): Promise<void> {
  try {
    await plinth().parseAsync(args, { from: "user" });
  } catch (error) {
    // Commander has printed its own errors, and help, which is none.
    const isHelp = error instanceof CommanderError && error.exitCode === 0;
    if (error instanceof CommanderError)
      process.exitCode = isHelp && args.length > 0 ? EXIT.done : EXIT.refused;
    else process.exitCode = report(error);
  }
}

// A terminal that is gone must not stop the clean-up.
for (const stream of [process.stdout, process.stderr]) stream.on("error", () => undefined);

if (process.argv[1]?.endsWith("plinth") || process.argv[1]?.endsWith("plinth.js"))
  void main(process.argv.slice(2));
