import type { Case } from "../case";
import { besideOf, bodiesOf, HIDDEN } from "../case";

const policy = (principal: unknown, more: object = {}) => ({
  policy: JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: principal, Action: "s3:GetObject", Resource: "*", ...more }],
  }),
});
const keyPolicy = (principal: unknown, action: unknown = "kms:*") => policy(principal, { Action: action });
const root = { AWS: "arn:aws:iam::1:root" };
const task = (...containers: object[]) => ({ container_definitions: JSON.stringify(containers) });
const safe = { name: "a", readonlyRootFilesystem: true };
const given = (add: readonly string[]) => ({ ...safe, linuxParameters: { capabilities: { add } } });
const environment = (name: string) => ({ name: "a", environment: [{ name, value: "x" }] });

export const resourcePolicies: readonly Case[] = [
  ...bodiesOf("least-privilege-public-policies", "aws_s3_bucket_policy", {
    compliant: [
      policy({ Service: "delivery.logs.amazonaws.com" }),
      policy("*", { Effect: "Deny" }),
      policy("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
    ],
    violation: [
      policy("*"),
      policy({ AWS: "*" }),
      policy({ AWS: ["arn:aws:iam::1:root", "*"] }),
      policy("*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
    ],
    unknown: [{ policy: HIDDEN }, policy({ AWS: HIDDEN })],
  }),
  ...bodiesOf("least-privilege-public-policies", "aws_sqs_queue", {
    violation: [policy("*")],
    "not-applicable": [{}],
  }),
  ...bodiesOf(
    "least-privilege-public-policies",
    "aws_sns_topic_policy",
    {
      compliant: [{ policy: "${data.aws_iam_policy_document.named.json}" }],
      violation: [{ policy: "${data.aws_iam_policy_document.open.json}" }],
    },
    {
      "data.aws_iam_policy_document.open": {
        statement: { actions: ["sns:Publish"], principals: { type: "AWS", identifiers: ["*"] } },
      },
      "data.aws_iam_policy_document.named": {
        statement: {
          actions: ["sns:Publish"],
          principals: { type: "AWS", identifiers: ["*"] },
          condition: { test: "StringEquals", variable: "AWS:SourceOwner", values: ["1"] },
        },
      },
    },
  ),
  ...bodiesOf("least-privilege-key-policies", "aws_kms_key", {
    compliant: [
      {},
      keyPolicy(root),
      keyPolicy({ AWS: "arn:aws:iam::1:role/a" }, "kms:Decrypt"),
      keyPolicy({ AWS: "arn:${data.aws_partition.p.partition}:iam::1:root" }),
    ],
    violation: [
      keyPolicy({ AWS: "arn:aws:iam::1:role/a" }, ["kms:Decrypt", "kms:*"]),
      keyPolicy({ AWS: "arn:aws:iam::1:role/a" }),
      keyPolicy({ Service: "s3.amazonaws.com" }, "*"),
    ],
    unknown: [{ policy: HIDDEN }],
  }),
  ...besideOf(
    "least-privilege-key-policies",
    { "aws_kms_key.x": {} },
    {
      violation: [
        {
          "aws_kms_key_policy.p": {
            key_id: "${aws_kms_key.x.id}",
            ...keyPolicy({ AWS: "arn:aws:iam::1:role/a" }),
          },
        },
      ],
      unknown: [{ "aws_kms_key_policy.p": { key_id: HIDDEN, ...keyPolicy(root) } }],
    },
  ),
  ...bodiesOf("least-privilege-containers", "aws_ecs_task_definition", {
    compliant: [
      task(safe),
      task(given(["SYS_PTRACE"])),
      { ...task(safe), network_mode: "awsvpc", pid_mode: "task", volume: [{ name: "scratch" }] },
    ],
    violation: [
      task({ name: "a" }),
      task(given(["SYS_PTRACE", "NET_ADMIN"])),
      { ...task(safe), network_mode: "host" },
      { ...task(safe), pid_mode: "host" },
      { ...task(safe), ipc_mode: "host" },
      { ...task(safe), volume: [{ name: "scratch" }, { name: "socket", host_path: "/var/run" }] },
      { container_definitions: HIDDEN, pid_mode: "host" },
      task(safe, { ...safe, name: "b", privileged: true }),
      { container_definitions: '${jsonencode([{"name" = "a", "image" = var.v}])}' },
    ],
    unknown: [
      { container_definitions: HIDDEN },
      { container_definitions: '${jsonencode([{"name" = "a", "readonlyRootFilesystem" = var.v}])}' },
      {
        container_definitions:
          '${jsonencode([{"readonlyRootFilesystem" = true, "linuxParameters" = {"capabilities" = {"add" = var.v}}}])}',
      },
      { ...task(safe), pid_mode: HIDDEN },
      { ...task(safe), volume: [{ name: "a", host_path: HIDDEN }] },
    ],
  }),
  ...bodiesOf("least-privilege-plain-secrets", "aws_ecs_task_definition", {
    compliant: [task(environment("DATABASE_HOST")), task(environment("MASTER_SECRET_ARN"))],
    violation: [
      task(environment("DATABASE_PASSWORD")),
      { container_definitions: '${jsonencode([{"environment" = [{"name" = "API_KEY", "value" = var.v}]}])}' },
    ],
    unknown: [{ container_definitions: HIDDEN }],
    "not-applicable": [task({ name: "a" })],
  }),
  ...bodiesOf("least-privilege-plain-secrets", "aws_lambda_function", {
    compliant: [{ environment: { variables: { TABLE: HIDDEN } } }],
    violation: [{ environment: [{ variables: { GITHUB_TOKEN: HIDDEN } }] }],
    unknown: [{ environment: { variables: HIDDEN } }],
    "not-applicable": [{}],
  }),
];
