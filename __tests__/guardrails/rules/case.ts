/** A configuration and what one rule must say of one resource in it. */
export interface Case {
  readonly rule: string;
  /** What is shown, for the test's name. */
  readonly shows: string;
  readonly outcome: "compliant" | "violation" | "unknown" | "not-applicable";
  /** The resource that is asked about. @default the first */
  readonly address?: string;
  readonly resources: Record<string, Record<string, unknown>>;
  /** Further top-level blocks. */
  readonly rest?: Record<string, unknown>;
  /** What the reason must mention. */
  readonly reason?: string;
}

/** A table of cases of one rule. */
export function casesOf(rule: string, cases: readonly Omit<Case, "rule">[]): Case[] {
  return cases.map((one) => ({ ...one, rule }));
}
