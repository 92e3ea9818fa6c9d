import { type Values } from "../../src/terraform/plan";

/** Attributes that say what a resource is, or which other one it belongs to. */
const IDENTITY = /^(id|arn|name|bucket|family)$|(_id|_arn|_name|identifier)$/;

/** What AWS gives to an account or a region, and names inside something that is a deployment's own. */
const COMMON = new Set([
  "aws_cloudfront_distribution.hosted_zone_id",
  "aws_cloudwatch_event_rule.event_bus_name",
  "aws_cloudwatch_event_target.event_bus_name",
  "aws_cloudwatch_event_target.target_id",
  "aws_cloudwatch_metric_alarm.metric_name",
  "aws_default_security_group.name",
  "aws_lb.zone_id",
  "aws_rds_cluster.database_name",
  "aws_rds_cluster.hosted_zone_id",
  "aws_rds_cluster_instance.ca_cert_identifier",
  "aws_rds_cluster_instance.db_parameter_group_name",
  "aws_rds_cluster_parameter_group.family",
  "aws_s3_bucket.hosted_zone_id",
  "aws_service_discovery_service.name",
  "aws_subnet.availability_zone_id",
  "aws_vpc.dhcp_options_id",
]);
const ACCOUNT = /^\d{12}$/;

/** All names, ids and ARNs of the managed resources of a state, each with the place where it stands. */
export function identitiesOf({ root_module: root }: Values): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { address, mode, type, values } of root?.resources ?? []) {
    if (mode !== "managed") continue;
    for (const [key, value] of Object.entries(values)) {
      if (typeof value !== "string" || value === "" || ACCOUNT.test(value)) continue;
      if (!IDENTITY.test(key) || COMMON.has(`${type}.${key}`)) continue;
      found.set(value, `${address}.${key} = ${value}`);
    }
  }
  return found;
}
