import { writeFileSync } from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import type * as AllProofs from "../../acceptance/due";
import type * as Prove from "../../acceptance/prove";
import { untilSignalled } from "../../process/here";
import { unknownName } from "../../process/suggestion";
import { action, load, UsageError } from "../action";
import { EXIT } from "../exit-codes";

interface Options {
  readonly status: boolean;
  readonly due: boolean;
  readonly minutes: number;
  readonly summary?: string;
}

const HELP = `
A proof that ran whole writes docs/proofs/SYSTEM.json. The record is valid until the synthesized files, the emulator,
the acceptance code or a version changes (docs/proofs.md).

Examples:
  plinth prove loan-processing
  plinth prove --status
  plinth prove --due --minutes 45

No AWS account is used. Exit code 1: a system is not proven, or a record is not valid.`;

export function addProve(program: Command): void {
  program
    .command("prove")
    .description(
      "Proves systems in an emulated AWS: apply, empty second plan, checks, update, destroy, nothing left.",
    )
    .argument("[systems...]", "one or more systems, such as state-backend loan-processing")
    .option("--status", "only report which systems have a valid record", false)
    .option("--due", "prove the systems without a valid record, and one more, two at a time", false)
    .option("--minutes <number>", "with --due: the time for all proofs", minutes, 60)
    .option("--summary <file>", "with --due: write the counts of passed and failed proofs as JSON")
    .addHelpText("after", HELP)
    .action(action(prove));
}

function minutes(value: string): number {
  const number = Number(value);
  if (value !== "" && number > 0) return number;
  throw new InvalidArgumentError("It must be a number above 0.");
}

async function prove(systems: readonly string[], options: Options): Promise<number> {
  const { prove: proveOne, PROOFS } = load("../acceptance/prove") as typeof Prove;
  const names = Object.keys(PROOFS);
  const unknown = systems.filter((system) => !names.includes(system));
  if (unknown.length > 0) {
    throw new UsageError(unknown.map((system) => unknownName("system", system, names)).join("\n"));
  }
  const chosen = systems.length > 0 ? systems : names;
  if (options.status) return reportStatus(chosen);
  if (options.due) return proveDue(chosen, options);
  if (systems.length === 0) {
    throw new UsageError(`Name the systems: plinth prove SYSTEM... with one or more of ${names.join(", ")}.`);
  }
  let failed = 0;
  for (const system of systems) failed += (await proveOne(system)) ? 0 : 1;
  return failed === 0 ? EXIT.done : EXIT.found;
}

const proofs = (): typeof AllProofs => load("../acceptance/due") as typeof AllProofs;

async function reportStatus(systems: readonly string[]): Promise<number> {
  const status = await proofs().proofStatus(systems);
  for (const [system, reason] of status) console.log(`${system}: ${reason ?? "valid"}`);
  return [...status.values()].every((reason) => reason === undefined) ? EXIT.done : EXIT.found;
}

async function proveDue(systems: readonly string[], options: Options): Promise<number> {
  const { dueProofs, proofStatus, proveDue: proveAll, provenAt } = proofs();
  const due = dueProofs(await proofStatus(systems), provenAt);
  const failed = await untilSignalled(() => proveAll(due, options.minutes));
  if (options.summary !== undefined) {
    const counts = { passed: due.length - failed.length, failed: failed.length };
    writeFileSync(options.summary, `${JSON.stringify(counts)}\n`);
  }
  if (failed.length === 0) return EXIT.done;
  console.error(`Not proven: ${failed.join(", ")}.`);
  return EXIT.found;
}
