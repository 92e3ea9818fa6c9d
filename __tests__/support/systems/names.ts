import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, type Terraform, text } from "../terraform";

/** What a name begins with, by resource type. */
const PREFIXES: Readonly<Record<string, string>> = {
  aws_appautoscaling_policy: "scaling-policy",
  aws_appautoscaling_scheduled_action: "scheduled-action",
  aws_athena_workgroup: "workgroup",
  aws_backup_plan: "backup-plan",
  aws_backup_selection: "backup-selection",
  aws_backup_vault: "backup-vault",
  aws_cloudfront_cache_policy: "cache-policy",
  aws_cloudfront_origin_access_control: "oac",
  aws_cloudfront_response_headers_policy: "headers-policy",
  aws_cloudtrail: "trail",
  aws_cloudwatch_dashboard: "dashboard",
  aws_cloudwatch_event_rule: "rule",
  aws_cloudwatch_log_delivery_destination: "delivery",
  aws_cloudwatch_log_delivery_source: "delivery",
  aws_cloudwatch_log_group: "log",
  aws_cloudwatch_log_metric_filter: "metric-filter",
  aws_cloudwatch_log_resource_policy: "policy",
  aws_cloudwatch_metric_alarm: "alarm",
  aws_db_subnet_group: "db-subnets",
  aws_default_security_group: "security-group",
  aws_dynamodb_table: "table",
  aws_ecr_repository: "repository",
  aws_ecs_cluster: "cluster",
  aws_ecs_service: "service",
  aws_ecs_task_definition: "task",
  aws_eip: "eip",
  aws_flow_log: "flow-log",
  aws_glue_catalog_database: "database",
  aws_iam_instance_profile: "instance-profile",
  aws_iam_policy: "policy",
  aws_iam_role: "role",
  aws_instance: "instance",
  aws_internet_gateway: "igw",
  aws_kinesis_firehose_delivery_stream: "delivery-stream",
  aws_kinesis_stream: "stream",
  aws_kms_alias: "key",
  aws_kms_key: "key",
  aws_lambda_function: "function",
  aws_lb: "alb",
  aws_lb_target_group: "tg",
  aws_nat_gateway: "nat",
  aws_network_acl: "nacl",
  aws_rds_cluster: "db-cluster",
  aws_rds_cluster_instance: "db-instance",
  aws_rds_cluster_parameter_group: "db-parameters",
  aws_route_table: "rt",
  aws_s3_bucket: "bucket",
  aws_secretsmanager_secret: "secret",
  aws_security_group: "security-group",
  aws_service_discovery_private_dns_namespace: "namespace",
  aws_sns_topic: "topic",
  aws_sqs_queue: "queue",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
  aws_vpc_endpoint: "endpoint",
  aws_wafv2_ip_set: "ip-set",
  aws_wafv2_web_acl: "web-acl",
};
const SUFFIX = "${var.environment_suffix}";
const ACCOUNT = "${data.aws_caller_identity.caller.account_id}-";
/** AWS chooses the names of these log groups: only a part of each, the name of another thing, is ours. */
const DICTATED: Readonly<Record<string, RegExp>> = {
  cluster: /^\/aws\/ecs\/containerinsights\/(.+)\/performance$/,
  "db-cluster": /^\/aws\/rds\/cluster\/(.+)\/postgresql$/,
  "delivery-stream": /^\/aws\/kinesisfirehose\/(.+)$/,
  function: /^\/aws\/lambda\/(.+)$/,
  "web-acl": /^aws-waf-logs-(.+)$/,
};
/** Named inside or after something that carries the suffix, or by a domain. */
const INSIDE = [
  "aws_cloudwatch_log_stream",
  "aws_cloudwatch_log_subscription_filter",
  "aws_glue_catalog_table",
  "aws_lambda_event_source_mapping",
  "aws_lambda_invocation",
  "aws_lambda_permission",
  "aws_route53_record",
  "aws_service_discovery_service",
];
/** Arguments that hold a name, the first of them that a resource has. */
const ARGUMENTS = [
  "identifier",
  "alarm_name",
  "dashboard_name",
  "function_name",
  "policy_name",
  "name",
  "family",
];

export interface Named {
  readonly address: string;
  readonly type: string;
  readonly name: string;
}

function nameOf(resource: JsonObject): string | undefined {
  const own = [
    ...ARGUMENTS.map((argument) => resource[argument]),
    "engine" in resource && !("identifier" in resource) ? resource.cluster_identifier : undefined,
    "force_destroy" in resource ? resource.bucket : undefined,
    at(resource, "tags", "Name"),
  ];
  return own.find((value) => typeof value === "string");
}

/** Every resource of a system that has a name of its own. */
export function namedIn(system: Terraform): Named[] {
  return system
    .managed()
    .map(([address, resource]) => ({ address, name: nameOf(resource), type: address.split(".")[0] ?? "" }))
    .flatMap(({ name, type, ...rest }) =>
      name === undefined || INSIDE.includes(type) ? [] : [{ ...rest, name, type }],
    );
}

/** What is not named `{type}[-{purpose}]-{suffix}`, a bucket with the account before the suffix. */
export function misnamedIn(system: Terraform): Named[] {
  return namedIn(system).filter(({ name, type }) => {
    const [prefix, own] = isDictated(type, name) ?? [PREFIXES[type], name.slice(name.lastIndexOf("/") + 1)];
    if (prefix === undefined) return true;
    const ending = `${type === "aws_s3_bucket" ? ACCOUNT : ""}${SUFFIX}`;
    // Glue takes no hyphens: its names are those of the others with underscores.
    const [, hyphened = own] = /^\$\{replace\("(.*)", "-", "_"\)\}$/.exec(own) ?? [];
    if (!hyphened.startsWith(`${prefix}-`) || !hyphened.endsWith(ending)) return true;
    return !/^([a-z0-9]+-)*$/.test(hyphened.slice(prefix.length + 1, -ending.length));
  });
}

function isDictated(type: string, name: string): [prefix: string, own: string] | undefined {
  if (type !== "aws_cloudwatch_log_group") return undefined;
  const found = Object.entries(DICTATED)
    .map(([owner, pattern]) => [owner, pattern.exec(name)?.[1]] as const)
    .find(([, part]) => part !== undefined);
  return found === undefined ? undefined : [found[0], text(found[1])];
}

/** Names that two resources of a type have. */
export function sharedNamesIn(system: Terraform): string[] {
  const names = namedIn(system).map(({ type, name }) => `${type} ${name}`);
  return names.filter((name, index) => names.indexOf(name) !== index);
}
