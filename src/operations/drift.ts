import { rm } from "node:fs/promises";
import { describeChanges, type Plan } from "../terraform/plan";
import { type TerraformSession } from "../terraform/session";
import { type OperatedStack } from "./stack";

/**
 * Says what was changed or deleted behind Terraform's back: what Terraform finds changed and a deploy would
 * put back. Other changes of the plan are named apart: they follow from those, or are not deployed yet.
 * What a deploy would leave alone (an attribute that AWS computes, or that is ignored) is no drift.
 * @returns the exit code: 0 without drift, else 2
 */
export async function reportDrift(
  { asked }: OperatedStack,
  terraform: Pick<TerraformSession, "plan">,
  say: (text: string) => void,
): Promise<number> {
  const { plan, file } = await terraform.plan();
  // It holds the values of secrets, and nobody will apply it.
  await rm(file, { force: true });
  const { drifted, others } = divide(plan);
  if (drifted.length === 0) say(`No drift: everything of ${asked} is as it was deployed.`);
  else {
    say(
      [
        `${asked} has drifted: ${drifted.length} changed behind Terraform's back. A deploy would put back:`,
        ...drifted.map((line) => `  ${line}`),
        `Put it back: npx cdktf deploy ${asked}. Or keep it as it is: write it into the code.`,
      ].join("\n"),
    );
  }
  if (others.length > 0) {
    const why = drifted.length === 0 ? "not deployed yet" : "what follows from that, or is not deployed yet";
    say(
      [
        `A deploy would ${drifted.length === 0 ? "" : "also "}make these changes (${why}):`,
        ...others.map((line) => `  ${line}`),
      ].join("\n"),
    );
  }
  return drifted.length === 0 ? 0 : 2;
}

/** What a plan would change: where Terraform found something changed, and elsewhere. */
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
