/** Guardrails: rules over Terraform JSON, whether synthesized, planned or applied. They know no construct. */
export { evaluate, type EvaluateOptions } from "./evaluate";
export { type Choice, chosenRules, PACK_NAMES, withRules } from "./rule-selection/rules";
export { configurable, type ConfigurableRule } from "./configurable";
export { formatReport } from "./formats/text";
export { Configuration, type Kind, type Variable } from "./model/configuration";
export { type Reference } from "./model/reference";
export { type Mode, Resource } from "./model/resource";
export { type Value, View } from "./model/view";
export { readConfiguration } from "./reading";
export { UnreadableError } from "./reading/problems";
export { type Finding, type Passed, type Report, type RuleRun } from "./report";
export {
  compliant,
  type Control,
  notApplicable,
  type Pack,
  type Rule,
  unknown,
  type Verdict,
  verdict,
  violation,
} from "./rule";
export { ALL_RULES, rulesOfPack } from "./rules";
export { PACKS, type PackSelection } from "./rules/packs";
export { GUARDRAILS } from "./comments";
export { REASON_LENGTH, type Suppression } from "./suppressions";
