import { rm } from "node:fs/promises";
import { describeChanges, type Plan } from "../terraform/plan";
import { type TerraformSession } from "../terraform/session";
import { type OperatedStack } from "./stack";

/**
 * Reports drift: changes outside of Terraform that a deploy would revert. Other changes of the plan are reported apart:
 * they follow from the drift, or are not deployed yet. An attribute that a deploy leaves alone, because AWS computes it
 * or Terraform ignores it, is no drift.
 * @returns whether something drifted
 */
export async function reportDrift(
  { asked }: OperatedStack,
  terraform: Pick<TerraformSession, "plan">,
  say: (text: string) => void,
): Promise<boolean> {
  const { plan, file } = await terraform.plan();
  // The plan file holds the values of secrets.
  await rm(file, { force: true });
  const { drifted, others } = divide(plan);
  if (drifted.length === 0) say(`No drift: all resources of ${asked} are as they were deployed.`);
  else {
    say(
      [
        `${asked} has drifted: ${drifted.length} changed outside of Terraform. A deploy would revert:`,
        ...drifted.map((line) => `  ${line}`),
        `To revert: npx plinth deploy ${asked}. To keep the change: write it into the code.`,
      ].join("\n"),
    );
  }
  if (others.length > 0) {
    const why =
      drifted.length === 0 ? "not deployed yet" : "they follow from the drift, or are not deployed yet";
    say(
      [
        `A deploy would ${drifted.length === 0 ? "" : "also "}make these changes (${why}):`,
        ...others.map((line) => `  ${line}`),
      ].join("\n"),
    );
  }
  return drifted.length > 0;
}

/** Divides the changes of a plan: addresses that drifted, and others. */
export function divide(plan: Plan): { drifted: string[]; others: string[] } {
  const changed = plan.resource_changes ?? [];
  const found = new Map((plan.resource_drift ?? []).map(({ address, change }) => [address, change]));
  const lines = (changes: typeof changed): string[] => describeChanges({ resource_changes: changes });
  const drifted = changed
    .filter(({ address }) => found.has(address))
    .flatMap((each) => {
      const deleted = found.get(each.address)?.actions.includes("delete") === true;
      return lines([each]).map((line) => (deleted ? `${each.address}: was deleted` : line));
    });
  return { drifted, others: lines(changed.filter(({ address }) => !found.has(address))) };
}
