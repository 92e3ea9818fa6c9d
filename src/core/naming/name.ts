import { NAME_LIMITS, type NamedType } from "./limits";
import { SUFFIX_MAX_LENGTH, SUFFIX_PATTERN } from "./suffix";

const ACCOUNT_ID_LENGTH = 12;

/** The parts of a name before the suffix, and whether an account id makes it unique in the world. */
export interface NameParts {
  readonly type: NamedType;
  readonly purpose?: string | undefined;
  readonly global?: boolean | undefined;
}

/**
 * What is wrong with a name of these parts: undefined when it fits its service with the longest
 * suffix that is allowed, so that no deployment fails for a suffix that was chosen later.
 */
export function nameProblem({ type, purpose, global = false }: NameParts): string | undefined {
  if (purpose !== undefined && !SUFFIX_PATTERN.test(purpose)) {
    return `"${purpose}" cannot be part of a name: lower-case letters, digits and single hyphens are allowed`;
  }
  const limit = NAME_LIMITS[type];
  const fixed = [type, purpose].filter((part) => part !== undefined).join("-");
  const longest = fixed.length + (global ? 1 + ACCOUNT_ID_LENGTH : 0) + 1 + SUFFIX_MAX_LENGTH;
  if (longest <= limit) return undefined;
  const shorten = longest - limit;
  return (
    `the name "${fixed}-${global ? "<account>-" : ""}<suffix>" could be ${longest} characters long ` +
    `(the suffix may have ${SUFFIX_MAX_LENGTH}); AWS allows ${limit} for "${type}": shorten it by ${shorten}`
  );
}

/** `{type}[-{purpose}][-{account}]-{suffix}`, with tokens for account and suffix. */
export function joinName({ type, purpose }: NameParts, suffix: string, account?: string): string {
  return [type, purpose, account, suffix].filter((part) => part !== undefined).join("-");
}
