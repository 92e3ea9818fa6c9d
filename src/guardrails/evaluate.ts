import type { Configuration } from "./model/configuration";
import type { Resource } from "./model/resource";
import type { Finding, Passed, Report, RuleRun } from "./report";
import type { Rule, Verdict } from "./rule";
import { ALL_RULES } from "./rules";
import type { Suppression } from "./suppressions";
import { suppress } from "./suppressions";

/** How to evaluate. */
export interface EvaluateOptions {
  /** @default every rule */
  readonly rules?: readonly Rule[];
  /** @default none */
  readonly suppressions?: readonly Suppression[];
}

/**
 * Asks every rule about every resource of its types.
 *
 * @throws Error if two rules have the same id, or a rule throws (naming the rule and the address)
 */
export function evaluate(configuration: Configuration, options: EvaluateOptions = {}): Report {
  const rules = options.rules ?? ALL_RULES;
  const ids = new Set(rules.map(({ id }) => id));
  if (ids.size < rules.length) throw new Error(`two rules have the same id: ${duplicates(rules).join(", ")}`);
  const findings: Finding[] = [];
  const passed: Passed[] = [];
  const notApplicable = new Map<string, number>();
  for (const rule of rules) {
    for (const resource of subjects(rule, configuration)) {
      const verdict = ask(rule, resource, configuration);
      const { address } = resource;
      if (verdict.outcome === "compliant") passed.push({ rule: rule.id, address });
      else if (verdict.outcome === "not-applicable") {
        notApplicable.set(rule.id, (notApplicable.get(rule.id) ?? 0) + 1);
      } else findings.push(found(rule, address, verdict.outcome, verdict.reason));
    }
  }
  const { open, suppressed, faults } = suppress(findings, options.suppressions ?? [], ids, configuration);
  const unknowns = open.filter(({ outcome }) => outcome === "unknown").sort(byAddress);
  const violations = [...open.filter(({ outcome }) => outcome === "violation"), ...faults].sort(byAddress);
  const compliant = byRule(passed);
  const counts = {
    violations: byRule(violations),
    unknowns: byRule(unknowns),
    suppressed: byRule(suppressed),
  };
  const runs = rules.map(({ id }): RuleRun => ({
    id,
    compliant: compliant.get(id) ?? 0,
    violations: counts.violations.get(id) ?? 0,
    unknowns: counts.unknowns.get(id) ?? 0,
    suppressed: counts.suppressed.get(id) ?? 0,
    notApplicable: notApplicable.get(id) ?? 0,
  }));
  return {
    origin: configuration.origin,
    kind: configuration.kind,
    findings: [...violations, ...unknowns, ...suppressed].sort(byAddress),
    violations,
    unknowns,
    suppressed: suppressed.sort(byAddress),
    passed,
    rulesRun: runs,
    summary: {
      resources: configuration.resources.filter(({ mode }) => mode === "managed").length,
      rules: rules.length,
      compliant: passed.length,
      violations: violations.length,
      unknowns: unknowns.length,
      suppressed: suppressed.length,
    },
  };
}

const MODES = ["managed", "settings", "module", "provider"] as const;

function subjects(rule: Rule, configuration: Configuration): readonly Resource[] {
  if (rule.types === "*") {
    return configuration.resources.filter(({ mode }) => mode === "managed" || mode === "settings");
  }
  const { types } = rule;
  return MODES.flatMap((mode) => configuration.resourcesOfType(types, mode));
}

function ask(rule: Rule, resource: Resource, configuration: Configuration): Verdict {
  try {
    return rule.check(resource, configuration);
  } catch (cause) {
    throw new Error(`the rule ${rule.id} failed on ${resource.address} of ${configuration.origin}`, {
      cause,
    });
  }
}

function found(rule: Rule, address: string, outcome: Finding["outcome"], reason: string): Finding {
  const { id, title, pack, controls, remedy } = rule;
  return { rule: id, title, pack, controls, address, outcome, reason, remedy };
}

/** How many there are of each rule. */
function byRule(list: readonly Passed[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of list) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

function byAddress(a: Finding, b: Finding): number {
  const [one, other] = [`${a.address} ${a.rule}`, `${b.address} ${b.rule}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

function duplicates(rules: readonly Rule[]): string[] {
  const ids = rules.map(({ id }) => id);
  return [...new Set(ids.filter((id, i) => ids.indexOf(id) !== i))];
}
