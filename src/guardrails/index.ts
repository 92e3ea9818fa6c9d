/** Guardrails: rules over Terraform JSON, whether synthesized, planned or applied. They know no construct. */
export { commentedSuppressions, GUARDRAILS, leftOutPacks } from "./comments";
export { configurable, type ConfigurableRule } from "./configurable";
export { evaluate, type EvaluateOptions } from "./evaluate";
export { referencesIn } from "./expressions/references";
export { filesAt, readJson } from "./files";
export { type Format, formatRun, FORMATS } from "./formats";
export { formatReport, heading } from "./formats/text";
export { Configuration, type Kind, type Variable } from "./model/configuration";
export { isObject } from "./model/json";
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
export { readSettings, readSuppressions, type Settings, SETTINGS_FILE } from "./rule-selection/file";
export { type Choice, chosenRules, PACK_NAMES, withRules } from "./rule-selection/rules";
export { ALL_RULES, rulesOfPack } from "./rules";
export { logGroupRetention } from "./rules/logging/log-group-retention";
export { PACKS, type PackSelection } from "./rules/packs";
export { REASON_LENGTH, type Suppression } from "./suppressions";
