import { CloudwatchLogMetricFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-metric-filter";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type FieldCondition, fieldProblems, jsonPattern, patternProblems, selector } from "./log-pattern";
import { type Metric, type Statistic } from "./metric";

/** What a log event adds to a metric: itself, or the number that is in one of its fields. */
export type Measure =
  | { readonly kind: "count" }
  | { readonly kind: "field"; readonly field: string; readonly unit: "Milliseconds" | "Bytes" | "None" };

export interface MetricFilterProps {
  /** Names the filter: `metric-filter-{purpose}-{suffix}`. */
  readonly purpose: string;
  /** The log group that is watched. */
  readonly log: { readonly name: string };
  /** Which of its events, JSON objects, count: those that meet all conditions. */
  readonly events: readonly [FieldCondition, ...FieldCondition[]];
  readonly measure: Measure;
  readonly namespace: string;
  /** The metric's name, e.g. `ApplicationsSubmitted`. */
  readonly metricName: string;
}

/** A metric that CloudWatch Logs makes of JSON log events. */
export class MetricFilter extends Construct {
  readonly filter: CloudwatchLogMetricFilter;
  private readonly namespace: string;
  private readonly metricName: string;

  constructor(scope: Construct, id: string, props: MetricFilterProps) {
    super(scope, id);
    const { events, measure } = props;
    const problems = [
      ...patternProblems(events),
      ...(measure.kind === "field" ? fieldProblems(measure.field) : []),
      // PutMetricFilter, `metricName`: letters, digits and these, 255 at most.
      ...(/^[A-Za-z0-9_./#-]{1,255}$/.test(props.metricName)
        ? []
        : [`"${props.metricName}" is no metric name: 1 to 255 letters, digits and _ . / # -`]),
    ];
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    this.namespace = props.namespace;
    this.metricName = props.metricName;
    this.filter = new CloudwatchLogMetricFilter(this, "this", {
      name: SystemStack.of(this).nameFor(this, "metric-filter", props.purpose),
      logGroupName: props.log.name,
      pattern: jsonPattern(events),
      metricTransformation: {
        namespace: props.namespace,
        name: props.metricName,
        // A zero for each minute without a match makes a count continuous; among measured values it
        // would be a measurement, and pull their percentiles down.
        ...(measure.kind === "count"
          ? { value: "1", unit: "Count", defaultValue: "0" }
          : { value: selector(measure.field), unit: measure.unit }),
      },
    });
  }

  /** The metric, for alarms and dashboards. */
  metric(statistic: Statistic, label = this.metricName): Metric {
    return {
      namespace: this.namespace,
      name: this.metricName,
      dimensions: {},
      statistic,
      label,
    };
  }
}
