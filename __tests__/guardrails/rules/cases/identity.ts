import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN, variable } from "../case";

const policy = (...statements: object[]) => ({ policy: JSON.stringify({ Statement: statements }) });
const allow = (action: unknown, resource: unknown = "arn:aws:s3:::b", more: object = {}) =>
  policy({ Effect: "Allow", Action: action, Resource: resource, ...more });
const trust = (principal: unknown, more: object = {}) => ({
  assume_role_policy: JSON.stringify({
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, ...more }],
  }),
});
const web = (condition: object) =>
  trust(
    { Federated: "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" },
    { Action: "sts:AssumeRoleWithWebIdentity", Condition: condition },
  );
const service = (name: string, condition?: object) =>
  trust({ Service: name }, condition === undefined ? {} : { Condition: condition });
const account = { StringEquals: { "aws:SourceAccount": "1" } };
const NETWORK = ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces"];
const attached = (roleService: string) => ({
  "aws_iam_role_policy_attachment.a": {
    role: "${aws_iam_role.r.name}",
    policy_arn: "${aws_iam_policy.x.arn}",
  },
  "aws_iam_role.r": service(roleService),
});
const document = (statement: object) => ({ "data.aws_iam_policy_document.d": { statement } });
const byDocument = { "aws_iam_policy.x": { policy: "${data.aws_iam_policy_document.d.json}" } };
const user = { "aws_iam_user.x": { name: "x" } };

