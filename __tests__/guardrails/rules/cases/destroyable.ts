import type { Case } from "../case";
import { casesOf } from "../case";

/** A rule about one argument: right, wrong, left to the provider's default, and not to be seen. */
function argument(
  rule: string,
  type: string,
  path: string,
  values: { good: unknown; bad: unknown; absent: "compliant" | "violation" },
): Case[] {
  const one = (body: Record<string, unknown>) => ({ [`${type}.x`]: body });
  return casesOf(rule, [
    {
      shows: `${type} with ${path} ${String(values.good)}`,
      outcome: "compliant",
      resources: one({ [path]: values.good }),
    },
    {
      shows: `${type} with ${path} ${String(values.bad)}`,
      outcome: "violation",
      resources: one({ [path]: values.bad }),
      reason: path,
    },
    { shows: `${type} without ${path}`, outcome: values.absent, resources: one({}) },
    {
      shows: `${type} with ${path} from a variable without default`,
      outcome: "unknown",
      resources: one({ [path]: "${var.v}" }),
      rest: { variable: { v: {} } },
    },
  ]);
}

export const destroyable: readonly Case[] = [
  ...casesOf("destroyable-prevent-destroy", [
    {
      shows: "other lifecycle settings",
      outcome: "compliant",
      resources: { "aws_vpc.x": { lifecycle: { create_before_destroy: true } } },
    },
    {
      shows: "prevent_destroy",
      outcome: "violation",
      resources: { "aws_vpc.x": { lifecycle: { prevent_destroy: true } } },
    },
    {
      shows: "prevent_destroy in a list of one block",
      outcome: "violation",
      resources: { "aws_vpc.x": { lifecycle: [{ prevent_destroy: true }] } },
    },
  ]),
  ...argument("destroyable-deletion-protection", "aws_lb", "enable_deletion_protection", {
    good: false,
    bad: true,
    absent: "compliant",
  }),
  ...argument("destroyable-deletion-protection", "aws_dynamodb_table", "deletion_protection_enabled", {
    good: false,
    bad: true,
    absent: "compliant",
  }),
  ...argument("destroyable-deletion-protection", "aws_qldb_ledger", "deletion_protection", {
    good: false,
    bad: true,
    absent: "violation",
  }),
  ...argument("destroyable-deletion-protection", "aws_cognito_user_pool", "deletion_protection", {
    good: "INACTIVE",
    bad: "ACTIVE",
    absent: "compliant",
  }),
  ...argument("destroyable-bucket-force-destroy", "aws_s3_bucket", "force_destroy", {
    good: true,
    bad: false,
    absent: "violation",
  }),
  ...argument("destroyable-repository-force-delete", "aws_ecr_repository", "force_delete", {
    good: true,
    bad: false,
    absent: "violation",
  }),
  ...argument("destroyable-contents-force-destroy", "aws_route53_zone", "force_destroy", {
    good: true,
    bad: false,
    absent: "violation",
  }),
  ...argument("destroyable-final-snapshot", "aws_rds_cluster", "skip_final_snapshot", {
    good: true,
    bad: false,
    absent: "violation",
  }),
  ...argument("destroyable-secret-recovery-window", "aws_secretsmanager_secret", "recovery_window_in_days", {
    good: 0,
    bad: 7,
    absent: "violation",
  }),
  ...casesOf("destroyable-bucket-force-destroy", [
    {
      shows: "a variable with a default",
      outcome: "compliant",
      resources: { "aws_s3_bucket.x": { force_destroy: "${var.v}" } },
      rest: { variable: { v: { default: true } } },
    },
  ]),
];
