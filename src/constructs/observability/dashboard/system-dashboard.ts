import { type Construct } from "constructs";
import { type MathMetric, type Metric } from "../metric";
import {
  type BalancerDimensions,
  balancerMetric,
  type DatabaseDimensions,
  databaseMetric,
  type QueueDimensions,
  queueMetric,
  type ServiceDimensions,
  serviceMetric,
  targetGroupMetric,
  taskMetric,
  type WebAclDimensions,
  webAclMetric,
} from "../metrics";
import { Dashboard } from "./dashboard";
import { type Row } from "./layout";
import { type SeriesWidget, type Widget } from "./widgets";

/** A service, behind the load balancer or for other services alone. */
export interface ShownService extends ServiceDimensions {
  /** @default none: nothing comes from the load balancer */
  readonly targetGroup?: { readonly arnSuffix: string };
  readonly log: { readonly name: string };
}

export interface SystemDashboardProps {
  /** Names the dashboard: `dashboard-{purpose}-{suffix}`. */
  readonly purpose: string;
  /** Markdown at its top: what the system is, where its runbook lies. */
  readonly about: string;
  readonly alarms: readonly { readonly arn: string }[];
  /** Business KPIs: numbers of the last hour, and their course. */
  readonly kpis: readonly [Metric, ...Metric[]];
  readonly balancer: BalancerDimensions;
  readonly webAcl: WebAclDimensions;
  readonly services: Readonly<Record<string, ShownService>>;
  readonly database: DatabaseDimensions;
  /** Queues by what a reader calls them, dead-letter queues among them. */
  readonly queues: Readonly<Record<string, QueueDimensions>>;
}

const HOUR = 3_600;
const MINUTE = 60;
const ERRORS =
  'fields @timestamp, @logStream, @message | filter level = "error" | sort @timestamp desc | limit 50';

/** A dashboard over all tiers of a system from its customers to its data: LP-63. */
export class SystemDashboard extends Dashboard {
  constructor(scope: Construct, id: string, props: SystemDashboardProps) {
    super(scope, id, {
      purpose: props.purpose,
      rows: [
        { height: 2, widgets: [{ kind: "text", markdown: props.about }] },
        { height: 4, widgets: [{ kind: "alarms", title: "Alarms", alarms: props.alarms }] },
        ...kpiRows(props),
        edgeRow(props),
        ...serviceRows(props),
        databaseRow(props),
        ...queueRows(props),
        ...logRows(props),
      ],
    });
  }
}

function kpiRows({ kpis }: SystemDashboardProps): Row[] {
  return [
    { height: 3, widgets: [{ kind: "number", title: "Last hour", metrics: kpis, period: HOUR }] },
    {
      widgets: present(
        // Milliseconds and counts share no axis.
        series(
          "Business events",
          kpis.filter(({ statistic }) => statistic === "Sum"),
        ),
        series(
          "Business times",
          kpis.filter(({ statistic }) => statistic !== "Sum"),
        ),
      ),
    },
  ];
}

function edgeRow({ balancer, webAcl }: SystemDashboardProps): Row {
  return {
    widgets: present(
      series("Requests", [
        balancerMetric(balancer, "RequestCount", "Sum", "Requests"),
        webAclMetric(webAcl, "BlockedRequests", "Sum", "Blocked by the web ACL"),
      ]),
      series("Errors", [
        balancerMetric(balancer, "HTTPCode_ELB_5XX_Count", "Sum", "5xx of the load balancer"),
        balancerMetric(balancer, "HTTPCode_Target_5XX_Count", "Sum", "5xx of the services"),
        balancerMetric(balancer, "HTTPCode_Target_4XX_Count", "Sum", "4xx of the services"),
      ]),
      series("Latency (s)", [
        balancerMetric(balancer, "TargetResponseTime", "p50", "p50"),
        balancerMetric(balancer, "TargetResponseTime", "p95", "p95"),
        balancerMetric(balancer, "TargetResponseTime", "p99", "p99"),
      ]),
    ),
  };
}

function serviceRows({ services, balancer }: SystemDashboardProps): Row[] {
  return Object.entries(services).map(([name, service]) => ({
    widgets: present(
      series(`${name}: CPU and memory (%)`, [
        serviceMetric(service, "CPUUtilization", "Average", "CPU"),
        serviceMetric(service, "MemoryUtilization", "Average", "Memory"),
      ]),
      series(
        `${name}: tasks`,
        [
          taskMetric(service, "RunningTaskCount", "Minimum", "Running"),
          taskMetric(service, "DesiredTaskCount", "Maximum", "Desired"),
        ],
        MINUTE,
      ),
      series(`${name}: targets`, targetMetrics(service, balancer), MINUTE),
    ),
  }));
}

function targetMetrics({ targetGroup }: ShownService, loadBalancer: BalancerDimensions): Metric[] {
  if (targetGroup === undefined) return [];
  const target = { targetGroup, loadBalancer };
  return [
    targetGroupMetric(target, "HealthyHostCount", "Minimum", "Healthy"),
    targetGroupMetric(target, "UnHealthyHostCount", "Maximum", "Unhealthy"),
  ];
}

function databaseRow({ database }: SystemDashboardProps): Row {
  return {
    widgets: present(
      series("Database: capacity (ACU)", [
        databaseMetric(database, "ServerlessDatabaseCapacity", "Average", "Average of the instances"),
        databaseMetric(database, "ServerlessDatabaseCapacity", "Maximum", "Largest"),
      ]),
      series("Database: load (%)", [
        databaseMetric(database, "CPUUtilization", "Maximum", "CPU"),
        databaseMetric(database, "ACUUtilization", "Maximum", "Of maximum ACU"),
      ]),
      series("Database: connections", [
        databaseMetric(database, "DatabaseConnections", "Maximum", "Of the busiest instance"),
      ]),
      series("Database: replica lag (ms)", [
        databaseMetric(database, "AuroraReplicaLagMaximum", "Maximum", "Slowest reader"),
      ]),
    ),
  };
}

function queueRows({ queues }: SystemDashboardProps): Row[] {
  const depths = Object.entries(queues).map(([name, queue]) =>
    queueMetric(queue, "ApproximateNumberOfMessagesVisible", "Maximum", name),
  );
  const ages = Object.entries(queues).map(([name, queue]) =>
    queueMetric(queue, "ApproximateAgeOfOldestMessage", "Maximum", name),
  );
  return depths.length === 0
    ? []
    : [{ widgets: present(series("Queues: messages", depths), series("Queues: oldest message (s)", ages)) }];
}

function logRows({ services }: SystemDashboardProps): Row[] {
  const [first, ...others] = Object.values(services).map(({ log }) => log);
  return first === undefined
    ? []
    : [
        {
          widgets: [
            { kind: "log", title: "Errors of the services", logs: [first, ...others], query: ERRORS },
          ],
        },
      ];
}

function series(
  title: string,
  [first, ...others]: readonly (Metric | MathMetric)[],
  period?: number,
): SeriesWidget | undefined {
  if (first === undefined) return undefined;
  return { kind: "series", title, metrics: [first, ...others], ...(period !== undefined && { period }) };
}

/** The widgets that are defined. A row has at least one. */
function present(...widgets: (Widget | undefined)[]): [Widget, ...Widget[]] {
  return widgets.filter((widget) => widget !== undefined) as [Widget, ...Widget[]];
}
