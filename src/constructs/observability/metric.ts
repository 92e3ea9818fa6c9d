/** How the values of a period become one. */
export type Statistic = "Average" | "Sum" | "Minimum" | "Maximum" | "SampleCount" | `p${number}`;

/** A metric as CloudWatch knows it, with the statistic that is looked at. */
export interface Metric {
  /** E.g. `AWS/ApplicationELB`. */
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: Statistic;
  /** What a reader of a graph sees. */
  readonly label: string;
}

/** A value that is computed from metrics, in CloudWatch's metric math. */
export interface MathMetric {
  /** E.g. `100 * errors / requests`: of the ids in `uses`. */
  readonly expression: string;
  readonly label: string;
  /** The metrics by their ids: a lower-case letter first, then letters, digits and `_`. */
  readonly uses: Readonly<Record<string, Metric>>;
}

export function isMath(metric: Metric | MathMetric): metric is MathMetric {
  return "expression" in metric;
}

/** CloudWatch user guide, "CloudWatch service quotas": metrics of an alarm on an expression. */
const MATH_METRICS = 10;

/** All problems of a metric; none if CloudWatch accepts it. */
export function metricProblems(metric: Metric | MathMetric): string[] {
  if (!isMath(metric)) return statisticProblems(metric);
  const ids = Object.keys(metric.uses);
  const words = new Set(metric.expression.match(/[A-Za-z_]\w*/g));
  return [
    ...ids
      .filter((id) => !/^[a-z]\w*$/.test(id))
      .map((id) => `"${id}" is no id: a lower-case letter, then letters, digits and _`),
    ...ids
      .filter((id) => !words.has(id))
      .map((id) => `the expression "${metric.expression}" does not use "${id}"`),
    // Functions are in capitals, so that a word in lower case must be an id.
    ...[...words]
      .filter((word) => /^[a-z]/.test(word) && !ids.includes(word))
      .map((word) => `the expression "${metric.expression}" uses "${word}", which "uses" does not define`),
    ...(ids.length === 0 || ids.length > MATH_METRICS
      ? [`an expression uses 1 to ${MATH_METRICS} metrics, not ${ids.length}`]
      : []),
    ...Object.values(metric.uses).flatMap(statisticProblems),
  ];
}

function statisticProblems({ name, statistic }: Metric): string[] {
  if (!statistic.startsWith("p")) return [];
  const percent = Number(statistic.slice(1));
  // CloudWatch user guide, "Statistics definitions": p0.0 to p100, ten decimal places at most.
  return percent >= 0 && percent <= 100
    ? []
    : [`the statistic ${statistic} of ${name} is no percentile: p0 to p100 are`];
}
