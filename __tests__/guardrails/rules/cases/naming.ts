import type { Case } from "../case";
import { casesOf } from "../case";

const cluster = { "aws_ecs_cluster.main": { name: "cluster-${var.environment_suffix}" } };

export const naming: readonly Case[] = casesOf("naming-environment-suffix", [
  {
    shows: "a bucket with the variable",
    outcome: "compliant",
    resources: { "aws_s3_bucket.x": { bucket: "logs-${var.environment_suffix}" } },
  },
  {
    shows: "a bucket without it",
    outcome: "violation",
    resources: { "aws_s3_bucket.x": { bucket: "logs-prod" } },
    reason: "logs-prod",
  },
  {
    shows: "another variable only",
    outcome: "violation",
    resources: { "aws_s3_bucket.x": { bucket: "logs-${var.suffix}" } },
  },
  {
    shows: "the words outside an expression",
    outcome: "violation",
    resources: { "aws_s3_bucket.x": { bucket: "$${var.environment_suffix}" } },
  },
  {
    shows: "a variable with a default",
    outcome: "compliant",
    resources: { "aws_sqs_queue.x": { name: "q-${var.environment_suffix}" } },
    rest: { variable: { environment_suffix: { default: "dev" } } },
  },
  {
    shows: "inside a function",
    outcome: "compliant",
    resources: {
      "aws_iam_role.x": { name: '${substr(join("-", ["role", var.environment_suffix]), 0, 64)}' },
    },
  },
  {
    shows: "through a local",
    outcome: "compliant",
    resources: { "aws_sns_topic.x": { name: "${local.prefix}-alarms" } },
    rest: { locals: { prefix: "p-${var.environment_suffix}" } },
  },
  {
    shows: "through another resource's name",
    outcome: "compliant",
    address: "aws_cloudwatch_log_group.x",
    resources: {
      ...cluster,
      "aws_cloudwatch_log_group.x": {
        name: "/aws/ecs/containerinsights/${aws_ecs_cluster.main.name}/performance",
      },
    },
  },
  {
    shows: "through another resource without it",
    outcome: "violation",
    address: "aws_cloudwatch_log_group.x",
    resources: {
      "aws_ecs_cluster.main": { name: "main" },
      "aws_cloudwatch_log_group.x": { name: "/aws/${aws_ecs_cluster.main.name}" },
    },
  },
  {
    shows: "a prefix",
    outcome: "compliant",
    resources: { "aws_lb_target_group.x": { name_prefix: "${var.environment_suffix}-" } },
  },
  {
    shows: "a name left to the provider",
    outcome: "violation",
    resources: { "aws_security_group.x": {} },
    reason: "makes up",
  },
  {
    shows: "the name of a VPC in its tag",
    outcome: "violation",
    resources: { "aws_vpc.x": { tags: { Name: "main" } } },
    reason: "tags.Name",
  },
  { shows: "a VPC without a tag", outcome: "not-applicable", resources: { "aws_vpc.x": {} } },
  {
    shows: "a record, whose name is a domain",
    outcome: "not-applicable",
    resources: { "aws_route53_record.x": { name: "api.example.com" } },
  },
  {
    shows: "a type without a name",
    outcome: "not-applicable",
    resources: { "aws_s3_bucket_versioning.x": { bucket: "b" } },
  },
  {
    shows: "task definitions by family",
    outcome: "violation",
    resources: { "aws_ecs_task_definition.x": { family: "api" } },
    reason: "family",
  },
]);
