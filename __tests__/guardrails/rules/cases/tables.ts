import type { Case } from "../case";
import { casesOf } from "../case";

const key = { "aws_kms_key.k": { enable_key_rotation: true } };
const variable = { variable: { v: {} } };

export const tables: readonly Case[] = [
  ...casesOf("encryption-dynamodb-cmk", [
    {
      shows: "enabled with a key",
      outcome: "compliant",
      resources: {
        "aws_dynamodb_table.x": {
          server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.k.arn}" },
        },
        ...key,
      },
    },
    { shows: "nothing", outcome: "violation", resources: { "aws_dynamodb_table.x": {} } },
    {
      shows: "enabled without a key",
      outcome: "violation",
      resources: { "aws_dynamodb_table.x": { server_side_encryption: [{ enabled: true }] } },
    },
    {
      shows: "a replica without a key",
      outcome: "violation",
      reason: "us-west-2",
      resources: {
        "aws_dynamodb_table.x": {
          server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.k.arn}" },
          replica: [{ region_name: "us-west-2" }],
        },
        ...key,
      },
    },
    {
      shows: "a key from a variable",
      outcome: "unknown",
      resources: {
        "aws_dynamodb_table.x": { server_side_encryption: { enabled: true, kms_key_arn: "${var.v}" } },
      },
      rest: variable,
    },
  ]),
];
