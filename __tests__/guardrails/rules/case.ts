type Body = Record<string, unknown>;

/** A configuration and what one rule must say of one resource in it. */
export interface Case {
  readonly rule: string;
  /** What is shown, for the test's name. */
  readonly shows: string;
  readonly outcome: "compliant" | "violation" | "unknown" | "not-applicable";
  /** The resource that is asked about. @default the first */
  readonly address?: string;
  readonly resources: Record<string, Body>;
  /** Further top-level blocks. */
  readonly rest?: Body;
  /** What the reason must mention. */
  readonly reason?: string;
}

/** A table of cases of one rule. */
export function casesOf(rule: string, cases: readonly Omit<Case, "rule">[]): Case[] {
  return cases.map((one) => ({ ...one, rule }));
}

/** A variable `v` whose value no file holds. */
export const variable = { variable: { v: {} } };
export const HIDDEN = "${var.v}";

/** A key of one's own, and how it is named. */
export const key = { "aws_kms_key.k": { enable_key_rotation: true } };
export const KEY = "${aws_kms_key.k.arn}";

/** What a rule must say of bodies of one resource, the key and others beside it. */
export function bodiesOf(
  rule: string,
  type: string,
  bodies: { readonly [outcome in Case["outcome"]]?: readonly Body[] },
  others: Record<string, Body> = {},
): Case[] {
  return (Object.keys(bodies) as Case["outcome"][]).flatMap((outcome) =>
    (bodies[outcome] ?? []).map((body) => ({
      rule,
      outcome,
      shows: `${type} ${JSON.stringify(body)}`,
      resources: { [`${type}.x`]: body, ...key, ...others },
      rest: variable,
    })),
  );
}

/** What a rule must say of one resource by what is beside it. */
export function besideOf(
  rule: string,
  asked: Record<string, Body>,
  beside: { readonly [outcome in Case["outcome"]]?: readonly Record<string, Body>[] },
): Case[] {
  return (Object.keys(beside) as Case["outcome"][]).flatMap((outcome) =>
    (beside[outcome] ?? []).map((others) => ({
      rule,
      outcome,
      shows: Object.keys(others).length === 0 ? "nothing beside it" : JSON.stringify(others),
      resources: { ...asked, ...others },
      rest: variable,
    })),
  );
}
