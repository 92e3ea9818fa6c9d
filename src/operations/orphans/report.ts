import { type TerraformSession } from "../../terraform/session";
import { type OperatedStack } from "../stack";
import { describeOrphans } from "./describe";
import { findOrphans } from "./find";

/**
 * Reports resources that carry the tags of a stack and are not in its state.
 * @returns whether there are any
 */
export async function reportOrphans(
  stack: OperatedStack,
  terraform: Pick<TerraformSession, "statePull">,
  say: (text: string) => void,
): Promise<boolean> {
  const state = await terraform.statePull();
  const orphans = await findOrphans(stack, state);
  say(describeOrphans(stack, state, orphans));
  return orphans.length > 0;
}
