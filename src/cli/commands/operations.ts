import { type Command } from "commander";
import { openStack, type OperatedStack } from "../../operations/stack";
import { untilSignalled } from "../../process/here";
import type * as Drift from "../../operations/drift";
import type * as OrphansReport from "../../operations/orphans/report";
import type * as Run from "../../operations/run";
import type * as StateInspect from "../../operations/state/inspect";
import type * as Unlock from "../../operations/unlock";
import { action, load } from "../action";
import { EXIT } from "../exit-codes";

const SYSTEM = "a system such as loan-processing, or the path of a folder with a cdk.tf.json";

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

/** The exit code of an operation that returns whether it found something to do. */
const found = async (work: (stack: OperatedStack) => Promise<boolean>, system: string): Promise<number> =>
  untilSignalled(async () => ((await work(await openStack(system))) ? EXIT.found : EXIT.done));

export function addOperations(program: Command): void {
  program
    .command("drift")
    .description("Reports resources that were changed or deleted outside of Terraform.")
    .argument("<system>", SYSTEM)
    .option("--var-file <file>", "variables, as for terraform; may be repeated", collect, [])
    .addHelpText("after", "\nExit code 1: something drifted.")
    .action(
      action((system: string, { varFile }: { readonly varFile: readonly string[] }) =>
        found(async (stack) => {
          const { reportDrift } = load("../operations/drift") as typeof Drift;
          const { terraformOf } = load("../operations/run") as typeof Run;
          return reportDrift(stack, await terraformOf(stack, varFile), say);
        }, system),
      ),
    );
  program
    .command("orphans")
    .description("Reports resources that carry the tags of a system and are not in its state.")
    .argument("<system>", SYSTEM)
    .addHelpText("after", "\nExit code 1: there are orphans.")
    .action(
      action((system: string) =>
        found(async (stack) => {
          const { reportOrphans } = load("../operations/orphans/report") as typeof OrphansReport;
          const { terraformOf } = load("../operations/run") as typeof Run;
          return reportOrphans(stack, await terraformOf(stack), say);
        }, system),
      ),
    );
  program
    .command("state")
    .description("Checks the state's bucket, lock table, lock and digest.")
    .argument("<system>", SYSTEM)
    .option("--mend-digest", "store the digest of the state that is in the bucket", false)
    .addHelpText("after", "\nExit code 1: something is wrong with the state.")
    .action(
      action((system: string, { mendDigest }: { readonly mendDigest: boolean }) =>
        found(async (stack) => {
          const { inspectState } = load("../operations/state/inspect") as typeof StateInspect;
          return inspectState(stack, { mend: mendDigest }, say);
        }, system),
      ),
    );
  program
    .command("unlock")
    .description(
      "Reports the holder of the state's lock. With the lock's id, releases it and reports orphans.",
    )
    .argument("<system>", SYSTEM)
    .argument("[lock-id]", "the id of the lock to release")
    .addHelpText("after", "\nExit code 1: the state is locked, or the released run left orphans.")
    .action(
      action((system: string, id: string | undefined) =>
        found(async (stack) => {
          const { unlock } = load("../operations/unlock") as typeof Unlock;
          return unlock(stack, id, say);
        }, system),
      ),
    );
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];
