import { loggedBucket, privateBucket } from "../checks/buckets";
import { discoverable, functionsInVpc, imageRepositories, scaling } from "../checks/compute";
import { databaseChecks } from "../checks/database";
import { bastion, endpoints } from "../checks/isolation";
import { backedUp, logsArchived, rotated } from "../checks/backups";
import { lakeChecks } from "../checks/lake";
import { monitoringChecks } from "../checks/monitoring";
import { API_RULES, balancerWebAcl } from "../checks/protection";
import { databaseUsers } from "../checks/roles";
import { streamingChecks } from "../checks/streaming";
import { type Check } from "../acceptance-spec";

const SERVICES = ["ingestion_service_name", "processing_service_name", "dashboards_service_name"];

/** The outputs with image repositories. */
export const REPOSITORIES = [
  "ingestion_repository_url",
  "processing_repository_url",
  "dashboards_repository_url",
];
const DATA_BUCKETS = ["raw_bucket", "processed_bucket", "query_results_bucket", "log_archive_bucket"];
/** The outputs with buckets. */
export const BUCKETS = ["access_logs_bucket", ...DATA_BUCKETS];

/** What analytics-platform is, beside its network, its services' capacity and its state. */
export const analyticsPlatformChecks: readonly Check[] = [
  endpoints({
    gateway: ["s3", "dynamodb"],
    interface: [
      "athena",
      "ecr.api",
      "ecr.dkr",
      "ecs",
      "kinesis-streams",
      "kms",
      "logs",
      "monitoring",
      "secretsmanager",
      "sqs",
      "ssm",
      "ssmmessages",
      "sts",
    ],
    closed: ["ecs-agent", "ecs-telemetry"],
  }),
  bastion("bastion_instance_id"),
  privateBucket("access_logs_bucket", "AES256"),
  ...DATA_BUCKETS.flatMap((output) => [privateBucket(output, "aws:kms"), loggedBucket(output)]),
  ...databaseChecks({
    endpoint: "database_endpoint",
    engine: "aurora-postgresql",
    majorVersion: "16",
    capacity: [0.5, 4],
    instances: 2,
    logs: ["postgresql"],
    backupDays: 35,
    parameters: { "rds.force_ssl": "1", ssl_min_protocol_version: "TLSv1.2" },
    admits: ["processing", "dashboards", "dashboards-rotation", "database-user-analytics", "bastion"].map(
      (name) => `security-group-${name}`,
    ),
  }),
  databaseUsers({
    endpoint: "database_endpoint",
    user: "database_user",
    services: ["processing_service_name"],
    rules: [],
  }),
  rotated("dashboards_secret_arn", 30),
  backedUp({
    vault: "backup_vault_arn",
    plan: "backup_plan_arn",
    days: 35,
    of: ["database_arn", "events_table_arn", "checkpoints_table_arn"],
  }),
  logsArchived("log_archive_delivery_stream_arn"),
  ...streamingChecks({
    stream: "stream_arn",
    consumer: "consumer_function_arn",
    deadLetters: "consumer_dead_letters_url",
    events: "events_table_arn",
    checkpoints: "checkpoints_table_arn",
  }),
  ...lakeChecks({
    stream: "stream_arn",
    delivery: "delivery_stream_arn",
    raw: "raw_bucket",
    processed: "processed_bucket",
    catalog: "catalog_database",
    workGroup: "work_group",
    results: "query_results_bucket",
    tables: {
      market_events: ["processed_bucket", "market_events/"],
      raw_market_events: ["raw_bucket", "market-events/"],
    },
  }),
  balancerWebAcl(API_RULES),
  discoverable(SERVICES),
  imageRepositories(REPOSITORIES),
  ...SERVICES.map((service) =>
    scaling({
      service,
      tasks: [3, 12],
      targets: { ECSServiceAverageCPUUtilization: 60, ECSServiceAverageMemoryUtilization: 70 },
      floors: {},
    }),
  ),
  functionsInVpc(4),
  ...monitoringChecks({
    topic: "alert_topic_arn",
    thresholds: {
      "front-5xx": 5,
      "ingestion-running": 3,
      "processing-cpu": 85,
      "dashboards-memory": 85,
      "database-connections": 150,
      "waf-blocked": 500,
      "market-events-age": 60_000,
      "market-events-dead-letters-depth": 1,
      "lake-delivery-late": 900,
      "lake-transform-dead-letters-depth": 1,
      "log-archive-late": 900,
      "dashboards-rotation-errors": 1,
      "backup-failed": 1,
    },
    kpis: {},
    dashboard: "dashboard_name",
    shows: [
      "AWS/ApplicationELB",
      "AWS/WAFV2",
      "AWS/ECS",
      "ECS/ContainerInsights",
      "AWS/RDS",
      "AWS/SQS",
      "AWS/Kinesis",
      "AWS/Firehose",
      "AWS/Lambda",
    ],
  }),
];
