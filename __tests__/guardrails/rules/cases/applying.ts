import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN } from "../case";

const subnetIn = (cidr: unknown) => ({ vpc_id: "${aws_vpc.v.id}", cidr_block: cidr });
const vpc = (cidr = "10.0.0.0/16") => ({ "aws_vpc.v": { cidr_block: cidr } });
const acl = (...priorities: unknown[]) => ({
  rule: priorities.map((priority, i) => ({ name: `r${i}`, priority })),
});
const log = {
  "aws_wafv2_web_acl_logging_configuration.x": {
    log_destination_configs: ["${aws_cloudwatch_log_group.g.arn}"],
  },
};
const group = (name: string) => ({ "aws_cloudwatch_log_group.g": { name } });
const record = (more: object = {}) => ({
  "aws_route53_record.x": {
    alias: {
      name: "${aws_cloudfront_distribution.d.domain_name}",
      zone_id: "${aws_cloudfront_distribution.d.hosted_zone_id}",
      ...more,
    },
  },
});
const distribution = { "aws_cloudfront_distribution.d": {} };
const rule = (priority: unknown) => ({ listener_arn: "${aws_lb_listener.l.arn}", priority });
const listener = { "aws_lb_listener.l": {} };
const cloudfront = (provider?: string) => ({
  "aws_wafv2_web_acl.x": { scope: "CLOUDFRONT", ...(provider === undefined ? {} : { provider }) },
});
const providers = { provider: { aws: [{ region: "us-east-2" }, { region: "us-east-1", alias: "global" }] } };
const somewhere = { variable: { v: {} }, provider: { aws: [{ region: HIDDEN }] } };
const member = (more: object) => ({
  "aws_rds_cluster_instance.m": { cluster_identifier: "${aws_rds_cluster.x.id}", ...more },
});
const samePlace = { "aws_lb_listener_rule.y": rule(100), ...listener };

