import { closest, distance } from "fastest-levenshtein";

/** More changed letters than this are another name, not a misspelling. */
const MOST_CHANGES = 3;

/**
 * The message for a name that does not exist: it suggests a similar name and lists all.
 * @param kind what the name is for, e.g. `system`
 * @param names the allowed names, at least one
 */
export function unknownName(kind: string, name: string, names: readonly string[]): string {
  const similar = closest(name, names);
  const suggestion = distance(name, similar) <= MOST_CHANGES ? ` Did you mean "${similar}"?` : "";
  return `There is no ${kind} "${name}".${suggestion} Allowed: ${names.join(", ")}.`;
}
