/** Where a type has its name. `generated`: without one the provider makes a random one up. */
interface Naming {
  readonly paths: readonly string[];
  readonly generated?: boolean;
}

const generated = (...paths: string[]): Naming => ({ paths, generated: true });
const named = (...paths: string[]): Naming => ({ paths });
const usual = generated("name", "name_prefix");
const tagged = named("tags.Name");

/** Names that are unique only inside something named already, or that are no name of ours (domains, settings). */
const INSIDE: readonly string[] = [
  "aws_acm_certificate",
  "aws_apigatewayv2_stage",
  "aws_appautoscaling_scheduled_action",
  "aws_autoscaling_lifecycle_hook",
  "aws_autoscaling_policy",
  "aws_backup_selection",
  "aws_cloudwatch_log_metric_filter",
  "aws_cloudwatch_log_resource_policy",
  "aws_cloudwatch_log_stream",
  "aws_cloudwatch_log_subscription_filter",
  "aws_ecs_account_setting_default",
  "aws_glue_catalog_table",
  "aws_iam_group_policy",
  "aws_iam_policy_attachment",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_lambda_alias",
  "aws_route53_record",
  "aws_route53_zone",
  "aws_s3_bucket_analytics_configuration",
  "aws_s3_bucket_intelligent_tiering_configuration",
  "aws_s3_bucket_inventory",
  "aws_s3_bucket_metric",
  "aws_service_discovery_service",
  "aws_sesv2_configuration_set_event_destination",
];

const TABLE: Readonly<Record<string, Naming>> = {
  aws_autoscaling_group: usual,
  aws_budgets_budget: usual,
  aws_cloudwatch_composite_alarm: named("alarm_name"),
  aws_cloudwatch_dashboard: named("dashboard_name"),
  aws_cloudwatch_event_rule: usual,
  aws_cloudwatch_log_group: usual,
  aws_cloudwatch_metric_alarm: named("alarm_name"),
  aws_codedeploy_deployment_config: named("deployment_config_name"),
  aws_codedeploy_deployment_group: named("deployment_group_name"),
  aws_cur_report_definition: named("report_name"),
  aws_db_event_subscription: usual,
  aws_db_instance: generated("identifier", "identifier_prefix"),
  aws_db_option_group: usual,
  aws_db_parameter_group: usual,
  aws_db_subnet_group: usual,
  aws_dms_replication_instance: named("replication_instance_id"),
  aws_docdb_cluster: generated("cluster_identifier", "cluster_identifier_prefix"),
  aws_docdb_cluster_instance: generated("identifier", "identifier_prefix"),
  aws_ecs_task_definition: named("family"),
  aws_elasticache_cluster: named("cluster_id"),
  aws_elasticache_global_replication_group: named("global_replication_group_id_suffix"),
  aws_elasticache_replication_group: named("replication_group_id"),
  aws_elasticache_user: named("user_id"),
  aws_elasticache_user_group: named("user_group_id"),
  aws_iam_account_alias: named("account_alias"),
  aws_iam_instance_profile: usual,
  aws_iam_policy: usual,
  aws_iam_role: usual,
  aws_key_pair: generated("key_name", "key_name_prefix"),
  aws_kms_alias: usual,
  aws_lambda_function: named("function_name"),
  aws_lambda_layer_version: named("layer_name"),
  aws_launch_template: usual,
  aws_lb: usual,
  aws_lb_target_group: usual,
  aws_neptune_cluster: generated("cluster_identifier", "cluster_identifier_prefix"),
  aws_neptune_cluster_instance: generated("identifier", "identifier_prefix"),
  aws_opensearch_domain: named("domain_name"),
  aws_rds_cluster: generated("cluster_identifier", "cluster_identifier_prefix"),
  aws_rds_cluster_endpoint: named("cluster_endpoint_identifier"),
  aws_rds_cluster_instance: generated("identifier", "identifier_prefix"),
  aws_rds_cluster_parameter_group: usual,
  aws_rds_global_cluster: named("global_cluster_identifier"),
  aws_redshift_cluster: named("cluster_identifier"),
  aws_s3_bucket: generated("bucket", "bucket_prefix"),
  aws_s3_directory_bucket: named("bucket"),
  aws_scheduler_schedule: usual,
  aws_secretsmanager_secret: usual,
  aws_security_group: usual,
  aws_sfn_state_machine: usual,
  aws_sns_topic: usual,
  aws_sqs_queue: usual,
  aws_xray_group: named("group_name"),
  aws_xray_sampling_rule: named("rule_name"),
  // What EC2 knows by its id alone has the name that its tag gives it, if any.
  aws_customer_gateway: tagged,
  aws_ebs_volume: tagged,
  aws_eip: tagged,
  aws_instance: tagged,
  aws_internet_gateway: tagged,
  aws_nat_gateway: tagged,
  aws_network_acl: tagged,
  aws_route_table: tagged,
  aws_subnet: tagged,
  aws_vpc: tagged,
  aws_vpc_endpoint: tagged,
  aws_vpn_gateway: tagged,
};

const OTHERS = named("name", "name_prefix");

/** Where a resource type has its name; undefined for types without one of their own. Types not listed: `name`. */
export function namingOf(type: string): Naming | undefined {
  if (!type.startsWith("aws_") || INSIDE.includes(type)) return undefined;
  if (type.startsWith("aws_default_")) return tagged;
  return TABLE[type === "aws_alb" ? "aws_lb" : type] ?? OTHERS;
}
