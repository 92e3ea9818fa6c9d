import { type Json } from "../../../src/core/synthesis/json";
import { entriesOf, type Terraform, text } from "../terraform";

/** What a resource of a type must say, or AWS or the provider refuses to delete it, or leaves something. */
const SAYS: readonly (readonly [type: string, argument: string, value: Json])[] = [
  ["aws_athena_workgroup", "force_destroy", true],
  ["aws_backup_vault", "force_destroy", true],
  ["aws_dynamodb_table", "deletion_protection_enabled", false],
  ["aws_ecr_repository", "force_delete", true],
  ["aws_iam_role", "force_detach_policies", true],
  ["aws_instance", "disable_api_termination", false],
  ["aws_kinesis_stream", "enforce_consumer_deletion", true],
  ["aws_kms_key", "deletion_window_in_days", 7],
  ["aws_lb", "enable_deletion_protection", false],
  ["aws_rds_cluster", "delete_automated_backups", true],
  ["aws_rds_cluster", "deletion_protection", false],
  ["aws_rds_cluster", "skip_final_snapshot", true],
  ["aws_s3_bucket", "force_destroy", true],
  ["aws_secretsmanager_secret", "recovery_window_in_days", 0],
  ["aws_service_discovery_service", "force_destroy", true],
];
/** What no resource may have, wherever in it; `false` is as good as nothing. */
const NEVER = [
  "deletion_protection",
  "deletion_protection_enabled",
  "disable_api_termination",
  "enable_deletion_protection",
  "object_lock_configuration",
  "object_lock_enabled",
  "prevent_destroy",
  "skip_destroy",
];
const LOCKS = ["aws_backup_vault_lock_configuration", "aws_s3_bucket_object_lock_configuration"];

/** What was looked at for `keptIn`: each resource that must say something, with what. */
export function sayingIn(system: Terraform): string[] {
  return SAYS.flatMap(([type, argument]) =>
    Object.keys(system.resources(type)).map((name) => `${type}.${name} ${argument}`),
  );
}

/** What would stay after a destroy, or stop one: addresses and arguments. */
export function keptIn(system: Terraform): string[] {
  const unsaid = SAYS.flatMap(([type, argument, value]) =>
    Object.entries(system.resources(type))
      .filter(([, resource]) => resource[argument] !== value)
      .map(([name, resource]) => `${type}.${name} ${argument} = ${text(resource[argument] ?? null)}`),
  );
  const said = system
    .managed()
    .flatMap(([address, resource]) =>
      [...entriesOf(resource)]
        .filter(([key, value]) => NEVER.includes(key) && value !== false)
        .map(([key, value]) => `${address} ${key} = ${text(value)}`),
    );
  const locks = LOCKS.flatMap((type) => Object.keys(system.resources(type)).map((name) => `${type}.${name}`));
  return [...unsaid, ...said, ...locks];
}
