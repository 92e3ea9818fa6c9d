import { type Command } from "commander";
import { DEMO_SYSTEMS } from "../../acceptance/demo-systems";
import type * as Demo from "../../acceptance/demo";
import { action, load } from "../action";
import { EXIT } from "../exit-codes";

export function addDemo(program: Command): void {
  program
    .command("demo")
    .description(
      "Deploys a system into an emulated AWS with cdktf, shows an empty second plan and the outputs.",
    )
    .argument("[system]", `one of ${Object.keys(DEMO_SYSTEMS).join(", ")}`, "loan-processing")
    .option("--keep", "keep the emulated AWS running until Ctrl-C", false)
    .addHelpText("after", "\nNo AWS account is used. Exit code 1: a step failed.")
    .action(
      action(async (system: string, { keep }: { readonly keep: boolean }) => {
        const { demo } = load("../acceptance/demo") as typeof Demo;
        await demo(system, keep);
        return EXIT.done;
      }),
    );
}
