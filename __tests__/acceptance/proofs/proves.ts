import { prove } from "../../../src/acceptance/prove";

/** Bootstrap, apply, second plan, checks through the AWS SDK, update, use, destroy, inventory: see src/proof. */
export function proves(system: string): void {
  test(
    `${system} is applied, planned empty, checked, updated, destroyed, and leaves nothing`,
    async () => {
      expect(await prove(system)).toBe(true);
    },
    30 * 60_000,
  );
}
