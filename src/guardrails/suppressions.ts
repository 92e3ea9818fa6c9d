import type { Configuration } from "./model/configuration";
import type { Finding } from "./report";
import { ALL_RULES } from "./rules";

/** An exception to one rule at one address, with its reason. */
export interface Suppression {
  /** A rule's id. */
  readonly rule: string;
  /** A resource's address; without instance keys it stands for all instances. */
  readonly address: string;
  /** Why the exception is right: at least 20 characters. */
  readonly reason: string;
  /** The CDKTF stack it is for (default: any). */
  readonly stack?: string;
}

/** The least length of a reason, in characters. */
export const REASON_LENGTH = 20;

/** What suppressing did. */
export interface Suppressed {
  readonly open: Finding[];
  readonly suppressed: Finding[];
  /** What is wrong with suppressions, as violations. */
  readonly faults: Finding[];
}

/**
 * Takes suppressed findings out. A suppression without a reason suppresses nothing; that, and one that meets no
 * finding, is a violation itself. One of a rule that was not chosen is not asked for.
 */
export function suppress(
  findings: readonly Finding[],
  all: readonly Suppression[],
  ruleIds: ReadonlySet<string>,
  configuration: Configuration,
): Suppressed {
  const mine = all.filter(
    ({ stack, rule }) =>
      (stack === undefined || stack === configuration.stack) &&
      (ruleIds.has(rule) || !ALL_RULES.some(({ id }) => id === rule)),
  );
  const sound = mine.filter(({ reason }) => reason.trim().length >= REASON_LENGTH);
  const used = new Set<Suppression>();
  const result: Suppressed = { open: [], suppressed: [], faults: [] };
  for (const finding of findings) {
    const block = configuration.resource(finding.address)?.blockAddress;
    const hits = sound.filter(
      ({ rule, address }) => rule === finding.rule && (address === finding.address || address === block),
    );
    for (const hit of hits) used.add(hit);
    const [first] = hits;
    if (first === undefined) result.open.push(finding);
    else result.suppressed.push({ ...finding, suppression: first.reason });
  }
  for (const suppression of mine) {
    if (!sound.includes(suppression)) {
      result.faults.push(
        fault(
          suppression,
          "suppression-reason",
          `the suppression of ${suppression.rule} has the reason ${JSON.stringify(suppression.reason)}, too short to be one`,
          `give the reason in at least ${REASON_LENGTH} characters`,
        ),
      );
    } else if (!used.has(suppression)) {
      const why = !ruleIds.has(suppression.rule)
        ? "no rule has that id"
        : configuration.resources.some(({ address, blockAddress }) =>
              [address, blockAddress].includes(suppression.address),
            )
          ? "the rule has nothing against the resource"
          : "there is no such resource";
      result.faults.push(
        fault(
          suppression,
          "suppression-unused",
          `the suppression of ${suppression.rule} suppresses nothing: ${why}`,
          "take the suppression away, or correct its rule or address",
        ),
      );
    }
  }
  return result;
}

function fault({ address }: Suppression, rule: string, reason: string, remedy: string): Finding {
  return {
    rule,
    title: "Suppressions have a reason and a use",
    pack: "suppressions",
    controls: [],
    address,
    outcome: "violation",
    reason,
    remedy,
  };
}
