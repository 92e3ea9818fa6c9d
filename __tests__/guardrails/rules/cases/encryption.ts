import type { Case } from "../case";
import { casesOf } from "../case";

const bucket = { "aws_s3_bucket.x": { bucket: "x" } };
const key = { "aws_kms_key.k": { enable_key_rotation: true } };
const encrypted = (algorithm: string, master?: string) => ({
  "aws_s3_bucket_server_side_encryption_configuration.x": {
    bucket: "${aws_s3_bucket.x.id}",
    rule: [
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: algorithm,
          ...(master ? { kms_master_key_id: master } : {}),
        },
      },
    ],
  },
});
const variable = { variable: { v: {} } };

export const encryption: readonly Case[] = [
  ...casesOf("encryption-log-group-cmk", [
    {
      shows: "a key of the file",
      outcome: "compliant",
      resources: { "aws_cloudwatch_log_group.x": { kms_key_id: "${aws_kms_key.k.arn}" }, ...key },
    },
    { shows: "no key", outcome: "violation", resources: { "aws_cloudwatch_log_group.x": {} } },
    {
      shows: "a key's ARN as it is",
      outcome: "compliant",
      resources: { "aws_cloudwatch_log_group.x": { kms_key_id: "arn:aws:kms:us-east-1:1:key/a" } },
    },
    {
      shows: "a variable without default",
      outcome: "unknown",
      resources: { "aws_cloudwatch_log_group.x": { kms_key_id: "${var.v}" } },
      rest: variable,
    },
    {
      shows: "a key on one branch, null on the other",
      outcome: "unknown",
      resources: {
        "aws_cloudwatch_log_group.x": { kms_key_id: "${var.v ? aws_kms_key.k.arn : null}" },
        ...key,
      },
      rest: variable,
    },
    {
      shows: "a variable whose default is null",
      outcome: "violation",
      resources: { "aws_cloudwatch_log_group.x": { kms_key_id: "${var.n}" } },
      rest: { variable: { n: { default: null } } },
    },
    {
      shows: "one() of a key that repeats",
      outcome: "compliant",
      resources: {
        "aws_cloudwatch_log_group.x": { kms_key_id: "${one(aws_kms_key.k[*].arn)}" },
        "aws_kms_key.k": { count: 1 },
      },
    },
  ]),
  ...casesOf("encryption-bucket-cmk", [
    {
      shows: "aws:kms with a key",
      outcome: "compliant",
      resources: { ...bucket, ...key, ...encrypted("aws:kms", "${aws_kms_key.k.arn}") },
    },
    { shows: "no settings", outcome: "violation", resources: bucket },
    {
      shows: "AES256",
      outcome: "violation",
      resources: { ...bucket, ...encrypted("AES256") },
      reason: "AES256",
    },
    {
      shows: "aws:kms with AWS's key",
      outcome: "violation",
      resources: { ...bucket, ...encrypted("aws:kms", "alias/aws/s3") },
    },
    {
      shows: "aws:kms with AWS's key by data",
      outcome: "violation",
      resources: {
        ...bucket,
        ...encrypted("aws:kms", "${data.aws_kms_alias.s3.target_key_arn}"),
        "data.aws_kms_alias.s3": { name: "alias/aws/s3" },
      },
    },
    {
      shows: "aws:kms without a key",
      outcome: "violation",
      resources: { ...bucket, ...encrypted("aws:kms") },
    },
    {
      shows: "AES256 where a load balancer logs to",
      outcome: "not-applicable",
      resources: {
        ...bucket,
        ...encrypted("AES256"),
        "aws_lb.l": { access_logs: { bucket: "${aws_s3_bucket.x.id}" } },
      },
    },
    {
      shows: "AES256 where another bucket logs to",
      outcome: "not-applicable",
      resources: {
        ...bucket,
        ...encrypted("AES256"),
        "aws_s3_bucket_logging.l": { bucket: "other", target_bucket: "${aws_s3_bucket.x.id}" },
      },
    },
    {
      shows: "settings of another bucket",
      outcome: "violation",
      address: "aws_s3_bucket.y",
      resources: { ...bucket, ...encrypted("AES256"), "aws_s3_bucket.y": { bucket: "y" } },
    },
    {
      shows: "settings by the bucket's name",
      outcome: "compliant",
      resources: {
        ...bucket,
        ...key,
        "aws_s3_bucket_server_side_encryption_configuration.x": {
          bucket: "x",
          rule: {
            apply_server_side_encryption_by_default: {
              sse_algorithm: "aws:kms",
              kms_master_key_id: "${aws_kms_key.k.arn}",
            },
          },
        },
      },
    },
    {
      shows: "settings whose bucket cannot be told",
      outcome: "unknown",
      resources: {
        ...bucket,
        "aws_s3_bucket_server_side_encryption_configuration.x": { bucket: "${var.v}" },
      },
      rest: variable,
    },
    {
      shows: "a bucket given to a module",
      outcome: "unknown",
      resources: bucket,
      rest: { module: { m: { source: "./m", bucket: "${aws_s3_bucket.x.id}" } } },
      reason: "module.m",
    },
    {
      shows: "settings through for_each",
      outcome: "compliant",
      resources: {
        "aws_s3_bucket.x": { for_each: "${toset(var.v)}" },
        ...key,
        "aws_s3_bucket_server_side_encryption_configuration.x": {
          for_each: "${aws_s3_bucket.x}",
          bucket: "${each.value.id}",
          rule: {
            apply_server_side_encryption_by_default: {
              sse_algorithm: "aws:kms",
              kms_master_key_id: "${aws_kms_key.k.arn}",
            },
          },
        },
      },
      rest: variable,
    },
  ]),
  ...casesOf("encryption-kms-rotation", [
    { shows: "rotation", outcome: "compliant", resources: key },
    { shows: "no rotation", outcome: "violation", resources: { "aws_kms_key.k": {} } },
    {
      shows: "a signing key",
      outcome: "not-applicable",
      resources: { "aws_kms_key.k": { key_usage: "SIGN_VERIFY", customer_master_key_spec: "RSA_2048" } },
    },
    {
      shows: "a variable",
      outcome: "unknown",
      resources: { "aws_kms_key.k": { enable_key_rotation: "${var.v}" } },
      rest: variable,
    },
  ]),
  ...casesOf("encryption-state-backend", [
    {
      shows: "encrypted with a key",
      outcome: "compliant",
      address: "terraform",
      resources: {},
      rest: {
        terraform: { backend: { s3: { bucket: "b", encrypt: true, kms_key_id: "arn:aws:kms:::key/a" } } },
      },
    },
    {
      shows: "neither",
      outcome: "violation",
      address: "terraform",
      resources: {},
      rest: { terraform: { backend: { s3: { bucket: "b" } } } },
      reason: "encrypt is not true; kms_key_id is not set",
    },
    {
      shows: "a key, and encryption off",
      outcome: "violation",
      address: "terraform",
      resources: {},
      rest: {
        terraform: { backend: { s3: { bucket: "b", encrypt: false, kms_key_id: "arn:aws:kms:::key/a" } } },
      },
    },
    {
      shows: "a partial backend",
      outcome: "unknown",
      address: "terraform",
      resources: {},
      rest: { terraform: { backend: { s3: {} } } },
    },
    {
      shows: "a local backend",
      outcome: "not-applicable",
      address: "terraform",
      resources: {},
      rest: { terraform: { backend: { local: {} } } },
    },
  ]),
];
