import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN, KEY, variable } from "../case";

const domain = {
  encrypt_at_rest: { enabled: true, kms_key_id: KEY },
  node_to_node_encryption: { enabled: true },
  domain_endpoint_options: { enforce_https: true, tls_security_policy: "Policy-Min-TLS-1-2-2019-07" },
};
const viewers = (policy: unknown, certificate: object = { minimum_protocol_version: "TLSv1.2_2021" }) => ({
  default_cache_behavior: { viewer_protocol_policy: "https-only" },
  ordered_cache_behavior: [{ viewer_protocol_policy: policy }],
  viewer_certificate: certificate,
});
const origin = (policy: unknown, protocols: unknown) => ({
  origin: [{ custom_origin_config: { origin_protocol_policy: policy, origin_ssl_protocols: protocols } }],
});
const deny = (action: string, principals = "*", more: object = {}) =>
  JSON.stringify({
    Statement: [
      {
        Effect: "Deny",
        Principal: principals,
        Action: action,
        Resource: "*",
        Condition: { Bool: { "aws:SecureTransport": "false" }, ...more },
      },
    ],
  });
const queuePolicy = (policy: string, url = "${aws_sqs_queue.x.url}") => ({
  "aws_sqs_queue_policy.p": { queue_url: url, policy },
});
const cluster = (parameters: unknown, engine = "aurora-postgresql") => ({
  "aws_rds_cluster.x": {
    engine,
    db_cluster_parameter_group_name: "${aws_rds_cluster_parameter_group.g.name}",
  },
  "aws_rds_cluster_parameter_group.g": { parameter: parameters },
});
const parameter = (name: string, value: unknown) => [
  { name: "other", value: "1" },
  { name, value },
];
const managed = { manage_master_user_password: true };