export const applying: readonly Case[] = [
  ...bodiesOf("apply-backtrack-engine", "aws_rds_cluster", {
    compliant: [{ engine: "aurora-mysql", backtrack_window: 86400 }],
    violation: [{ engine: "aurora-postgresql", backtrack_window: 86400 }],
    unknown: [
      { engine: HIDDEN, backtrack_window: 86400 },
      { engine: "aurora-postgresql", backtrack_window: HIDDEN },
    ],
    "not-applicable": [{ engine: "aurora-postgresql" }],
  }),
  ...bodiesOf("apply-pinned-engine-version", "aws_db_instance", {
    compliant: [
      { engine: "postgres", engine_version: "16" },
      { engine: "postgres", engine_version: "16.4", auto_minor_version_upgrade: false },
      { engine: "postgres", engine_version: "16.4", lifecycle: { ignore_changes: ["engine_version"] } },
      { engine: "mysql", engine_version: "8.0" },
    ],
    violation: [
      { engine: "postgres", engine_version: "16.4" },
      { engine: "mysql", engine_version: "8.0.35", auto_minor_version_upgrade: true },
    ],
    unknown: [
      { engine: "postgres", engine_version: HIDDEN },
      { engine: "postgres", engine_version: "16.4", auto_minor_version_upgrade: HIDDEN },
    ],
    "not-applicable": [{ engine: "postgres" }, { engine: "oracle-ee", engine_version: "19.0.0" }],
  }),
  ...besideOf(
    "apply-pinned-engine-version",
    { "aws_rds_cluster.x": { engine: "aurora-mysql", engine_version: "8.0.mysql_aurora.3.05.2" } },
    {
      compliant: [member({ auto_minor_version_upgrade: false }), {}],
      violation: [member({})],
      unknown: [{ "aws_rds_cluster_instance.m": { cluster_identifier: HIDDEN } }],
    },
  ),
  ...casesOf("apply-web-acl-region", [
    { shows: "another region", outcome: "violation", resources: cloudfront(), rest: providers },
    {
      shows: "its provider's region",
      outcome: "compliant",
      resources: cloudfront("aws.global"),
      rest: providers,
    },
    { shows: "a region of a variable", outcome: "unknown", resources: cloudfront(), rest: somewhere },
    { shows: "no provider", outcome: "unknown", resources: cloudfront() },
    {
      shows: "a regional one",
      outcome: "not-applicable",
      resources: { "aws_wafv2_web_acl.x": { scope: "REGIONAL" } },
      rest: providers,
    },
  ]),
  ...besideOf("apply-cdn-alias-health", record({ evaluate_target_health: false }), {
    compliant: [distribution],
  }),
  ...besideOf("apply-cdn-alias-health", record({ evaluate_target_health: true }), {
    violation: [distribution],
  }),
  ...besideOf("apply-cdn-alias-health", record({ evaluate_target_health: HIDDEN }), {
    unknown: [distribution],
  }),
  ...bodiesOf("apply-cdn-alias-health", "aws_route53_record", {
    violation: [{ alias: { zone_id: "Z2FDTNDATAQYW2", evaluate_target_health: true } }],
    "not-applicable": [{ records: ["1.2.3.4"] }, { alias: { zone_id: "Z1", evaluate_target_health: true } }],
  }),
  ...besideOf("apply-web-acl-log-name", log, {
    compliant: [group("aws-waf-logs-x"), group("aws-waf-logs-${var.v}")],
    violation: [group("waf-logs"), group("waf-${var.v}")],
    unknown: [group(HIDDEN), {}],
  }),
  ...bodiesOf("apply-web-acl-log-name", "aws_wafv2_web_acl_logging_configuration", {
    compliant: [{ log_destination_configs: ["arn:aws:s3:::aws-waf-logs-x"] }],
    violation: [{ log_destination_configs: ["arn:aws:s3:::logs"] }],
  }),
  ...bodiesOf("apply-load-balancer-subnets", "aws_lb", {
    compliant: [
      { subnets: ["subnet-1", "subnet-2"] },
      { subnet_mapping: [{ subnet_id: "a" }, { subnet_id: "b" }] },
    ],
    violation: [{}, { subnets: ["subnet-1"] }],
    unknown: [{ subnets: HIDDEN }, { subnets: "${aws_subnet.s[*].id}" }, { subnets: ["${each.value}"] }],
    "not-applicable": [{ load_balancer_type: "network", subnets: ["subnet-1"] }],
  }),
  ...besideOf(
    "apply-subnet-cidrs",
    { "aws_subnet.x": subnetIn("10.0.0.0/24") },
    {
      compliant: [{ ...vpc(), "aws_subnet.y": subnetIn("10.0.1.0/24") }],
      violation: [
        { ...vpc(), "aws_subnet.y": subnetIn("10.0.0.128/25") },
        { ...vpc(), "aws_subnet.y": subnetIn("10.0.0.0/20") },
        vpc("10.1.0.0/16"),
      ],
    },
  ),
  ...besideOf(
    "apply-subnet-cidrs",
    { "aws_subnet.x": subnetIn("10.9.0.0/24") },
    {
      compliant: [
        {
          ...vpc(),
          "aws_vpc_ipv4_cidr_block_association.a": { vpc_id: "${aws_vpc.v.id}", cidr_block: "10.9.0.0/16" },
        },
      ],
    },
  ),
  ...besideOf("apply-subnet-cidrs", { "aws_subnet.x": subnetIn(HIDDEN) }, { unknown: [vpc()] }),
  ...bodiesOf("apply-aurora-zones", "aws_rds_cluster", {
    compliant: [
      {},
      { availability_zones: ["a", "b", "c"] },
      { availability_zones: ["a"], lifecycle: { ignore_changes: ["availability_zones"] } },
    ],
    violation: [{ availability_zones: ["us-east-1a", "us-east-1b"] }],
    unknown: [{ availability_zones: HIDDEN }],
    "not-applicable": [{ engine: "postgres", availability_zones: ["a"] }],
  }),
  ...besideOf(
    "apply-listener-priorities",
    { "aws_lb_listener_rule.x": rule(100) },
    {
      compliant: [listener, { ...listener, "aws_lb_listener_rule.y": rule(200) }],
      violation: [samePlace],
    },
  ),
  ...besideOf(
    "apply-listener-priorities",
    { "aws_lb_listener_rule.x": rule(undefined) },
    { violation: [listener] },
  ),
  ...besideOf(
    "apply-listener-priorities",
    { "aws_lb_listener_rule.x": rule(HIDDEN) },
    { unknown: [listener] },
  ),
  ...bodiesOf("apply-web-acl-priorities", "aws_wafv2_web_acl", {
    compliant: [acl(1, 2), {}],
    violation: [acl(1, 2, 1)],
    unknown: [acl(1, HIDDEN), { rule: HIDDEN }],
  }),
];
