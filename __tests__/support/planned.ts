import { changesOf, describeChanges } from "../../src/terraform/plan";
import { type TerraformSession } from "../../src/terraform/session";

/** What a plan does: the addresses that it makes, those that it changes in place, and all others. */
export async function planned(session: TerraformSession) {
  const { plan, file } = await session.plan();
  const changes = Object.entries(changesOf(plan)).map(
    ([address, actions]) => [address, actions.join()] as const,
  );
  const of = (action: string) => changes.filter(([, done]) => done === action).map(([address]) => address);
  const others = changes.filter(([, done]) => done !== "create" && done !== "update");
  return { file, created: of("create"), updated: of("update"), others };
}

/** Expects a plan without any change, also of outputs. */
export async function expectEmpty(session: TerraformSession): Promise<void> {
  const { changes, plan } = await session.plan();
  expect(describeChanges(plan)).toEqual([]);
  expect(changes).toBe(false);
}
