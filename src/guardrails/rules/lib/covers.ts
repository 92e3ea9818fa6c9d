/** Patterns as expressions: each is asked of many actions. */
const expressions = new Map<string, RegExp>();

/** Whether an action or ARN, as a policy's pattern has it, is admitted by another pattern, whatever their case. */
export function covers(pattern: string, action: string): boolean {
  if (!/[*?]/.test(pattern))
    return pattern.length === action.length && pattern.toLowerCase() === action.toLowerCase();
  let expression = expressions.get(pattern);
  if (expression === undefined) {
    const source = pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, "\\$&")
      .replaceAll("*", ".*")
      .replaceAll("?", ".");
    expressions.set(pattern, (expression = new RegExp(`^${source}$`, "i")));
  }
  return expression.test(action);
}
