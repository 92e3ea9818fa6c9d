import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN, variable } from "../case";

const TAGS = {
  Project: "p",
  System: "s",
  Environment: HIDDEN,
  Owner: "o",
  CostCenter: "c",
  ManagedBy: "terraform",
};
const bucket = { "aws_s3_bucket.x": { bucket: "x" } };
const lifecycle = (rule: unknown, owner = "${aws_s3_bucket.x.id}") => ({
  "aws_s3_bucket_lifecycle_configuration.l": { bucket: owner, rule },
});
const versioned = {
  "aws_s3_bucket_versioning.v": {
    bucket: "${aws_s3_bucket.x.id}",
    versioning_configuration: { status: "Enabled" },
  },
};
const aborts = { status: "Enabled", abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }] };
const expires = { status: "Enabled", noncurrent_version_expiration: [{ noncurrent_days: 30 }] };
const provider = (tags: unknown) => ({
  ...variable,
  provider: { aws: [tags === undefined ? {} : { default_tags: [{ tags }] }] },
});
const providerCase = (shows: string, outcome: Case["outcome"], tags: unknown, reason?: string) => ({
  shows,
  outcome,
  address: "provider.aws",
  resources: {},
  rest: provider(tags),
  ...(reason === undefined ? {} : { reason }),
});
const lock = (owner: string) => ({ "aws_backup_vault_lock_configuration.l": { backup_vault_name: owner } });
const objectLock = (owner: string) => ({ "aws_s3_bucket_object_lock_configuration.l": { bucket: owner } });

