import { type JsonObject } from "../../core/synthesis/json";

/** What an alarm means and what its reader does: its description, and its place in the runbook. */
export interface AlarmExplanation {
  /** One or more full sentences: what is wrong when it rings. */
  readonly meaning: string;
  /** One or more full sentences: what to look at and to do. */
  readonly remedy: string;
}

/** An alarm of a synthesized stack, for its runbook. */
export interface ListedAlarm extends AlarmExplanation {
  /** E.g. `aws_cloudwatch_metric_alarm.front_alarms_5xx`. */
  readonly address: string;
  /** With `${var.environment_suffix}` in it. */
  readonly name: string;
  /** When it rings, e.g. `> 1 in 2 of 3 periods of 300 s`. */
  readonly condition: string;
}

/** CloudWatch API reference, PutMetricAlarm, `AlarmDescription`. */
const LIMIT = 1_024;
const SEPARATOR = "\n\nWhat to do: ";
const SENTENCES = /^[A-Z].*\.$/s;

export const COMPARISONS = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
} as const;

export function describe({ meaning, remedy }: AlarmExplanation): string {
  return `${meaning}${SEPARATOR}${remedy}`;
}

/** What `describe` was given; all of another text is its meaning. */
export function explained(description: string): AlarmExplanation {
  const [meaning, remedy = ""] = description.split(SEPARATOR) as [string, string?];
  return { meaning, remedy };
}

export function explanationProblems(explanation: AlarmExplanation): string[] {
  const problems = Object.entries({ meaning: explanation.meaning, remedy: explanation.remedy })
    .filter(([, text]) => !SENTENCES.test(text))
    .map(([key, text]) => `${key} "${text}" must be full sentences: it goes into the runbook`);
  const { length } = describe(explanation);
  if (length > LIMIT) problems.push(`meaning and remedy have ${length} characters: at most ${LIMIT}`);
  return problems;
}

/**
 * The metric alarms of a synthesized configuration (`cdk.tf.json`, parsed) by address. One that was not
 * made here, and so has another description, has all of it as its meaning.
 */
export function listAlarms(configuration: JsonObject): ListedAlarm[] {
  const alarms = objectAt(objectAt(configuration, "resource"), "aws_cloudwatch_metric_alarm");
  return Object.keys(alarms)
    .sort()
    .map((name) => {
      const alarm = objectAt(alarms, name);
      return {
        address: `aws_cloudwatch_metric_alarm.${name}`,
        name: textAt(alarm, "alarm_name"),
        ...explained(textAt(alarm, "alarm_description")),
        condition: conditionOf(alarm),
      };
    });
}

function conditionOf(alarm: JsonObject): string {
  const operator = textAt(alarm, "comparison_operator");
  const sign = Object.entries(COMPARISONS).find(([, name]) => name === operator)?.[0] ?? operator;
  const periods = textAt(alarm, "evaluation_periods");
  const datapoints = textAt(alarm, "datapoints_to_alarm") || periods;
  return `${sign} ${textAt(alarm, "threshold")} in ${datapoints} of ${periods} periods of ${periodOf(alarm)} s`;
}

/** The period stands on the alarm, or on each metric of an expression. */
function periodOf(alarm: JsonObject): string {
  const queries = Array.isArray(alarm.metric_query) ? alarm.metric_query : [];
  const own = textAt(alarm, "period");
  return [own, ...queries.map((query) => textAt(objectAt(query, "metric"), "period"))].find(Boolean) ?? "?";
}

function objectAt(holder: unknown, key: string): JsonObject {
  const value: unknown =
    typeof holder === "object" && holder !== null ? (holder as JsonObject)[key] : undefined;
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}

function textAt(holder: JsonObject, key: string): string {
  const value = holder[key];
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