export const identity: readonly Case[] = [
  ...bodiesOf("least-privilege-wildcard-actions", "aws_iam_policy", {
    compliant: [
      allow("s3:GetObject"),
      allow(["s3:Get*"]),
      policy({ Effect: "Deny", Action: "*", Resource: "*" }),
    ],
    violation: [allow("*"), allow(["s3:GetObject", "s3:*"]), policy({ Effect: "Allow", NotAction: "iam:*" })],
    unknown: [{ policy: HIDDEN }],
  }),
  ...bodiesOf("least-privilege-wildcard-actions", "aws_iam_role", {
    compliant: [{}],
    violation: [{ inline_policy: [allow("s3:*")] }],
  }),
  ...besideOf("least-privilege-wildcard-actions", byDocument, {
    compliant: [document({ actions: ["s3:GetObject"], resources: ["*"] })],
    violation: [document({ actions: ["kms:*"], resources: ["*"] }), document({ not_actions: ["iam:*"] })],
    unknown: [document({ actions: [HIDDEN], resources: ["*"] })],
  }),
  ...bodiesOf("least-privilege-wildcard-resources", "aws_iam_policy", {
    compliant: [
      allow("s3:GetObject"),
      allow("ecr:GetAuthorizationToken", "*"),
      allow(["xray:PutTraceSegments", "ec2:DescribeSubnets"], "*"),
      allow("ecs:RunTask", "*", { Condition: { ArnEquals: { "ecs:cluster": "arn:aws:ecs:::c" } } }),
      allow("ec2:StopInstances", "*", { Condition: { StringEquals: { "aws:ResourceTag/Team": "a" } } }),
      policy({ Effect: "Deny", Action: "s3:*", Resource: "*" }),
    ],
    violation: [
      allow("s3:GetObject", "*"),
      allow(["ecr:GetAuthorizationToken", "ecr:PutImage"], ["*"]),
      allow("kms:Decrypt", "*", { Condition: { StringEquals: { "kms:ViaService": "s3" } } }),
      allow("s3:GetObject", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      allow("ec2:StopInstances", "*", { Condition: { Null: { "aws:ResourceTag/Team": "true" } } }),
      allow("*", "*"),
      policy({ Effect: "Allow", Action: "s3:GetObject", NotResource: "arn:aws:s3:::b/*" }),
    ],
    unknown: [{ policy: HIDDEN }],
  }),
  ...besideOf(
    "least-privilege-wildcard-resources",
    { "aws_iam_policy.x": allow(NETWORK, "*") },
    {
      compliant: [attached("lambda.amazonaws.com")],
      violation: [{}, attached("ecs-tasks.amazonaws.com")],
    },
  ),
  ...besideOf("least-privilege-wildcard-resources", byDocument, {
    compliant: [document({ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::${var.v}/*"] })],
    unknown: [
      document({ actions: ["s3:GetObject"], resources: [HIDDEN] }),
      document({ actions: ["s3:GetObject"], resources: ["${lookup(var.v, 1)}"] }),
    ],
  }),
  ...bodiesOf("least-privilege-pass-role", "aws_iam_policy", {
    compliant: [allow("iam:PassRole", "arn:aws:iam::1:role/a"), allow("s3:*", "*")],
    violation: [
      allow("iam:PassRole", "*"),
      allow(["ecs:RunTask", "iam:PassRole"], ["arn:aws:iam::1:role/a", "*"]),
      allow("iam:Pass*", ["arn:aws:iam::1:role/*"]),
      allow("*", "*"),
      policy({ Effect: "Allow", Action: "iam:PassRole", NotResource: "arn:aws:iam::1:role/a" }),
    ],
    unknown: [{ policy: HIDDEN }],
  }),
  ...besideOf("least-privilege-pass-role", byDocument, {
    unknown: [
      document({ actions: ["iam:PassRole"], resources: [HIDDEN] }),
      document({ actions: [HIDDEN], resources: ["*"] }),
    ],
  }),
  ...bodiesOf("least-privilege-trust", "aws_iam_role", {
    compliant: [
      service("lambda.amazonaws.com"),
      trust({ AWS: "arn:aws:iam::1:root" }),
      trust("*", { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-1" } } }),
      web({ StringLike: { "token.actions.githubusercontent.com:sub": "repo:a/b:*" } }),
    ],
    violation: [
      trust("*"),
      trust({ AWS: ["*"] }),
      trust({ AWS: ["arn:aws:iam::1:root", "*"], Service: "ec2.amazonaws.com" }),
      {
        assume_role_policy: JSON.stringify({ Statement: [{ Effect: "Allow", NotPrincipal: { AWS: "1" } }] }),
      },
      trust("*", { Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-1" } } }),
      trust("*", { Condition: { StringLike: { "aws:PrincipalArn": "*" } } }),
      web({ StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" } }),
      web({ StringLike: { "token.actions.githubusercontent.com:sub": "*" } }),
    ],
    unknown: [{ assume_role_policy: HIDDEN }, trust({ AWS: HIDDEN }), trust(HIDDEN)],
  }),
  ...bodiesOf("least-privilege-confused-deputy", "aws_iam_role", {
    compliant: [
      service("scheduler.amazonaws.com", account),
      service("ecs-tasks.amazonaws.com", { ArnLike: { "aws:SourceArn": "arn:aws:ecs:us-east-1:1:*" } }),
    ],
    violation: [
      service("scheduler.amazonaws.com"),
      service("events.amazonaws.com", { StringLike: { "aws:SourceAccount": "*" } }),
      service("events.amazonaws.com", { StringNotEquals: { "aws:SourceAccount": "1" } }),
    ],
    unknown: [{ assume_role_policy: HIDDEN }, service(HIDDEN)],
    // Neither says for which account it asks: a condition would lock it out.
    "not-applicable": [
      service("ec2.amazonaws.com"),
      service("cloudtrail.amazonaws.com"),
      trust({ AWS: "arn:aws:iam::1:root" }),
    ],
  }),
  ...bodiesOf(
    "least-privilege-broad-managed-policies",
    "aws_iam_role_policy_attachment",
    {
      compliant: [
        { policy_arn: "${aws_iam_policy.p.arn}" },
        { policy_arn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole" },
      ],
      violation: [
        { policy_arn: "arn:aws:iam::aws:policy/AdministratorAccess" },
        { policy_arn: "arn:aws-us-gov:iam::aws:policy/AmazonS3FullAccess" },
        { policy_arn: "arn:${data.aws_partition.p.partition}:iam::aws:policy/PowerUserAccess" },
      ],
      unknown: [{ policy_arn: HIDDEN }],
    },
    { "aws_iam_policy.p": {} },
  ),
  ...bodiesOf("least-privilege-broad-managed-policies", "aws_iam_role", {
    violation: [{ managed_policy_arns: ["arn:aws:iam::aws:policy/IAMFullAccess"] }],
  }),
  ...besideOf("least-privilege-users", user, {
    compliant: [{}],
    violation: [
      { "aws_iam_access_key.k": { user: "${aws_iam_user.x.name}" } },
      { "aws_iam_user_policy_attachment.a": { user: "x", policy_arn: "arn:aws:iam::1:policy/p" } },
      { "aws_iam_policy_attachment.a": { users: ["${aws_iam_user.x.name}"] } },
    ],
  }),
  ...bodiesOf("least-privilege-database-iam", "aws_db_instance", {
    compliant: [{ engine: "postgres", iam_database_authentication_enabled: true }],
    violation: [{ engine: "mysql" }],
    unknown: [{ engine: "postgres", iam_database_authentication_enabled: HIDDEN }],
    "not-applicable": [{ engine: "sqlserver-se" }],
  }),
  ...casesOf("least-privilege-task-roles", [
    {
      shows: "a role each",
      outcome: "compliant",
      resources: {
        "aws_ecs_task_definition.x": {
          task_role_arn: "${aws_iam_role.a.arn}",
          execution_role_arn: "${aws_iam_role.b.arn}",
        },
        "aws_iam_role.a": {},
        "aws_iam_role.b": {},
      },
    },
    {
      shows: "one role for both",
      outcome: "violation",
      resources: {
        "aws_ecs_task_definition.x": {
          task_role_arn: "${aws_iam_role.a.arn}",
          execution_role_arn: "${aws_iam_role.a.arn}",
        },
        "aws_iam_role.a": {},
      },
      reason: "aws_iam_role.a",
    },
    {
      shows: "roles that are elsewhere",
      outcome: "unknown",
      resources: { "aws_ecs_task_definition.x": { task_role_arn: HIDDEN, execution_role_arn: HIDDEN } },
      rest: variable,
    },
    {
      shows: "one ARN for both",
      outcome: "violation",
      resources: {
        "aws_ecs_task_definition.x": {
          task_role_arn: "arn:aws:iam::1:role/a",
          execution_role_arn: "arn:aws:iam::1:role/a",
        },
      },
    },
  ]),
];
