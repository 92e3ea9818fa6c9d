import { CloudwatchDashboard } from "@cdktf/provider-aws/lib/cloudwatch-dashboard";
import { Construct } from "constructs";
import { ConfigurationError } from "../../../core/errors";
import { SystemStack } from "../../../core/system-stack";
import { jsonencode } from "../../../core/synthesis/jsonencode";
import { metricProblems } from "../metric";
import { type Place, layOut, layoutProblems, type Row } from "./layout";
import { toBody, type Widget, type WidgetBody, widgetProblems } from "./widgets";

export interface DashboardProps {
  /** Names the dashboard: `dashboard-{purpose}-{suffix}`. */
  readonly purpose: string;
  /** From top to bottom. */
  readonly rows: readonly [Row, ...Row[]];
  /** How far back it looks at first, e.g. `-PT3H`. @default -PT3H */
  readonly start?: string;
}

interface DashboardBody {
  readonly start: string;
  readonly periodOverride: "inherit";
  readonly widgets: (WidgetBody & Place)[];
}

/** A CloudWatch dashboard: typed widgets, laid out by rows on the grid of 24 columns. */
export class Dashboard extends Construct {
  readonly dashboard: CloudwatchDashboard;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const widgets = props.rows.flatMap((row) => row.widgets);
    const problems = [
      ...layoutProblems(props.rows),
      ...widgets.flatMap(widgetProblems),
      ...widgets.flatMap(metricsOf).flatMap(metricProblems),
    ];
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const body: DashboardBody = {
      start: props.start ?? "-PT3H",
      // The period of each widget, whatever span is looked at.
      periodOverride: "inherit",
      widgets: layOut(props.rows).map(({ widget, place }) => ({ ...place, ...toBody(widget, stack.region) })),
    };
    this.dashboard = new CloudwatchDashboard(this, "this", {
      dashboardName: stack.nameFor(this, "dashboard", props.purpose),
      dashboardBody: jsonencode(body),
    });
  }

  get name(): string {
    return this.dashboard.dashboardName;
  }
}

function metricsOf(widget: Widget) {
  return widget.kind === "series" || widget.kind === "number" ? widget.metrics : [];
}
