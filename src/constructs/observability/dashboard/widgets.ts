import { type MathMetric, type Metric } from "../metric";

interface Titled {
  readonly title: string;
  /** Columns, of 24. @default an equal share of the free columns of the row */
  readonly width?: number;
}

/** Metrics over time. */
export interface SeriesWidget extends Titled {
  readonly kind: "series";
  readonly metrics: readonly [Metric | MathMetric, ...(Metric | MathMetric)[]];
  /** Seconds. @default 300 */
  readonly period?: number;
  /** Horizontal lines by what they say, such as an alarm's threshold. */
  readonly lines?: Readonly<Record<string, number>>;
  /** Areas on top of each other, for parts of a whole. @default false */
  readonly stacked?: boolean;
  /** Where its metrics are. @default the stack's region */
  readonly region?: string;
}

/** The newest value of each metric, as a number. */
export interface NumberWidget extends Titled {
  readonly kind: "number";
  readonly metrics: readonly [Metric | MathMetric, ...(Metric | MathMetric)[]];
  /** Seconds that the value is for. @default 300 */
  readonly period?: number;
  readonly region?: string;
}

/** The states of alarms. */
export interface AlarmStatusWidget extends Titled {
  readonly kind: "alarms";
  readonly alarms: readonly { readonly arn: string }[];
}

/** Markdown. */
export interface TextWidget {
  readonly kind: "text";
  readonly markdown: string;
  readonly width?: number;
}

/** A CloudWatch Logs Insights query, as a table. */
export interface LogWidget extends Titled {
  readonly kind: "log";
  readonly logs: readonly [{ readonly name: string }, ...{ readonly name: string }[]];
  /** E.g. `fields @timestamp, @message | filter level = "error" | limit 20`. */
  readonly query: string;
}

export type Widget = SeriesWidget | NumberWidget | AlarmStatusWidget | TextWidget | LogWidget;

/** A metric in the form of the dashboard body: namespace, name, dimensions, and how it is shown. */
type MetricEntry = (string | MetricOptions)[];
interface MetricOptions {
  readonly id?: string;
  readonly expression?: string;
  readonly label?: string;
  readonly stat?: string;
  readonly visible?: boolean;
}

/** `type` and `properties` of CloudWatch's "Dashboard body structure and syntax". */
export type WidgetBody =
  | { readonly type: "metric"; readonly properties: MetricProperties }
  | { readonly type: "alarm"; readonly properties: { readonly title: string; readonly alarms: string[] } }
  | { readonly type: "text"; readonly properties: { readonly markdown: string } }
  | {
      readonly type: "log";
      readonly properties: {
        readonly title: string;
        readonly region: string;
        readonly view: "table";
        readonly query: string;
      };
    };

interface MetricProperties {
  readonly title: string;
  readonly region: string;
  readonly period: number;
  readonly view: "timeSeries" | "singleValue";
  readonly stacked?: boolean;
  readonly metrics: MetricEntry[];
  readonly annotations?: { readonly horizontal: { readonly label: string; readonly value: number }[] };
}

const DEFAULT_PERIOD = 300;

export function toBody(widget: Widget, region: string): WidgetBody {
  switch (widget.kind) {
    case "text":
      return { type: "text", properties: { markdown: widget.markdown } };
    case "alarms": {
      const alarms = widget.alarms.map(({ arn }) => arn);
      return { type: "alarm", properties: { title: widget.title, alarms } };
    }
    case "log": {
      const sources = widget.logs.map(({ name }) => `SOURCE '${name}'`).join(" | ");
      const query = `${sources} | ${widget.query}`;
      return { type: "log", properties: { title: widget.title, region, view: "table", query } };
    }
    case "number":
      return { type: "metric", properties: { ...metricProperties(widget, region), view: "singleValue" } };
    case "series":
      return {
        type: "metric",
        properties: {
          ...metricProperties(widget, region),
          view: "timeSeries",
          stacked: widget.stacked ?? false,
          ...(widget.lines !== undefined && { annotations: { horizontal: toLines(widget.lines) } }),
        },
      };
  }
}

/** All problems of a widget; none if CloudWatch can show it. */
export function widgetProblems(widget: Widget): string[] {
  switch (widget.kind) {
    case "text":
      return [];
    case "alarms":
      // CloudWatch API reference, "Properties of an alarm widget object".
      return widget.alarms.length > 0 && widget.alarms.length <= 100
        ? []
        : [`"${widget.title}" has ${widget.alarms.length} alarms: 1 to 100 are allowed`];
    case "log":
      // CloudWatch Logs user guide, "Supported logs and discovered fields": what one query may read.
      return widget.logs.length <= 50
        ? []
        : [`"${widget.title}" reads ${widget.logs.length} log groups: at most 50`];
    case "number":
    case "series": {
      const ids = widget.metrics.flatMap((metric) => ("uses" in metric ? Object.keys(metric.uses) : []));
      const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
      return twice.map(
        (id) => `"${widget.title}" uses the id "${id}" in two expressions: one widget, one id`,
      );
    }
  }
}

function metricProperties({ title, metrics, period, region }: SeriesWidget | NumberWidget, home: string) {
  return {
    title,
    region: region ?? home,
    period: period ?? DEFAULT_PERIOD,
    metrics: metrics.flatMap(toEntries),
  };
}

function toEntries(metric: Metric | MathMetric): MetricEntry[] {
  if (!("uses" in metric)) return [toEntry(metric, { label: metric.label })];
  return [
    [{ expression: metric.expression, label: metric.label }],
    ...Object.entries(metric.uses).map(([id, used]) => toEntry(used, { id, visible: false })),
  ];
}

function toEntry({ namespace, name, dimensions, statistic }: Metric, options: MetricOptions): MetricEntry {
  return [namespace, name, ...Object.entries(dimensions).flat(), { ...options, stat: statistic }];
}

function toLines(lines: Readonly<Record<string, number>>): { label: string; value: number }[] {
  return Object.entries(lines).map(([label, value]) => ({ label, value }));
}
