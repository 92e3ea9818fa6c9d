import type { Pack, Rule } from "../rule";
import { ALL_RULES, rulesOfPack } from "../rules";
import { PACKS } from "../rules/packs";

/** The names of the packs. */
export const PACK_NAMES = Object.keys(PACKS) as readonly Pack[];

/** Which rules run, and with which settings. */
export interface Choice {
  /** @default every pack */
  readonly packs?: readonly Pack[];
  /** Ids of rules that run whether or not their pack was chosen. */
  readonly include?: readonly string[];
  /** Ids of rules that do not run. */
  readonly exclude?: readonly string[];
  /** Settings by rule id. Settings alone do not make a rule run. */
  readonly settings?: Readonly<Record<string, object>>;
}

/**
 * The chosen rules, told their settings.
 * @throws ZodError if a setting is wrong
 */
export function chosenRules({ packs, include = [], exclude = [], settings = {} }: Choice): readonly Rule[] {
  const inPacks = new Set(packs?.flatMap(rulesOfPack) ?? ALL_RULES);
  return ALL_RULES.filter(
    (rule) => (inPacks.has(rule) || include.includes(rule.id)) && !exclude.includes(rule.id),
  ).map((rule) => {
    const told = settings[rule.id];
    return told === undefined || rule.with === undefined ? rule : rule.with(told);
  });
}

/** Puts rules in the place of those with the same id; others come last. */
export function withRules(rules: readonly Rule[], own: readonly Rule[]): readonly Rule[] {
  const mine = new Map(own.map((rule) => [rule.id, rule]));
  return [...new Map([...rules.map((rule) => [rule.id, rule] as const), ...mine]).values()];
}
