import type { Case } from "../case";
import { casesOf } from "../case";

export const others: readonly Case[] = [
  ...casesOf("least-privilege-inline-policies", [
    { shows: "a role without", outcome: "compliant", resources: { "aws_iam_role.x": {} } },
    {
      shows: "an empty block, which takes any away",
      outcome: "compliant",
      resources: { "aws_iam_role.x": { inline_policy: [{}] } },
    },
    { shows: "a role's policy", outcome: "violation", resources: { "aws_iam_role_policy.x": {} } },
    { shows: "a user's policy", outcome: "violation", resources: { "aws_iam_user_policy.x": {} } },
    { shows: "a group's policy", outcome: "violation", resources: { "aws_iam_group_policy.x": {} } },
    {
      shows: "a block in the role",
      outcome: "violation",
      resources: { "aws_iam_role.x": { inline_policy: { name: "p", policy: "{}" } } },
    },
    {
      shows: "blocks from a variable",
      outcome: "unknown",
      resources: { "aws_iam_role.x": { inline_policy: "${var.v}" } },
      rest: { variable: { v: {} } },
    },
  ]),
  ...casesOf("visibility-module-contents", [
    {
      shows: "a module",
      outcome: "unknown",
      address: "module.m",
      resources: {},
      rest: { module: { m: { source: "./m" } } },
      reason: "./m",
    },
  ]),
];
