import { type Command } from "commander";
import { unknownName } from "../../process/suggestion";
import type * as Prove from "../../acceptance/prove";
import { action, load, UsageError } from "../action";
import { EXIT } from "../exit-codes";

export function addProve(program: Command): void {
  program
    .command("prove")
    .description(
      "Proves systems in an emulated AWS: apply, empty second plan, checks, update, destroy, nothing left.",
    )
    .argument("<systems...>", "one or more systems, such as state-backend loan-processing")
    .addHelpText("after", "\nNo AWS account is used. Exit code 1: a system is not proven.")
    .action(
      action(async (systems: readonly string[]) => {
        const { prove, PROOFS } = load("../acceptance/prove") as typeof Prove;
        const names = Object.keys(PROOFS);
        const unknown = systems.filter((system) => !names.includes(system));
        if (unknown.length > 0) {
          throw new UsageError(unknown.map((system) => unknownName("system", system, names)).join("\n"));
        }
        let failed = 0;
        for (const system of systems) failed += (await prove(system)) ? 0 : 1;
        return failed === 0 ? EXIT.done : EXIT.found;
      }),
    );
}
