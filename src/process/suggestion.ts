import { closest, distance } from "fastest-levenshtein";

/** More changed letters than this are another name, not a misspelling. */
const MOST_CHANGES = 3;

/**
 * The message for a name that does not exist: it suggests a similar name and lists all.
 * @param kind what the name is for, e.g. `system`
 */
export function unknownName(kind: string, name: string, names: readonly string[]): string {
  const similar = names.length === 0 ? "" : closest(name, names);
  const suggestion = distance(name, similar) <= MOST_CHANGES ? ` Did you mean "${similar}"?` : "";
  return `There is no ${kind} "${name}".${suggestion} Allowed: ${names.join(", ")}.`;
}
