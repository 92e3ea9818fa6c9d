import { type JsonObject } from "../../../src/core/synthesis/compose";
import { at } from "../../support/terraform";
import { system } from "./synthesized";

describe("LP-71", () => {
  /** What a name begins with, by resource type; and where the name is. */
  const PREFIXES: Record<string, string> = {
    aws_appautoscaling_policy: "scaling-policy",
    aws_appautoscaling_scheduled_action: "scheduled-action",
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
    aws_cloudwatch_metric_alarm: "alarm",
    aws_db_subnet_group: "db-subnets",
    aws_default_security_group: "security-group",
    aws_ecr_repository: "repository",
    aws_ecs_cluster: "cluster",
    aws_ecs_service: "service",
    aws_ecs_task_definition: "task",
    aws_eip: "eip",
    aws_flow_log: "flow-log",
    aws_iam_policy: "policy",
    aws_iam_role: "role",
    aws_internet_gateway: "igw",
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
    aws_security_group: "security-group",
    aws_service_discovery_private_dns_namespace: "namespace",
    aws_sns_topic: "topic",
    aws_sqs_queue: "queue",
    aws_subnet: "subnet",
    aws_vpc: "vpc",
    aws_wafv2_ip_set: "ip-set",
    aws_wafv2_web_acl: "web-acl",
  };
  const SUFFIX = "${var.environment_suffix}";
  /** AWS chooses the names of these log groups: only a part of each, the name of another thing, is ours. */
  const DICTATED: Record<string, RegExp> = {
    cluster: /^\/aws\/ecs\/containerinsights\/(.+)\/performance$/,
    "db-cluster": /^\/aws\/rds\/cluster\/(.+)\/postgresql$/,
    function: /^\/aws\/lambda\/(.+)$/,
    "web-acl": /^aws-waf-logs-(.+)$/,
  };
  /** Named inside something that carries the suffix, or by a domain. */
  const UNNAMED = ["aws_route53_record", "aws_service_discovery_service", "aws_lambda_invocation"];

  const nameOf = (resource: JsonObject): string | undefined => {
    const { name, bucket, family } = resource;
    const own = [
      resource.identifier,
      resource.alarm_name,
      resource.dashboard_name,
      resource.function_name,
      name,
      family,
      "engine" in resource && !("identifier" in resource) ? resource.cluster_identifier : undefined,
      "force_destroy" in resource ? bucket : undefined,
      at(resource, "tags", "Name"),
    ];
    return own.find((value) => typeof value === "string");
  };
  const named = system
    .managed()
    .map(([address, resource]) => ({ address, name: nameOf(resource), type: address.split(".")[0] ?? "" }))
    .flatMap(({ name, type, ...rest }) =>
      name === undefined || UNNAMED.includes(type) ? [] : [{ ...rest, name, type }],
    );

  test("LP-71 every name is {type}[-{purpose}]-{suffix}, a bucket's with the account before it", () => {
    expect(named.length).toBeGreaterThan(30);
    const account = "${data.aws_caller_identity.caller.account_id}-";
    for (const { address, name, type } of named) {
      const [of, own] =
        type === "aws_cloudwatch_log_group"
          ? (Object.entries(DICTATED)
              .map(([owner, pattern]) => [owner, pattern.exec(name)?.[1]] as const)
              .find(([, part]) => part !== undefined) ?? [])
          : [];
      const prefix = of ?? PREFIXES[type];
      const last = own ?? name.slice(name.lastIndexOf("/") + 1);
      const middle = last.slice(`${String(prefix)}-`.length, -SUFFIX.length).replace(account, "");
      expect({ address, name: last }).toEqual({
        address,
        name: `${String(prefix)}-${middle}${type === "aws_s3_bucket" ? account : ""}${SUFFIX}`,
      });
      expect(middle).toMatch(/^([a-z0-9]+-)*$/);
    }
  });

  test("LP-71 no two resources of a type have one name", () => {
    const names = named.map(({ type, name }) => `${type} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("LP-71 the suffix is a variable with validation, and nowhere written out", () => {
    expect(at(system.section("variable").environment_suffix, "validation", 1)).toBeDefined();
    expect(JSON.stringify(system.json.resource)).not.toMatch(/-dev"/);
  });
});
