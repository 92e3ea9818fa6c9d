import { type SystemStack } from "../../core/system-stack";
import { type BackupPlan } from "../../constructs/backup/backup-plan";
import { type Bastion } from "../../constructs/compute/bastion";
import { type LoadBalancer } from "../../constructs/edge/load-balancer";
import { type SystemKeys } from "../../constructs/encryption/system-keys";
import { type Network } from "../../constructs/network/network";
import { type AlertTopic } from "../../constructs/observability/alert-topic";
import { type SystemDashboard } from "../../constructs/observability/dashboard/system-dashboard";
import { type LogArchive } from "../../constructs/observability/log-archive/log-archive";
import { type LogBucket } from "../../constructs/storage/log-bucket";
import { type AnalyticsDatabase } from "./database";
import { type Lake } from "./lake";
import { type AnalyticsServices } from "./services";
import { type Streaming } from "./streaming";

export interface OutputsProps {
  readonly network: Network;
  readonly front: LoadBalancer;
  readonly keys: SystemKeys<"data" | "database" | "logs" | "alerts">;
  readonly database: AnalyticsDatabase;
  readonly services: AnalyticsServices;
  readonly streaming: Streaming;
  readonly lake: Lake;
  readonly accessLogs: LogBucket;
  readonly archive: LogArchive;
  readonly backup: BackupPlan;
  readonly bastion: Bastion;
  readonly alerts: AlertTopic;
  readonly dashboard: SystemDashboard;
}

type Outputs = Record<string, readonly [value: unknown, description: string]>;

/** Every ARN and endpoint that those need who connect to the system, or look after it (FA-50). */
export function declareOutputs(stack: SystemStack, made: OutputsProps): void {
  const all = { ...serving(made), ...data(made), ...care(made) };
  for (const [name, [value, description]] of Object.entries(all)) stack.output(name, { value, description });
}

function serving({ network, front, services }: OutputsProps): Outputs {
  const { cluster, repositories } = services;
  return {
    vpc_id: [network.vpc.id, "The VPC"],
    private_subnet_ids: [network.subnetIds("private"), "Subnets of services, functions and database"],
    alb_arn: [front.balancer.arn, "The load balancer"],
    alb_dns_name: [front.balancer.dnsName, "Where clients connect, or their domain's alias leads"],
    cluster_name: [cluster.name, "The ECS cluster"],
    cluster_arn: [cluster.arn, "The ECS cluster"],
    ingestion_service_name: [services.ingestion.name, "The ECS service that takes market data"],
    processing_service_name: [services.processing.name, "The ECS service that computes analytics"],
    dashboards_service_name: [services.dashboards.name, "The ECS service of the dashboards"],
    ingestion_repository_url: [repositories.ingestion.url, "Where images of the ingestion are pushed"],
    processing_repository_url: [repositories.processing.url, "Where images of the processing are pushed"],
    dashboards_repository_url: [repositories.dashboards.url, "Where images of the dashboards are pushed"],
  };
}

function data({ database: made, streaming, lake }: OutputsProps): Outputs {
  const { database, user, dashboardsSecret } = made;
  const { stream, consumer } = streaming;
  return {
    database_arn: [database.arn, "The database's cluster"],
    database_endpoint: [database.endpoint, "The database's writer"],
    database_reader_endpoint: [database.readerEndpoint, "The database's readers"],
    database_name: [database.databaseName, "The database"],
    database_user: [user.user, "The user that the processing signs in as, with IAM"],
    database_master_secret_arn: [database.masterSecretArn, "Secret of the master user, for administrators"],
    dashboards_secret_arn: [dashboardsSecret.arn, "Rotated secret that the dashboards sign in with"],
    stream_arn: [stream.arn, "The stream that market data is put into"],
    stream_name: [stream.name, "The stream that market data is put into"],
    consumer_function_arn: [consumer.function.function.arn, "The function that reads the stream"],
    events_table_arn: [consumer.records.arn, "Table of the market events of the last days"],
    checkpoints_table_arn: [consumer.checkpoints.arn, "Table of how far the stream's shards are done"],
    consumer_dead_letters_url: [consumer.deadLetters.queue.url, "Queue of records that are no events"],
    delivery_stream_arn: [lake.delivery.arn, "Firehose from the stream to the raw bucket"],
    raw_bucket: [lake.raw.name, "Bucket of market events as they came"],
    raw_bucket_arn: [lake.raw.arn, "Bucket of market events as they came"],
    processed_bucket: [lake.processed.name, "Bucket of processed market events"],
    processed_bucket_arn: [lake.processed.arn, "Bucket of processed market events"],
    transformation_function_arn: [lake.transformation.function.function.arn, "From raw to processed"],
    transformation_dead_letters_url: [
      lake.transformation.deadLetters.queue.url,
      "Queue of raw objects that could not be processed",
    ],
    catalog_database: [lake.catalog.name, "The Glue database of the lake's tables"],
    work_group: [lake.queries.name, "The Athena work group"],
    work_group_arn: [lake.queries.arn, "The Athena work group"],
    query_results_bucket: [lake.queries.results.name, "Bucket of the queries' results"],
  };
}

function care(made: OutputsProps): Outputs {
  const { keys, archive, backup } = made;
  return {
    bastion_instance_id: [made.bastion.instance.id, "Where Session Manager starts a session"],
    access_logs_bucket: [made.accessLogs.name, "Bucket of the access logs"],
    log_archive_bucket: [archive.bucket.name, "Bucket where logs are kept for a year and more"],
    log_archive_delivery_stream_arn: [archive.delivery.arn, "Firehose from log groups to the archive"],
    backup_vault_arn: [backup.vault.arn, "Vault of the recovery points"],
    backup_plan_arn: [backup.plan.arn, "The backup plan"],
    data_key_arn: [keys.get("data").arn, "Key of lake, stream, tables and queues"],
    database_key_arn: [keys.get("database").arn, "Key of the database and its backups"],
    logs_key_arn: [keys.get("logs").arn, "Key of the log groups"],
    alerts_key_arn: [keys.get("alerts").arn, "Key of the alerts"],
    alert_topic_arn: [made.alerts.arn, "Topic of the alarms"],
    dashboard_name: [made.dashboard.dashboard.dashboardName, "The CloudWatch dashboard"],
  };
}
