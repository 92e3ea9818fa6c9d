import type { Case } from "../case";
import { casesOf } from "../case";

const bucket = { "aws_s3_bucket.x": { bucket: "x" } };
const group = (days: unknown) => ({ "aws_cloudwatch_log_group.x": { retention_in_days: days } });
const balancer = (logs: unknown, more: object = {}) => ({ "aws_lb.x": { access_logs: logs, ...more } });
const writesTo = { "aws_lb.l": { access_logs: { bucket: "${aws_s3_bucket.x.id}", enabled: true } } };
const settings = (algorithm: string) => ({
  "aws_s3_bucket_server_side_encryption_configuration.x": {
    bucket: "${aws_s3_bucket.x.id}",
    rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: algorithm }] }],
  },
});

export const logging: readonly Case[] = [
  ...casesOf("logging-log-group-retention", [
    { shows: "30 days", outcome: "compliant", resources: group(30) },
    { shows: "no retention", outcome: "violation", resources: { "aws_cloudwatch_log_group.x": {} } },
    { shows: "0 days", outcome: "violation", resources: group(0) },
    {
      shows: "a variable with a default",
      outcome: "compliant",
      resources: group("${var.v}"),
      rest: { variable: { v: { default: 30 } } },
    },
    {
      shows: "a variable whose default is 0",
      outcome: "violation",
      resources: group("${var.v}"),
      rest: { variable: { v: { default: 0 } } },
    },
    {
      shows: "a variable without default",
      outcome: "unknown",
      resources: group("${var.v}"),
      rest: { variable: { v: {} } },
    },
  ]),
  ...casesOf("logging-vpc-flow-logs", [
    {
      shows: "a flow log",
      outcome: "compliant",
      resources: { "aws_vpc.x": {}, "aws_flow_log.f": { vpc_id: "${aws_vpc.x.id}" } },
    },
    { shows: "no flow log", outcome: "violation", resources: { "aws_vpc.x": {} } },
    {
      shows: "another VPC's flow log",
      outcome: "violation",
      resources: { "aws_vpc.x": {}, "aws_vpc.y": {}, "aws_flow_log.f": { vpc_id: "${aws_vpc.y.id}" } },
    },
    {
      shows: "a flow log of a VPC that repeats",
      outcome: "compliant",
      resources: { "aws_vpc.x": { count: 1 }, "aws_flow_log.f": { vpc_id: "${aws_vpc.x[0].id}" } },
    },
    {
      shows: "a flow log that is not made",
      outcome: "violation",
      resources: {
        "aws_vpc.x": {},
        "aws_flow_log.f": { count: "${var.v ? 1 : 0}", vpc_id: "${aws_vpc.x.id}" },
      },
      rest: { variable: { v: { default: false } } },
    },
    {
      shows: "a flow log of a variable",
      outcome: "unknown",
      resources: { "aws_vpc.x": {}, "aws_flow_log.f": { vpc_id: "${var.v}" } },
      rest: { variable: { v: {} } },
    },
  ]),
  ...casesOf("logging-load-balancer-access-logs", [
    { shows: "access logs", outcome: "compliant", resources: balancer({ bucket: "b", enabled: true }) },
    { shows: "none", outcome: "violation", resources: { "aws_lb.x": {} } },
    { shows: "off by default", outcome: "violation", resources: balancer([{ bucket: "b" }]) },
    {
      shows: "a network load balancer",
      outcome: "not-applicable",
      resources: balancer([], { load_balancer_type: "network" }),
    },
    {
      shows: "switched by a variable",
      outcome: "unknown",
      resources: balancer({ bucket: "b", enabled: "${var.v}" }),
      rest: { variable: { v: {} } },
    },
  ]),
  ...casesOf("logging-bucket-access-logs", [
    {
      shows: "logging",
      outcome: "compliant",
      resources: {
        ...bucket,
        "aws_s3_bucket_logging.l": { bucket: "${aws_s3_bucket.x.id}", target_bucket: "logs" },
      },
    },
    { shows: "no logging", outcome: "violation", resources: bucket },
    { shows: "the target of access logs", outcome: "not-applicable", resources: { ...bucket, ...writesTo } },
    {
      shows: "logging of a bucket that cannot be told",
      outcome: "unknown",
      resources: { ...bucket, "aws_s3_bucket_logging.l": { bucket: "${var.v}", target_bucket: "logs" } },
      rest: { variable: { v: {} } },
    },
  ]),
  ...casesOf("logging-log-bucket-deliverable", [
    { shows: "SSE-S3", outcome: "compliant", resources: { ...bucket, ...writesTo, ...settings("AES256") } },
    {
      shows: "KMS",
      outcome: "violation",
      resources: { ...bucket, ...writesTo, ...settings("aws:kms") },
      reason: "aws_lb.l",
    },
    {
      shows: "no target of logs",
      outcome: "not-applicable",
      resources: { ...bucket, ...settings("aws:kms") },
    },
    {
      shows: "an encryption that a variable decides",
      outcome: "unknown",
      resources: { ...bucket, ...writesTo, ...settings("${var.v}") },
      rest: { variable: { v: {} } },
    },
  ]),
];
