import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf } from "../case";

const subnets = (mine: object, other: object = {}) => ({
  "aws_subnet.x": { vpc_id: "vpc-1", ...mine },
  "aws_subnet.y": { vpc_id: "vpc-1", ...other },
});
const bucketPolicy = (body: object) => ({
  "aws_s3_bucket.x": { bucket: "x" },
  "aws_s3_bucket_policy.p": {
    bucket: "${aws_s3_bucket.x.id}",
    policy: JSON.stringify({
      Statement: {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Condition: { Bool: { "aws:SecureTransport": "false" } },
        ...body,
      },
    }),
  },
});
const instances = (...zones: string[]) =>
  Object.fromEntries(
    zones.map((zone, i) => [
      `aws_rds_cluster_instance.i${i}`,
      { cluster_identifier: "${aws_rds_cluster.x.id}", availability_zone: zone },
    ]),
  );

/** Ways to write something that other cases do not have. */
export const writtenOtherwise: readonly Case[] = [
  ...bodiesOf("apply-aurora-zones", "aws_rds_cluster", { compliant: [{ availability_zones: "a" }] }),
  ...bodiesOf("apply-backtrack-engine", "aws_rds_cluster", { violation: [{ backtrack_window: 86400 }] }),
  ...bodiesOf("apply-capacity-base", "aws_ecs_cluster_capacity_providers", {
    violation: [{ default_capacity_provider_strategy: [{ base: 1 }, { base: 1 }] }],
  }),
  ...bodiesOf("apply-fargate-size", "aws_ecs_task_definition", {
    unknown: [{ requires_compatibilities: ["FARGATE"], cpu: "much", memory: "1 GB" }],
  }),
  ...besideOf(
    "apply-listener-priorities",
    { "aws_lb_listener_rule.x": { listener_arn: "arn:l", priority: 1 } },
    {
      violation: [{ "aws_lb_listener_rule.y": { listener_arn: "arn:l", priority: 1 } }],
      compliant: [{ "aws_lb_listener_rule.y": { listener_arn: "arn:other", priority: 1 } }],
    },
  ),
  ...casesOf("apply-subnet-cidrs", [
    { shows: "IPv6 alone", outcome: "not-applicable", resources: subnets({ cidr_block: "" }) },
    {
      shows: "no block",
      outcome: "violation",
      resources: subnets({ cidr_block: "10.0.0.0" }),
      reason: "no IPv4",
    },
    { shows: "too long a prefix", outcome: "violation", resources: subnets({ cidr_block: "10.0.0.0/33" }) },
    {
      shows: "the VPC by its id, another without a block",
      outcome: "compliant",
      resources: subnets({ cidr_block: "10.0.0.0/24" }),
    },
    {
      shows: "the VPC by its id, and an overlap",
      outcome: "violation",
      resources: subnets({ cidr_block: "10.0.0.0/24" }, { cidr_block: "10.0.0.128/25" }),
      reason: "overlaps aws_subnet.y",
    },
    {
      shows: "a VPC whose block comes from a pool",
      outcome: "compliant",
      resources: {
        "aws_subnet.x": { vpc_id: "${aws_vpc.v.id}", cidr_block: "10.0.0.0/24" },
        "aws_vpc.v": { ipv4_ipam_pool_id: "pool" },
      },
    },
  ]),
  ...casesOf("apply-web-acl-log-name", [
    {
      shows: "a prefix",
      outcome: "compliant",
      resources: {
        "aws_wafv2_web_acl_logging_configuration.x": {
          log_destination_configs: ["${aws_cloudwatch_log_group.g.arn}"],
        },
        "aws_cloudwatch_log_group.g": { name_prefix: "aws-waf-logs-" },
      },
    },
    {
      shows: "a name that AWS makes up",
      outcome: "unknown",
      resources: {
        "aws_wafv2_web_acl_logging_configuration.x": {
          log_destination_configs: ["${aws_cloudwatch_log_group.g.arn}"],
        },
        "aws_cloudwatch_log_group.g": {},
      },
    },
  ]),
  ...casesOf("apply-web-acl-region", [
    {
      shows: "its provider's region, by a reference",
      outcome: "compliant",
      resources: { "aws_wafv2_web_acl.x": { scope: "CLOUDFRONT", provider: "${aws.global}" } },
      rest: { provider: { aws: [{ region: "us-east-2" }, { region: "us-east-1", alias: "global" }] } },
    },
  ]),
  ...bodiesOf("cost-volume-type", "aws_db_instance", {
    compliant: [{ storage_type: "gp3" }],
    violation: [{ storage_type: "gp2" }],
  }),
  ...bodiesOf("cost-volume-type", "aws_instance", {
    violation: [{ root_block_device: { volume_type: "gp3" }, ebs_block_device: { volume_type: "gp2" } }],
  }),
  ...casesOf("encryption-bucket-tls-only", [
    { shows: "every bucket", outcome: "compliant", resources: bucketPolicy({ Resource: "*" }) },
    {
      shows: "all but some",
      outcome: "violation",
      resources: bucketPolicy({ NotResource: "arn:aws:s3:::y" }),
    },
    { shows: "a null among them", outcome: "violation", resources: bucketPolicy({ Resource: [null] }) },
    {
      shows: "false that is no text",
      outcome: "compliant",
      resources: bucketPolicy({ Resource: "*", Condition: { Bool: { "aws:SecureTransport": false } } }),
    },
  ]),
  ...casesOf("encryption-database-tls", [
    {
      shows: "a group that leaves the engine's default, which forces it",
      outcome: "compliant",
      resources: {
        "aws_db_instance.x": {
          engine: "postgres",
          engine_version: "16",
          parameter_group_name: "${aws_db_parameter_group.g.name}",
        },
        "aws_db_parameter_group.g": { name: "g" },
      },
    },
    {
      shows: "a parameter without a value",
      outcome: "violation",
      resources: {
        "aws_db_instance.x": { engine: "postgres", parameter_group_name: "${aws_db_parameter_group.g.name}" },
        "aws_db_parameter_group.g": { name: "g", parameter: { name: "rds.force_ssl" } },
      },
    },
  ]),
  ...bodiesOf("high-availability-database-instances", "aws_rds_cluster", {
    compliant: [{ engine_mode: "serverless" }, { db_cluster_instance_class: "db.m5d.large" }],
    "not-applicable": [{ global_cluster_identifier: "everywhere" }],
  }),
  ...besideOf(
    "high-availability-database-instances",
    { "aws_rds_cluster.x": {} },
    {
      violation: [instances("us-east-1a", "us-east-1a")],
      compliant: [instances("us-east-1a", "us-east-1b")],
    },
  ),
  ...bodiesOf("high-availability-load-balancer-zones", "aws_lb", {
    compliant: [{ subnet_mapping: [{ subnet_id: "subnet-1" }, { subnet_id: "subnet-2" }] }],
  }),
];
