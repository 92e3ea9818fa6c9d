import type { Suppression } from "./suppressions";

/** What begins a comment that excuses a resource from a guardrail: `plinth:skip=RULE:reason`. */
export const GUARDRAILS = "plinth";

const SKIP = new RegExp(`^${GUARDRAILS}:skip=([a-z0-9-]+):(.*)$`, "s");

/** The packs that are not asked of a stack: those of a stack that is kept, say. They stand under its `//`. */
export function leftOutPacks(json: unknown): string[] {
  const packs = member(member(member(json, "//"), "guardrails"), "leftOut");
  return Array.isArray(packs) ? packs.filter((pack) => typeof pack === "string") : [];
}

/**
 * The suppressions that stand in a `cdk.tf.json`, under `//` of a resource or data source. None in other files: plans
 * and states have no comments.
 * @param stack the stack that the file is of, if it says
 */
export function commentedSuppressions(json: unknown, stack?: string): Suppression[] {
  return [
    ...blocksOf(json, "resource").flatMap(([address, block]) => skipsOf(block, address, stack)),
    ...blocksOf(json, "data").flatMap(([address, block]) => skipsOf(block, `data.${address}`, stack)),
  ];
}

function blocksOf(json: unknown, section: string): [address: string, block: unknown][] {
  return entriesOf(member(json, section)).flatMap(([type, byName]) =>
    entriesOf(byName).map(([name, block]): [string, unknown] => [`${type}.${name}`, block]),
  );
}

function skipsOf(block: unknown, address: string, stack: string | undefined): Suppression[] {
  return [member(block, "//")].flat().flatMap((comment) => {
    const [, rule, reason] = (typeof comment === "string" && SKIP.exec(comment)) || [];
    return rule === undefined || reason === undefined
      ? []
      : [{ rule, reason, address, ...(stack !== undefined && { stack }) }];
  });
}

const member = (value: unknown, key: string): unknown => entriesOf(value).find(([name]) => name === key)?.[1];

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.entries(value) : [];
}
