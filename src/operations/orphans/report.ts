import { type TerraformSession } from "../../terraform/session";
import { type OperatedStack } from "../stack";
import { describeOrphans } from "./describe";
import { findOrphans } from "./find";

/**
 * Names what carries the tags of a stack and is not in its state.
 * @returns the exit code: 0 if there is none, else 2
 */
export async function reportOrphans(
  stack: OperatedStack,
  terraform: Pick<TerraformSession, "statePull">,
  say: (text: string) => void,
): Promise<number> {
  const state = await terraform.statePull();
  const orphans = await findOrphans(stack, state);
  say(describeOrphans(stack, state, orphans));
  return orphans.length === 0 ? 0 : 2;
}
