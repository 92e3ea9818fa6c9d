import { type Command } from "commander";
import { runApp } from "../app";
import { action } from "../action";

export function addSynth(program: Command): void {
  program
    .command("synth")
    .description(
      "Writes cdktf.out/stacks/SYSTEM/cdk.tf.json for all systems, as cdktf synth does, without cdktf-cli.",
    )
    .option("--output <folder>", "the folder to write to (default: $CDKTF_OUTDIR, else cdktf.out)")
    .addHelpText(
      "after",
      "\nThe settings come from the environment: docs/settings.md.\n\nExample:\n  ENVIRONMENT_SUFFIX=dev plinth synth",
    )
    .action(
      action(async ({ output }: { readonly output?: string }) => {
        if (output !== undefined) process.env.CDKTF_OUTDIR = output;
        return runApp();
      }),
    );
}
