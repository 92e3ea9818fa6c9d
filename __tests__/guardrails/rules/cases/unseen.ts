import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN, KEY } from "../case";

const bucketOf = (type: string, body: object) => ({ [`${type}.b`]: { bucket: HIDDEN, ...body } });
const logged = {
  "aws_s3_bucket.x": {},
  "aws_lb.l": { access_logs: { bucket: "${aws_s3_bucket.x.id}" } },
};
const redirect = (action: object) => ({ protocol: "HTTP", default_action: { type: "redirect", ...action } });
const balancer = { load_balancer_type: HIDDEN };
const statement = (body: object) => ({ policy: JSON.stringify({ Statement: [body] }) });

/** What each of these cannot see, and says so: one of its arguments is a variable without a value. */
export const unseen: readonly Case[] = [
  ...bodiesOf("apply-aurora-zones", "aws_rds_cluster", {
    compliant: [{ engine: "aurora-mysql", availability_zones: ["a", "b", HIDDEN] }],
    unknown: [{ engine: "aurora-mysql", availability_zones: ["a", HIDDEN] }],
  }),
  ...bodiesOf("apply-load-balancer-subnets", "aws_lb", {
    unknown: [{ subnet_mapping: [{ subnet_id: HIDDEN }] }],
  }),
  ...casesOf("apply-web-acl-region", [
    {
      shows: "a scope that cannot be seen, elsewhere",
      outcome: "unknown",
      resources: { "aws_wafv2_web_acl.x": { scope: HIDDEN } },
      rest: { variable: { v: {} }, provider: { aws: { region: "us-east-2" } } },
      reason: "in us-east-2",
    },
  ]),
  ...bodiesOf("destroyable-prevent-destroy", "aws_vpc", {
    unknown: [{ lifecycle: { prevent_destroy: HIDDEN } }],
  }),
  ...besideOf(
    "encryption-bucket-cmk",
    { "aws_s3_bucket.x": {} },
    {
      unknown: [
        {
          "aws_s3_bucket_server_side_encryption_configuration.e": {
            bucket: "${aws_s3_bucket.x.id}",
            rule: { apply_server_side_encryption_by_default: { sse_algorithm: HIDDEN } },
          },
        },
      ],
      violation: [
        {
          "aws_s3_bucket_server_side_encryption_configuration.e": {
            bucket: "${aws_s3_bucket.x.id}",
            rule: { bucket_key_enabled: true },
          },
        },
      ],
    },
  ),
  ...bodiesOf("encryption-database-tls", "aws_db_instance", {
    unknown: [{ engine: HIDDEN }, { engine: "postgres", engine_version: HIDDEN }],
    "not-applicable": [{}],
  }),
  ...bodiesOf("encryption-dynamodb-cmk", "aws_dynamodb_table", {
    unknown: [{ server_side_encryption: { enabled: HIDDEN } }],
    violation: [{ server_side_encryption: { enabled: true, kms_key_arn: KEY }, replica: {} }],
  }),
  ...besideOf(
    "high-availability-database-instances",
    { "aws_rds_cluster.x": {} },
    {
      unknown: [
        { "aws_rds_cluster_instance.i": { cluster_identifier: "${aws_rds_cluster.x.id}", for_each: HIDDEN } },
      ],
    },
  ),
  ...casesOf("least-privilege-wildcard-resources", [
    {
      shows: "actions that cannot be seen, on everything",
      outcome: "violation",
      resources: { "aws_iam_policy.x": statement({ Effect: "Allow", Action: HIDDEN, Resource: "*" }) },
      rest: { variable: { v: {} } },
      reason: "what cannot be seen",
    },
    {
      shows: "all but some actions, on everything",
      outcome: "violation",
      resources: { "aws_iam_policy.x": statement({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }) },
      reason: "all but some actions",
    },
  ]),
  ...bodiesOf("patching-minor-versions", "aws_db_instance", {
    unknown: [{ auto_minor_version_upgrade: HIDDEN }],
  }),
  ...bodiesOf("high-availability-backup-retention", "aws_db_instance", {
    unknown: [{ backup_retention_period: "a week" }],
  }),
  ...bodiesOf("logging-load-balancer-access-logs", "aws_lb", {
    unknown: [balancer],
    violation: [{ access_logs: { enabled: true } }, { access_logs: { enabled: true, bucket: "" } }],
  }),
  ...besideOf("logging-log-bucket-deliverable", logged, {
    unknown: [bucketOf("aws_s3_bucket_server_side_encryption_configuration", {})],
  }),
  ...besideOf("logging-log-bucket-year", logged, {
    unknown: [bucketOf("aws_s3_bucket_lifecycle_configuration", {})],
  }),
  ...besideOf(
    "network-exposure-bucket-public-access",
    { "aws_s3_bucket.x": {} },
    {
      unknown: [bucketOf("aws_s3_bucket_public_access_block", {})],
    },
  ),
  ...bodiesOf("network-exposure-listener-redirect", "aws_lb_listener", {
    unknown: [
      { protocol: "HTTP", default_action: { type: HIDDEN } },
      redirect({ redirect: { protocol: HIDDEN } }),
    ],
    violation: [
      { protocol: "HTTP", default_action: {} },
      redirect({ redirect: { protocol: "HTTP" } }),
      redirect({}),
    ],
  }),
  ...bodiesOf("network-exposure-listener-tls-policy", "aws_lb_listener", { unknown: [{ protocol: HIDDEN }] }),
  ...bodiesOf("network-exposure-load-balancer-headers", "aws_lb", { unknown: [balancer] }),
  ...bodiesOf("network-exposure-nacl-admin-ports", "aws_network_acl", {
    unknown: [{ ingress: { rule_no: HIDDEN, action: "allow", protocol: HIDDEN, cidr_block: "0.0.0.0/0" } }],
  }),
  ...bodiesOf("network-exposure-compute-subnets", "aws_lambda_function", {
    unknown: [{ vpc_config: { subnet_ids: HIDDEN } }],
  }),
  ...bodiesOf("network-exposure-security-group-ingress", "aws_security_group", {
    violation: [{ ingress: { protocol: "icmp", cidr_blocks: ["0.0.0.0/0"] } }],
  }),
  ...bodiesOf("network-exposure-security-group-egress", "aws_security_group", {
    violation: [
      { egress: { protocol: "icmp", cidr_blocks: ["0.0.0.0/0"] } },
      { egress: { cidr_blocks: ["0.0.0.0/0"] } },
      { egress: { protocol: "tcp", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] } },
    ],
  }),
  ...casesOf("network-exposure-security-group-ingress", [
    {
      shows: "443 of a group of load balancers whose side cannot be seen",
      outcome: "unknown",
      resources: {
        "aws_security_group.x": {
          ingress: { protocol: "tcp", from_port: 443, to_port: 443, cidr_blocks: ["0.0.0.0/0"] },
        },
        "aws_lb.l": { internal: HIDDEN, security_groups: ["${aws_security_group.x.id}"] },
      },
      rest: { variable: { v: {} } },
    },
  ]),
  ...bodiesOf(
    "network-exposure-cdn-origin-access",
    "aws_cloudfront_distribution",
    {
      compliant: [{ origin: { domain_name: "${aws_lb.front.dns_name}" } }],
    },
    { "aws_lb.front": {} },
  ),
];