export const upkeep: readonly Case[] = [
  ...casesOf("tagging-provider-tags", [
    providerCase("all keys", "compliant", TAGS),
    providerCase("one key less", "violation", { ...TAGS, Owner: undefined }, "Owner"),
    providerCase("no default tags", "violation", undefined),
    providerCase("tags of a variable", "unknown", HIDDEN),
    {
      shows: "another provider",
      outcome: "not-applicable",
      address: "provider.random",
      resources: {},
      rest: { provider: { random: [{}] } },
    },
  ]),
  ...bodiesOf("tagging-resources", "aws_s3_bucket", {
    compliant: [{ tags: { Owner: "o" } }],
    violation: [{}, { tags: { Name: "x" } }],
    unknown: [{ tags: HIDDEN }],
  }),
  ...casesOf("tagging-resources", [
    {
      shows: "tags of its provider",
      outcome: "compliant",
      resources: bucket,
      rest: provider({ Owner: "o" }),
    },
    { shows: "a provider without", outcome: "violation", resources: bucket, rest: provider(undefined) },
    {
      shows: "a provider whose tags are hidden",
      outcome: "unknown",
      resources: bucket,
      rest: provider(HIDDEN),
    },
    {
      shows: "another provider than the one with tags",
      outcome: "violation",
      resources: { "aws_s3_bucket.x": { provider: "aws.other" } },
      rest: { provider: { aws: [{ default_tags: { tags: { Owner: "o" } } }, { alias: "other" }] } },
    },
    {
      shows: "a group's tag blocks",
      outcome: "compliant",
      resources: { "aws_autoscaling_group.x": { tag: [{ key: "Owner", value: "o" }] } },
    },
  ]),
  ...besideOf("cost-bucket-uploads", bucket, {
    compliant: [lifecycle([aborts])],
    violation: [{}, lifecycle([expires]), lifecycle([{ ...aborts, status: "Disabled" }])],
    unknown: [lifecycle(HIDDEN), lifecycle([aborts], HIDDEN)],
  }),
  ...besideOf("cost-bucket-old-versions", bucket, {
    compliant: [{ ...versioned, ...lifecycle([aborts, expires]) }],
    violation: [versioned, { ...versioned, ...lifecycle([aborts]) }],
    unknown: [
      { ...versioned, ...lifecycle(HIDDEN) },
      {
        "aws_s3_bucket_versioning.v": {
          bucket: "${aws_s3_bucket.x.id}",
          versioning_configuration: { status: HIDDEN },
        },
      },
    ],
    "not-applicable": [{}],
  }),
  ...besideOf(
    "cost-repository-images",
    { "aws_ecr_repository.x": { name: "x" } },
    {
      compliant: [{ "aws_ecr_lifecycle_policy.l": { repository: "${aws_ecr_repository.x.name}" } }],
      violation: [{}],
      unknown: [{ "aws_ecr_lifecycle_policy.l": { repository: HIDDEN } }],
    },
  ),
  ...bodiesOf("cost-table-capacity", "aws_dynamodb_table", {
    compliant: [{ billing_mode: "PAY_PER_REQUEST" }],
    violation: [{}],
    unknown: [{ billing_mode: HIDDEN }],
  }),
  ...besideOf(
    "cost-table-capacity",
    { "aws_dynamodb_table.x": { name: "t" } },
    {
      compliant: [{ "aws_appautoscaling_target.t": { resource_id: "table/${aws_dynamodb_table.x.name}" } }],
    },
  ),
  ...bodiesOf("cost-volume-type", "aws_ebs_volume", {
    compliant: [{ type: "gp3" }, { type: "io2" }],
    violation: [{}, { type: "gp2" }],
    unknown: [{ type: HIDDEN }],
  }),
  ...bodiesOf("cost-volume-type", "aws_launch_template", {
    violation: [{ block_device_mappings: [{ ebs: { volume_type: "gp2" } }] }],
  }),
  ...bodiesOf("patching-image-scan", "aws_ecr_repository", {
    compliant: [{ image_scanning_configuration: { scan_on_push: true } }],
    violation: [{}],
    unknown: [{ image_scanning_configuration: { scan_on_push: HIDDEN } }],
  }),
  ...besideOf(
    "patching-image-scan",
    { "aws_ecr_repository.x": {} },
    {
      compliant: [{ "aws_ecr_registry_scanning_configuration.r": { scan_type: "ENHANCED" } }],
    },
  ),
  ...bodiesOf("patching-image-tags", "aws_ecr_repository", {
    compliant: [{ image_tag_mutability: "IMMUTABLE" }],
    violation: [{}, { image_tag_mutability: "MUTABLE" }],
    unknown: [{ image_tag_mutability: HIDDEN }],
  }),
  ...bodiesOf("patching-minor-versions", "aws_rds_cluster_instance", {
    compliant: [{}, { auto_minor_version_upgrade: true }],
    violation: [{ auto_minor_version_upgrade: false }],
    unknown: [{ auto_minor_version_upgrade: HIDDEN }],
  }),
  ...bodiesOf("patching-function-runtimes", "aws_lambda_function", {
    compliant: [{ runtime: "nodejs22.x" }, { runtime: "python3.13" }, { runtime: "provided.al2023" }],
    violation: [{ runtime: "nodejs18.x" }, { runtime: "python3.9" }, { runtime: "go1.x" }],
    unknown: [{ runtime: HIDDEN }],
    "not-applicable": [{ package_type: "Image" }],
  }),
  ...bodiesOf("patching-fargate-platform", "aws_ecs_service", {
    compliant: [{}, { platform_version: "LATEST" }],
    violation: [{ platform_version: "1.3.0" }],
    unknown: [{ platform_version: HIDDEN }],
  }),
  ...besideOf("destroyable-object-lock", bucket, {
    compliant: [{}],
    violation: [objectLock("${aws_s3_bucket.x.id}")],
    unknown: [objectLock(HIDDEN)],
  }),
  ...bodiesOf("destroyable-object-lock", "aws_s3_bucket", {
    violation: [{ object_lock_enabled: true }],
    unknown: [{ object_lock_enabled: HIDDEN }],
  }),
  ...besideOf(
    "destroyable-vault-lock",
    { "aws_backup_vault.x": { name: "x" } },
    {
      compliant: [{}],
      violation: [lock("${aws_backup_vault.x.name}"), lock("x")],
      unknown: [lock(HIDDEN)],
    },
  ),
  ...bodiesOf("destroyable-mfa-delete", "aws_s3_bucket_versioning", {
    compliant: [{ versioning_configuration: { status: "Enabled" } }],
    violation: [{ versioning_configuration: { status: "Enabled", mfa_delete: "Enabled" } }],
    unknown: [{ versioning_configuration: { status: "Enabled", mfa_delete: HIDDEN } }],
  }),
];
