import { type Command } from "commander";
import type * as Pages from "../../docs/pages";
import { action, load } from "../action";
import { EXIT } from "../exit-codes";

export function addDocs(program: Command): void {
  program
    .command("docs")
    .description(
      "Renews the generated tables in docs/, and compares the pictures with the synthesized systems.",
    )
    .option("--check", "write nothing, only report", false)
    .addHelpText("after", "\nExit code 1: a page is not current, or a picture is wrong.")
    .action(
      action(async ({ check }: { readonly check: boolean }) => {
        const { renewPages } = load("../docs/pages") as typeof Pages;
        return (await renewPages(check)) ? EXIT.found : EXIT.done;
      }),
    );
}
