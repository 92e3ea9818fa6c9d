import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type FieldCondition } from "./log-pattern";
import { type Metric, type Statistic } from "./metric";
import { type Measure, MetricFilter } from "./metric-filter";

/** A number that the business asks for, in the JSON logs of a service. */
export interface Kpi {
  /** The log group of the service that knows it. */
  readonly log: { readonly name: string };
  readonly events: readonly [FieldCondition, ...FieldCondition[]];
  /** @default count */
  readonly measure?: Measure;
}

const COUNT: Measure = { kind: "count" };

/**
 * Business KPIs by name, as metrics of a namespace of this system and environment:
 * `applications-submitted` becomes the metric `ApplicationsSubmitted`.
 */
export class KpiMetrics<Name extends string> extends Construct {
  readonly namespace: string;
  private readonly filters: ReadonlyMap<Name, MetricFilter>;

  constructor(scope: Construct, id: string, kpis: Readonly<Record<Name, Kpi>>) {
    super(scope, id);
    const stack = SystemStack.of(this);
    // Metrics of a filter with a default value have no dimensions that could tell environments apart.
    this.namespace = stack.nameFor(this, "metrics", stack.node.id);
    const entries = Object.entries(kpis) as [Name, Kpi][];
    this.filters = new Map(
      entries.map(([name, { log, events, measure = COUNT }]) => [
        name,
        new MetricFilter(this, name, {
          purpose: name,
          log,
          events,
          measure,
          namespace: this.namespace,
          metricName: pascalCase(name),
        }),
      ]),
    );
  }

  /** A KPI as a metric. */
  metric(name: Name, statistic: Statistic, label?: string): Metric {
    const filter = this.filters.get(name);
    if (filter === undefined) throw new RangeError(`there is no KPI "${name}"`);
    return filter.metric(statistic, label);
  }
}

function pascalCase(name: string): string {
  return name.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
