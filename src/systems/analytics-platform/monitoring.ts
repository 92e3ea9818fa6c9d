import { type SystemStack } from "../../core/system-stack";
import { type BackupPlan } from "../../constructs/backup/backup-plan";
import { type LoadBalancer } from "../../constructs/edge/load-balancer";
import { type WebAcl } from "../../constructs/edge/web-acl";
import { type AlertTopic } from "../../constructs/observability/alert-topic";
import { type AlarmSet } from "../../constructs/observability/alarms/alarm-set";
import { BackupAlarms } from "../../constructs/observability/alarms/backup-alarms";
import { BalancerAlarms } from "../../constructs/observability/alarms/balancer-alarms";
import { ConsumerAlarms } from "../../constructs/observability/alarms/consumer-alarms";
import { DatabaseAlarms } from "../../constructs/observability/alarms/database-alarms";
import { DeliveryAlarms } from "../../constructs/observability/alarms/delivery-alarms";
import { FunctionAlarms } from "../../constructs/observability/alarms/function-alarms";
import { DeadLetterAlarms } from "../../constructs/observability/alarms/queue-alarms";
import { ServiceAlarms } from "../../constructs/observability/alarms/service-alarms";
import { WebAclAlarms } from "../../constructs/observability/alarms/web-acl-alarms";
import { SystemDashboard } from "../../constructs/observability/dashboard/system-dashboard";
import { type LogArchive } from "../../constructs/observability/log-archive/log-archive";
import { functionMetric } from "../../constructs/observability/metrics";
import { deliveryMetric, streamMetric } from "../../constructs/observability/stream-metrics";
import { type AnalyticsDatabase } from "./database";
import { type Lake } from "./lake";
import { type AnalyticsServices } from "./services";
import { type AnalyticsPlatformSettings } from "./settings";
import { type Streaming } from "./streaming";
import { type AnalyticsVariables } from "./variables";

export interface MonitoringProps {
  readonly settings: AnalyticsPlatformSettings;
  readonly variables: AnalyticsVariables;
  readonly alerts: AlertTopic;
  readonly front: LoadBalancer;
  readonly waf: WebAcl;
  readonly database: AnalyticsDatabase;
  readonly services: AnalyticsServices;
  readonly streaming: Streaming;
  readonly lake: Lake;
  readonly archive: LogArchive;
  readonly backup: BackupPlan;
}

const ABOUT = "# Market analytics\nWhat each alarm means and what to do: docs/systems/analytics-platform.md";

/** Alarms of every tier, and the dashboard over them, from the stream to the lake. */
export function createMonitoring(stack: SystemStack, props: MonitoringProps): SystemDashboard {
  const { front, services, streaming, lake } = props;
  const { cluster, ingestion, processing, dashboards, routes } = services;
  const { stream, consumer } = streaming;
  const webAcl = { metricName: props.waf.metricName, region: stack.region };
  const shown = (service: typeof ingestion) => ({ cluster, service, log: service.task.log });
  return new SystemDashboard(stack, "dashboard", {
    purpose: "analytics",
    about: ABOUT,
    alarms: [...servingAlarms(stack, props, webAcl), ...dataAlarms(stack, props)].flatMap(
      (set) => set.alarms,
    ),
    kpis: [
      streamMetric(stream, "IncomingRecords", "Sum", "Market events in"),
      deliveryMetric(lake.delivery, "DeliveryToS3.Records", "Sum", "Market events delivered to the lake"),
      functionMetric(consumer.function, "IteratorAge", "Maximum", "Age of what is shown (ms)"),
    ],
    balancer: front,
    webAcl,
    database: props.database.database,
    services: {
      ingestion: { ...shown(ingestion), targetGroup: routes.ingestion.targetGroup },
      processing: shown(processing),
      dashboards: { ...shown(dashboards), targetGroup: routes.dashboards.targetGroup },
    },
    queues: {
      "market events, dead letters": consumer.deadLetters,
      "lake transformation": lake.transformation.queue,
      "lake transformation, dead letters": lake.transformation.deadLetters,
    },
  });
}

/** What clients notice: load balancer, web ACL, services, database. */
function servingAlarms(
  stack: SystemStack,
  { settings, variables, alerts: topic, front, database: { database }, services }: MonitoringProps,
  webAcl: { readonly metricName: string; readonly region: string },
): AlarmSet[] {
  const { cluster, routes } = services;
  return [
    new BalancerAlarms(stack, "front-alarms", {
      topic,
      purpose: "front",
      balancer: front,
      targetGroups: routes,
    }),
    ...(["ingestion", "processing", "dashboards"] as const).map(
      (purpose) =>
        new ServiceAlarms(stack, `${purpose}-alarms`, {
          topic,
          purpose,
          cluster,
          service: services[purpose],
          minimumCount: settings.azs,
        }),
    ),
    new DatabaseAlarms(stack, "database-alarms", {
      topic,
      purpose: "database",
      database,
      connections: variables.databaseConnectionsAlarm,
    }),
    new WebAclAlarms(stack, "waf-alarms", {
      topic,
      purpose: "waf",
      webAcl,
      blockedRequests: variables.wafBlockedAlarm,
    }),
  ];
}

/** What loses or ages data: stream, lake, archive, rotation, backups. */
function dataAlarms(stack: SystemStack, props: MonitoringProps): AlarmSet[] {
  const { alerts: topic, streaming, lake, database } = props;
  const { stream, consumer } = streaming;
  return [
    new ConsumerAlarms(stack, "consumer-alarms", {
      topic,
      purpose: "market-events",
      stream,
      consumer: consumer.function,
    }),
    new DeadLetterAlarms(stack, "consumer-dead-letters-alarms", {
      topic,
      purpose: "market-events-dead-letters",
      queue: consumer.deadLetters,
      holds: "records of the stream, or their places in it,",
    }),
    new DeliveryAlarms(stack, "delivery-alarms", {
      topic,
      purpose: "lake-delivery",
      delivery: lake.delivery,
    }),
    new DeadLetterAlarms(stack, "transformation-dead-letters-alarms", {
      topic,
      purpose: "lake-transform-dead-letters",
      queue: lake.transformation.deadLetters,
      holds: "news of raw objects",
    }),
    new DeliveryAlarms(stack, "archive-alarms", {
      topic,
      purpose: "log-archive",
      delivery: props.archive.delivery,
    }),
    new FunctionAlarms(stack, "rotation-alarms", {
      topic,
      purpose: "dashboards-rotation",
      lambda: database.dashboardsSecret.function,
      meaning: "The password of the dashboards could not be rotated: the one in use stays good, and ages.",
      remedy:
        "Read the function's log: it names the step and what the database or Secrets Manager answered. Repair that, then start again: aws secretsmanager rotate-secret.",
    }),
    new BackupAlarms(stack, "backup-alarms", { topic, purpose: "backup", vault: props.backup.vault }),
  ];
}