export const transit: readonly Case[] = [
  ...bodiesOf("encryption-cache-tls", "aws_elasticache_replication_group", {
    compliant: [{ transit_encryption_enabled: true }],
    violation: [{}, { transit_encryption_enabled: true, transit_encryption_mode: "preferred" }],
    unknown: [{ transit_encryption_enabled: HIDDEN }],
  }),
  ...bodiesOf("encryption-search-domain", "aws_opensearch_domain", {
    compliant: [domain],
    violation: [
      {},
      { ...domain, node_to_node_encryption: { enabled: false } },
      { ...domain, domain_endpoint_options: { enforce_https: true } },
    ],
    unknown: [{ ...domain, encrypt_at_rest: { enabled: true, kms_key_id: HIDDEN } }],
  }),
  ...bodiesOf("encryption-cdn-viewers", "aws_cloudfront_distribution", {
    compliant: [viewers("redirect-to-https")],
    violation: [
      viewers("allow-all"),
      viewers("https-only", { minimum_protocol_version: "TLSv1.1_2016" }),
      viewers("https-only", { cloudfront_default_certificate: true }),
      viewers("https-only", {}),
    ],
    unknown: [viewers(HIDDEN), viewers("https-only", { minimum_protocol_version: HIDDEN })],
  }),
  ...bodiesOf("encryption-cdn-origins", "aws_cloudfront_distribution", {
    compliant: [origin("https-only", ["TLSv1.2"]), { origin: { s3_origin_config: {} } }],
    violation: [origin("http-only", ["TLSv1.2"]), origin("https-only", ["TLSv1.1", "TLSv1.2"])],
    unknown: [origin(HIDDEN, ["TLSv1.2"]), origin("https-only", HIDDEN)],
  }),
  ...besideOf(
    "encryption-messages-tls-only",
    { "aws_sqs_queue.x": { name: "x" } },
    {
      compliant: [queuePolicy(deny("sqs:*")), queuePolicy(deny("*"))],
      violation: [
        {},
        queuePolicy(deny("sqs:ReceiveMessage")),
        queuePolicy(deny("sqs:*", "arn:aws:iam::1:root")),
        queuePolicy(deny("sqs:*", "*", { StringEquals: { "aws:SourceAccount": "1" } })),
      ],
      unknown: [queuePolicy(HIDDEN), queuePolicy(deny("sqs:*"), HIDDEN)],
    },
  ),
  ...casesOf("encryption-messages-tls-only", [
    {
      shows: "a topic whose policy is a document",
      outcome: "compliant",
      resources: {
        "aws_sns_topic.x": {},
        "aws_sns_topic_policy.p": {
          arn: "${aws_sns_topic.x.arn}",
          policy: "${data.aws_iam_policy_document.d.json}",
        },
        "data.aws_iam_policy_document.d": {
          statement: {
            effect: "Deny",
            actions: ["sns:Publish"],
            resources: ["*"],
            principals: { type: "*", identifiers: ["*"] },
            condition: { test: "Bool", variable: "aws:SecureTransport", values: ["false"] },
          },
        },
      },
    },
  ]),
  ...casesOf("encryption-database-tls", [
    { shows: "forced", outcome: "compliant", resources: cluster(parameter("rds.force_ssl", "1")) },
    { shows: "forced by a number", outcome: "compliant", resources: cluster(parameter("rds.force_ssl", 1)) },
    {
      shows: "forced for MySQL",
      outcome: "compliant",
      resources: cluster(parameter("require_secure_transport", "ON"), "aurora-mysql"),
    },
    { shows: "not forced", outcome: "violation", resources: cluster(parameter("rds.force_ssl", "0")) },
    { shows: "not said", outcome: "violation", resources: cluster([]) },
    {
      shows: "no group",
      outcome: "violation",
      resources: { "aws_rds_cluster.x": { engine: "aurora-postgresql", engine_version: "16.4" } },
    },
    {
      shows: "no group, where the default forces it",
      outcome: "compliant",
      resources: { "aws_db_instance.x": { engine: "postgres", engine_version: "16" } },
    },
    {
      shows: "a value from a variable",
      outcome: "unknown",
      resources: cluster(parameter("rds.force_ssl", HIDDEN)),
      rest: variable,
    },
    {
      shows: "parameters that a variable holds",
      outcome: "unknown",
      resources: cluster(HIDDEN),
      rest: variable,
    },
    {
      shows: "an instance's group",
      outcome: "compliant",
      resources: {
        "aws_db_instance.x": {
          engine: "postgres",
          engine_version: "13",
          parameter_group_name: "${aws_db_parameter_group.g.name}",
        },
        "aws_db_parameter_group.g": { parameter: parameter("rds.force_ssl", "1") },
      },
    },
    {
      shows: "a group that is elsewhere",
      outcome: "unknown",
      resources: { "aws_db_instance.x": { engine: "postgres", parameter_group_name: "theirs" } },
    },
    {
      shows: "another engine",
      outcome: "not-applicable",
      resources: { "aws_db_instance.x": { engine: "oracle-ee" } },
    },
  ]),
  ...bodiesOf("encryption-database-password", "aws_rds_cluster", {
    compliant: [managed, { master_password_wo: HIDDEN }, { master_password_wo_version: 1 }],
    violation: [
      {},
      { master_password: "hunter2" },
      { master_password_wo: "hunter2" },
      { ...managed, master_password: HIDDEN },
    ],
    unknown: [{ manage_master_user_password: HIDDEN }],
    "not-applicable": [{ replication_source_identifier: "arn:aws:rds:us-east-1:1:cluster:a" }],
  }),
  ...casesOf("encryption-database-password", [
    {
      shows: "a write-only password that is a variable's default",
      outcome: "violation",
      resources: { "aws_db_instance.x": { password_wo: "${var.v}" } },
      rest: { variable: { v: { default: "hunter2" } } },
      reason: "password_wo is in the configuration",
    },
  ]),
  ...bodiesOf("encryption-database-password", "aws_redshift_cluster", {
    compliant: [{ manage_master_password: true }],
    violation: [managed],
  }),
];
