import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN } from "../case";

const ROLE = "${aws_iam_role.r.arn}";
const tasks = (body: object) => ({ "aws_ecs_task_definition.x": { execution_role_arn: ROLE, ...body } });
const roles = { "aws_iam_role.r": {}, "aws_iam_role.s": {} };
const arn = (name: string) => `arn:aws:iam::123456789012:role/${name}`;
const composed = (others: object) => ({ "aws_cloudwatch_metric_alarm.x": {}, ...others });
const lambda = { Statement: { Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } } };

/** Ways to write who may, who is told and what is named that other cases do not have. */
export const accessOtherwise: readonly Case[] = [
  ...bodiesOf("least-privilege-broad-managed-policies", "aws_iam_role_policy_attachments_exclusive", {
    violation: [{ policy_arns: ["arn:aws:iam::aws:policy/AdministratorAccess"] }],
  }),
  ...casesOf("least-privilege-task-roles", [
    { shows: "no role of the task", outcome: "compliant", resources: tasks({}) },
    {
      shows: "roles that are written out",
      outcome: "compliant",
      resources: tasks({ task_role_arn: arn("a"), execution_role_arn: arn("b") }),
    },
    {
      shows: "one role that is written out",
      outcome: "violation",
      resources: tasks({ task_role_arn: arn("a"), execution_role_arn: arn("a") }),
      reason: arn("a"),
    },
    {
      shows: "something else than a role",
      outcome: "unknown",
      resources: { ...tasks({ task_role_arn: "${aws_iam_user.u.arn}" }), ...roles, "aws_iam_user.u": {} },
    },
    {
      shows: "one that is written out, beside one that cannot be seen",
      outcome: "unknown",
      resources: tasks({ task_role_arn: arn("a"), execution_role_arn: HIDDEN }),
      rest: { variable: { v: {} } },
    },
  ]),
  ...casesOf("least-privilege-wildcard-resources", [
    {
      shows: "an inline policy of a role that Lambda takes on",
      outcome: "compliant",
      resources: {
        "aws_iam_role_policy.x": {
          role: "${aws_iam_role.r.name}",
          policy: JSON.stringify({
            Statement: {
              Effect: "Allow",
              Action: ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces"],
              Resource: "*",
            },
          }),
        },
        "aws_iam_role.r": { name: "r", assume_role_policy: JSON.stringify(lambda) },
      },
    },
  ]),
  ...bodiesOf("network-exposure-public-ip", "aws_launch_configuration", { compliant: [{}] }),
  ...bodiesOf("network-exposure-function-public", "aws_lambda_permission", { violation: [{}] }),
  ...casesOf("logging-alarm-actions", [
    {
      shows: "one that stops a deployment",
      outcome: "compliant",
      resources: composed({
        "aws_codedeploy_deployment_group.g": {
          alarm_configuration: { alarms: ["${aws_cloudwatch_metric_alarm.x.alarm_name}"] },
        },
      }),
    },
  ]),
  ...bodiesOf("logging-database-logs", "aws_db_instance", {
    "not-applicable": [{ engine: "custom-oracle-ee" }, {}],
  }),
  ...bodiesOf("logging-database-logs", "aws_neptune_cluster", {
    compliant: [{ enable_cloudwatch_logs_exports: ["audit"] }],
    violation: [{}],
  }),
  ...casesOf("logging-log-bucket-year", [
    {
      shows: "flow logs that are deleted",
      outcome: "violation",
      resources: {
        "aws_s3_bucket.x": { lifecycle_rule: { enabled: true, expiration: { days: 30 } } },
        "aws_flow_log.f": { log_destination: "${aws_s3_bucket.x.arn}" },
      },
    },
  ]),
  ...bodiesOf("naming-environment-suffix", "aws_alb", {
    compliant: [{ name: "alb-${var.environment_suffix}" }],
    violation: [{ name: "alb-${var.v}" }],
  }),
  ...besideOf(
    "high-availability-service-zones",
    {
      "aws_lambda_function.x": {
        vpc_config: { subnet_ids: ["${aws_default_subnet.a.id}", "${aws_default_subnet.b.id}"] },
      },
    },
    {
      compliant: [
        {
          "aws_default_subnet.a": { availability_zone: "us-east-1a" },
          "aws_default_subnet.b": { availability_zone: "us-east-1b" },
        },
      ],
      violation: [
        {
          "aws_default_subnet.a": { availability_zone: "us-east-1a" },
          "aws_default_subnet.b": { availability_zone: "us-east-1a" },
        },
      ],
    },
  ),
  ...besideOf(
    "network-exposure-listener-redirect",
    {
      "aws_alb_listener.x": {
        protocol: "HTTP",
        default_action: { type: "redirect", redirect: { protocol: "HTTPS" } },
      },
    },
    {
      violation: [
        {
          "aws_alb_listener_rule.r": {
            listener_arn: "${aws_alb_listener.x.arn}",
            action: { type: "forward" },
          },
        },
      ],
    },
  ),
  ...bodiesOf("tagging-resources", "aws_autoscaling_group", { compliant: [{ tag: [{ value: "x" }] }] }),
  ...casesOf("visibility-module-contents", [
    {
      shows: "a module without a source",
      outcome: "unknown",
      address: "module.m",
      resources: {},
      rest: { module: { m: {} } },
    },
  ]),
  ...casesOf("least-privilege-wildcard-actions", [
    {
      shows: "a document that takes another, written out",
      outcome: "violation",
      address: "aws_iam_policy.x",
      resources: {
        "aws_iam_policy.x": { policy: "${data.aws_iam_policy_document.d.json}" },
        "data.aws_iam_policy_document.d": {
          statement: { actions: ["s3:GetObject"], resources: ["*"], condition: {}, principals: {} },
          source_policy_documents: [
            JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } }),
          ],
        },
      },
    },
    {
      shows: "a document that takes what is none",
      outcome: "unknown",
      address: "aws_iam_policy.x",
      resources: {
        "aws_iam_policy.x": { policy: "${data.aws_iam_policy_document.d.json}" },
        "data.aws_iam_policy_document.d": { source_policy_documents: ["no JSON"] },
      },
      reason: "no JSON",
    },
  ]),
];
