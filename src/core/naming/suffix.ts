/**
 * The environment suffix ends every name. 12 characters are what is left of the tightest AWS
 * limit that a Plinth name meets: 32 for a load balancer or a target group (`tg-credit-decision-`).
 */
export const SUFFIX_MAX_LENGTH = 12;

/** Lower-case words of letters and digits joined by single hyphens: what every AWS service takes in a name. */
export const SUFFIX_PATTERN = /^[a-z0-9]+(-[a-z0-9]+)*$/;

export const SUFFIX_RULE = `1 to ${SUFFIX_MAX_LENGTH} lower-case letters, digits and single hyphens, beginning and ending with a letter or digit`;

/** Whether `suffix` can end the name of every AWS resource that Plinth makes. */
export function isSuffix(suffix: string): boolean {
  return suffix.length <= SUFFIX_MAX_LENGTH && SUFFIX_PATTERN.test(suffix);
}
