import { prove, PROOFS } from "../../src/proof/prove";

// Bootstrap, apply, second plan, checks through the AWS SDK, update, destroy, inventory: see src/proof.
test.each(Object.keys(PROOFS))(
  "%s is applied, planned empty, checked, updated, destroyed, and leaves nothing",
  async (system) => {
    expect(await prove(system)).toBe(true);
  },
  30 * 60_000,
);
