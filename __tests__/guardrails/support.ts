import type { Configuration, Finding, Rule } from "../../src/guardrails";
import { ALL_RULES, evaluate, readConfiguration } from "../../src/guardrails";

type Body = Record<string, unknown>;

/** A configuration from resources by address: `{ "aws_vpc.main": {...}, "data.aws_x.y": {...} }`. */
export function configurationOf(resources: Record<string, Body>, rest: Body = {}): Configuration {
  const json: Record<string, Record<string, Record<string, Body>>> = {};
  for (const [address, body] of Object.entries(resources)) {
    const steps = address.split(".");
    const [kind, type = "", name = ""] = steps.length === 3 ? steps : ["resource", ...steps];
    const types = (json[kind ?? ""] ??= {});
    (types[type] ??= {})[name] = body;
  }
  return readConfiguration(
    { terraform: {}, variable: { environment_suffix: { type: "string" } }, ...json, ...rest },
    "test",
  );
}

/** What one rule finds, by address: the outcome and reason. */
export function findingsOf(configuration: Configuration, rule: string): Finding[] {
  return evaluate(configuration).findings.filter((finding) => finding.rule === rule);
}

/** Some rules by their ids, for tests of what evaluates them: more rules change nothing there. */
export function rulesNamed(...ids: readonly string[]): readonly Rule[] {
  const found = ALL_RULES.filter(({ id }) => ids.includes(id));
  if (found.length < ids.length) throw new Error(`there are not all of the rules ${ids.join(", ")}`);
  return found;
}
