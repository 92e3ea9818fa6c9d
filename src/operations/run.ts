import { runHere } from "../process/here";
import { TerraformSession } from "../terraform/session";
import { type OperatedStack } from "./stack";

/** Terraform over a stack on this machine, initialized. */
export async function terraformOf(
  stack: OperatedStack,
  varFiles: readonly string[] = [],
): Promise<TerraformSession> {
  const session = await TerraformSession.open({ stackFolder: stack.folder, cloud: runHere, varFiles });
  await session.init();
  return session;
}
