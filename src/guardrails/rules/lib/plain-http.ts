import type { Value } from "../../model/view";
import type { Condition, Statement } from "./policy";

/** Whether a statement denies one of some actions (or all) to everyone who comes without TLS. */
export function refusesPlainHttp(
  { effect, principals, actions, conditions }: Statement,
  wanted: readonly string[],
): boolean {
  const [only] = conditions;
  // More conditions would let requests through that do not meet them all.
  if (effect !== "Deny" || only === undefined || conditions.length > 1) return false;
  const everyone = principals.some(
    ({ type, values }) => (type === "*" || type === "AWS") && has(values, "*"),
  );
  return everyone && [...wanted, "*"].some((action) => has(actions, action)) && isPlainHttp(only);
}

function isPlainHttp({ test, variable, values }: Condition): boolean {
  const secure = variable.toLowerCase() === "aws:securetransport";
  return test === "Bool" && secure && (has(values, "false") || has(values, false));
}

const has = (values: readonly Value[], wanted: unknown): boolean =>
  values.some((value) => value.kind === "known" && value.value === wanted);
