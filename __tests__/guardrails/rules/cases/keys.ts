import type { Case } from "../case";
import { bodiesOf, HIDDEN, KEY } from "../case";

const AWS_KEY = "alias/aws/x";

/** The three cases of a key at a path, with what else has to be set. */
const keyAt = (rule: string, type: string, path: string, rest: Record<string, unknown> = {}): Case[] =>
  bodiesOf(rule, type, {
    compliant: [{ ...rest, [path]: KEY }],
    violation: [rest, { ...rest, [path]: AWS_KEY }],
    unknown: [{ ...rest, [path]: HIDDEN }],
  });

const turning = (days: unknown) => ({ enable_key_rotation: true, rotation_period_in_days: days });

export const keys: readonly Case[] = [
  ...bodiesOf("encryption-kms-rotation", "aws_kms_key", {
    compliant: [turning(365), turning(90)],
    violation: [turning(366), turning(2560)],
    unknown: [turning(HIDDEN)],
  }),
  ...keyAt("encryption-database-cmk", "aws_rds_cluster", "kms_key_id", { storage_encrypted: true }),
  ...keyAt("encryption-database-cmk", "aws_neptune_cluster", "kms_key_arn", { storage_encrypted: true }),
  ...keyAt("encryption-database-cmk", "aws_redshift_cluster", "kms_key_id"),
  ...bodiesOf("encryption-database-cmk", "aws_db_instance", {
    violation: [
      { kms_key_id: KEY },
      { storage_encrypted: true, replicate_source_db: "arn:aws:rds:us-east-1:1:db:a" },
    ],
    unknown: [{ kms_key_id: KEY, storage_encrypted: HIDDEN }],
    "not-applicable": [{ replicate_source_db: "main" }],
  }),
  ...keyAt("encryption-volume-cmk", "aws_ebs_volume", "kms_key_id", { encrypted: true }),
  ...bodiesOf("encryption-volume-cmk", "aws_instance", {
    compliant: [{ root_block_device: { encrypted: true, kms_key_id: KEY } }],
    violation: [
      {},
      { root_block_device: { encrypted: true, kms_key_id: KEY }, ebs_block_device: [{ encrypted: false }] },
    ],
    unknown: [{ root_block_device: HIDDEN }, { launch_template: { id: "lt-1" } }],
  }),
  ...bodiesOf("encryption-volume-cmk", "aws_launch_template", {
    compliant: [{ block_device_mappings: [{ ebs: { encrypted: true, kms_key_id: KEY } }] }],
    violation: [{ block_device_mappings: [{ ebs: { volume_size: 8 } }] }],
    unknown: [{}],
  }),
  ...keyAt("encryption-topic-cmk", "aws_sns_topic", "kms_master_key_id"),
  ...keyAt("encryption-queue-cmk", "aws_sqs_queue", "kms_master_key_id"),
  ...bodiesOf("encryption-queue-cmk", "aws_sqs_queue", { violation: [{ sqs_managed_sse_enabled: true }] }),
  ...keyAt("encryption-stream-cmk", "aws_kinesis_stream", "kms_key_id", { encryption_type: "KMS" }),
  ...bodiesOf("encryption-stream-cmk", "aws_kinesis_firehose_delivery_stream", {
    compliant: [
      { server_side_encryption: { enabled: true, key_type: "CUSTOMER_MANAGED_CMK", key_arn: KEY } },
    ],
    violation: [{}, { server_side_encryption: { enabled: true } }],
    unknown: [
      { server_side_encryption: { enabled: HIDDEN, key_type: "CUSTOMER_MANAGED_CMK", key_arn: KEY } },
    ],
    "not-applicable": [{ kinesis_source_configuration: { kinesis_stream_arn: HIDDEN } }],
  }),
  ...keyAt("encryption-secret-cmk", "aws_secretsmanager_secret", "kms_key_id"),
  ...bodiesOf("encryption-secret-cmk", "aws_secretsmanager_secret", {
    violation: [{ kms_key_id: KEY, replica: [{ region: "us-west-2" }] }],
  }),
  ...bodiesOf("encryption-repository-cmk", "aws_ecr_repository", {
    compliant: [{ encryption_configuration: { encryption_type: "KMS", kms_key: KEY } }],
    violation: [{}, { encryption_configuration: [{ encryption_type: "KMS" }] }],
    unknown: [{ encryption_configuration: [{ encryption_type: "KMS", kms_key: HIDDEN }] }],
  }),
  ...keyAt("encryption-file-system-cmk", "aws_efs_file_system", "kms_key_id", { encrypted: true }),
  ...bodiesOf("encryption-file-system-cmk", "aws_efs_file_system", { violation: [{ kms_key_id: KEY }] }),
  ...keyAt("encryption-cache-cmk", "aws_elasticache_replication_group", "kms_key_id", {
    at_rest_encryption_enabled: true,
  }),
  ...bodiesOf("encryption-cache-cmk", "aws_elasticache_replication_group", {
    violation: [{ kms_key_id: KEY }],
  }),
  ...bodiesOf("encryption-athena-results", "aws_athena_workgroup", {
    compliant: [athena({ encryption_option: "SSE_KMS", kms_key_arn: KEY })],
    violation: [
      {},
      athena({ encryption_option: "SSE_S3" }),
      athena({ encryption_option: "SSE_KMS", kms_key_arn: KEY }, false),
    ],
    unknown: [athena({ encryption_option: "SSE_KMS", kms_key_arn: HIDDEN })],
  }),
  ...bodiesOf("encryption-glue", "aws_glue_security_configuration", {
    compliant: [glue(KEY)],
    violation: [{}, glue("alias/aws/glue"), glue(KEY, { s3_encryption: { s3_encryption_mode: "SSE-S3" } })],
    unknown: [glue(HIDDEN)],
  }),
  ...bodiesOf("encryption-glue", "aws_glue_job", {
    compliant: [{ security_configuration: "s" }],
    violation: [{}],
    unknown: [{ security_configuration: "${var.v ? var.v : null}" }],
  }),
  ...keyAt("encryption-backup-vault-cmk", "aws_backup_vault", "kms_key_arn"),
  ...keyAt("encryption-function-environment", "aws_lambda_function", "kms_key_arn", {
    environment: { variables: { A: "a" } },
  }),
  ...bodiesOf("encryption-function-environment", "aws_lambda_function", { "not-applicable": [{}] }),
  ...keyAt("encryption-trail-cmk", "aws_cloudtrail", "kms_key_id"),
];

function athena(encryption: object, enforced = true): Record<string, unknown> {
  return {
    configuration: {
      enforce_workgroup_configuration: enforced,
      result_configuration: { encryption_configuration: encryption },
    },
  };
}

function glue(key: string, more: object = {}): Record<string, unknown> {
  return {
    encryption_configuration: {
      cloudwatch_encryption: { cloudwatch_encryption_mode: "SSE-KMS", kms_key_arn: key },
      job_bookmarks_encryption: { job_bookmarks_encryption_mode: "CSE-KMS", kms_key_arn: key },
      s3_encryption: { s3_encryption_mode: "SSE-KMS", kms_key_arn: key },
      ...more,
    },
  };
}
