import {
  CloudwatchMetricAlarm,
  type CloudwatchMetricAlarmConfig,
  type CloudwatchMetricAlarmMetricQuery,
} from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type AlarmExplanation, COMPARISONS, describe, explanationProblems } from "./alarm-description";
import { type AlarmWindow, windowProblems } from "./alarm-window";
import { type AlertTopic } from "./alert-topic";
import { isMath, type MathMetric, type Metric, metricProblems } from "./metric";

/** What no data means: `missing` leaves the alarm in INSUFFICIENT_DATA, `ignore` in the state that it has. */
export type MissingData = "breaching" | "notBreaching" | "ignore" | "missing";

export interface AlarmProps extends AlarmWindow, AlarmExplanation {
  /** Names the alarm: `alarm-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly metric: Metric | MathMetric;
  readonly comparison: keyof typeof COMPARISONS;
  /** In the metric's own unit. */
  readonly threshold: number;
  readonly missingData: MissingData;
  /** Told when the alarm rings, and when it is over. */
  readonly topic: AlertTopic;
}

/** The id of an expression among the metrics that it uses. */
const RESULT = "result";

/** An alarm on a metric, or on an expression over metrics. Its description says what it means and what to do. */
export class Alarm extends Construct {
  readonly alarm: CloudwatchMetricAlarm;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const problems = [
      ...windowProblems(props),
      ...metricProblems(props.metric),
      ...explanationProblems(props),
      ...(isMath(props.metric) && RESULT in props.metric.uses
        ? [`"${RESULT}" is the id of the expression itself`]
        : []),
    ];
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    this.alarm = new CloudwatchMetricAlarm(this, "this", {
      alarmName: SystemStack.of(this).nameFor(this, "alarm", props.purpose),
      alarmDescription: describe(props),
      comparisonOperator: COMPARISONS[props.comparison],
      threshold: props.threshold,
      evaluationPeriods: props.evaluationPeriods,
      datapointsToAlarm: props.datapoints ?? props.evaluationPeriods,
      treatMissingData: props.missingData,
      ...(isMath(props.metric) ? queried(props.metric, props.period) : watched(props.metric, props.period)),
      alarmActions: [props.topic.arn],
      okActions: [props.topic.arn],
    });
  }

  get arn(): string {
    return this.alarm.arn;
  }

  get name(): string {
    return this.alarm.alarmName;
  }
}

function watched(metric: Metric, period: number): Partial<CloudwatchMetricAlarmConfig> {
  const { namespace, name, dimensions, statistic } = metric;
  const value = statistic.startsWith("p") ? { extendedStatistic: statistic } : { statistic };
  return { namespace, metricName: name, dimensions: { ...dimensions }, period, ...value };
}

function queried({ expression, label, uses }: MathMetric, period: number) {
  const metrics = Object.entries(uses).map(([id, metric]): CloudwatchMetricAlarmMetricQuery => ({
    id,
    label: metric.label,
    metric: {
      namespace: metric.namespace,
      metricName: metric.name,
      dimensions: { ...metric.dimensions },
      stat: metric.statistic,
      period,
    },
  }));
  return { metricQuery: [{ id: RESULT, label, expression, returnData: true }, ...metrics] };
}
