/** A condition on a field of a JSON log event. */
export type FieldCondition =
  | { readonly field: string; readonly equals: string | number }
  /** The field is a number of at least this. */
  | { readonly field: string; readonly atLeast: number };

const FIELD = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;
/** CloudWatch Logs API reference, PutMetricFilter, `filterPattern`. */
const LIMIT = 1_024;

/** The pattern that finds JSON log events which meet all conditions, e.g. `{ $.event = "loan.approved" }`. */
export function jsonPattern(conditions: readonly [FieldCondition, ...FieldCondition[]]): string {
  const [first, ...others] = conditions.map(toText);
  return others.length === 0 ? `{ ${first} }` : `{ (${[first, ...others].join(") && (")}) }`;
}

/** How a pattern and a metric's value name a field: `$.latency`. */
export function selector(field: string): string {
  return `$.${field}`;
}

/** All problems of the conditions of a pattern. */
export function patternProblems(conditions: readonly [FieldCondition, ...FieldCondition[]]): string[] {
  const problems = conditions.flatMap((condition) => [
    ...fieldProblems(condition.field),
    // An asterisk in a pattern's text stands for anything, and a quotation mark ends it.
    ...("equals" in condition && typeof condition.equals === "string" && /["*\\]/.test(condition.equals)
      ? [`"${condition.equals}" is not allowed in a pattern: no quotation mark, asterisk or backslash`]
      : []),
  ]);
  const { length } = jsonPattern(conditions);
  return length > LIMIT ? [...problems, `the pattern has ${length} characters: at most ${LIMIT}`] : problems;
}

export function fieldProblems(field: string): string[] {
  return FIELD.test(field)
    ? []
    : [`"${field}" is no field: names of letters, digits and _ joined by dots, such as credit.latencyMs`];
}

function toText(condition: FieldCondition): string {
  const field = selector(condition.field);
  if ("atLeast" in condition) return `${field} >= ${condition.atLeast}`;
  return `${field} = ${typeof condition.equals === "string" ? `"${condition.equals}"` : condition.equals}`;
}
