import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { at, bucketArn, decoded, pointsAt, type PolicyStatement, text } from "../../support/terraform";
import { ACCOUNT, addresses, all, arn, SUFFIX, system } from "./synthesized";

const keys = all("aws_kms_key");
const ROOT = arn("iam", "root", "");
const policyOf = (key: string) => system.statements(system.resource("aws_kms_key", key).policy);
const servicesOf = ({ principals = [] }: PolicyStatement) =>
  principals.filter(({ type }) => type === "Service").flatMap(({ identifiers }) => identifiers);

describe("FA-30", () => {
  test("FA-30 there are keys for the data, the database with its backups, the logs and the alerts", () => {
    expect(keys.map(([name]) => name)).toEqual(["keys_alerts", "keys_data", "keys_database", "keys_logs"]);
  });

  test.each(keys)("FA-30 %s rotates, waits before it is deleted, and has an alias", (name, key) => {
    expect(key.enable_key_rotation).toBe(true);
    const days = Number(key.deletion_window_in_days);
    expect(days).toBeGreaterThanOrEqual(7);
    expect(days).toBeLessThanOrEqual(30);
    const aliases = all("aws_kms_alias").filter(
      ([, alias]) => pointsAt(alias.target_key_id)[0] === `aws_kms_key.${name}`,
    );
    expect(aliases.map(([, alias]) => alias.name)).toEqual([
      `alias/key-${name.replace("keys_", "")}-${SUFFIX}`,
    ]);
  });

  test.each([
    ["keys_alerts", { AllowAlertAlarms: "cloudwatch" }],
    [
      "keys_data",
      { AllowFargateGrants: "fargate", AllowFargateStorage: "fargate", AllowS3ToLakeTransform: "s3" },
    ],
    ["keys_database", {}],
    ["keys_logs", { AllowLogs: "logs.us-east-2" }],
  ] as [string, Record<string, string>][])(
    "FA-30 besides the account, whose IAM rules, %s admits these services: %j",
    (name, services) => {
      const [account, ...others] = policyOf(name);
      expect(account).toEqual({
        sid: "AccountAdministersKey",
        actions: ["kms:*"],
        resources: ["*"],
        principals: [{ type: "AWS", identifiers: [ROOT] }],
      });
      const admitted = others.map((each) => [each.sid, servicesOf(each)] as const);
      expect(Object.fromEntries(admitted)).toEqual(
        Object.fromEntries(Object.entries(services).map(([sid, of]) => [sid, [`${of}.amazonaws.com`]])),
      );
    },
  );

  test.each(keys)("FA-30 %s lets no service administer it, nor do anything for other accounts", (name) => {
    for (const { actions, principals, condition = [] } of policyOf(name).slice(1)) {
      expect(
        actions.filter((action) =>
          /^kms:(\*|Put|Schedule|Disable|Delete|Update|Create(?!Grant))/.test(action),
        ),
      ).toEqual([]);
      expect(text(principals as unknown as Json)).not.toContain('"*"');
      expect(text(condition as unknown as Json)).toContain(ACCOUNT);
    }
  });

  test("FA-30 Fargate may lend the tasks' storage key to decrypt only, for this cluster", () => {
    const { condition } = system.statement(
      system.resource("aws_kms_key", "keys_data").policy,
      "AllowFargateGrants",
    );
    expect(condition).toContainEqual({
      test: "ForAllValues:StringEquals",
      variable: "kms:GrantOperations",
      values: ["Decrypt"],
    });
    expect(condition).toContainEqual({
      test: "StringEquals",
      variable: "kms:EncryptionContext:aws:ecs:clusterName",
      values: [system.only("aws_ecs_cluster").name],
    });
  });

  /** What is encrypted under a key of the system's, in which argument. */
  const UNDER: [key: string, type: string, path: (string | number)[]][] = [
    ["keys_database", "aws_rds_cluster", ["kms_key_id"]],
    ["keys_database", "aws_secretsmanager_secret", ["kms_key_id"]],
    ["keys_database", "aws_backup_vault", ["kms_key_arn"]],
    ["keys_data", "aws_kinesis_stream", ["kms_key_id"]],
    ["keys_data", "aws_dynamodb_table", ["server_side_encryption", "kms_key_arn"]],
    ["keys_data", "aws_sqs_queue", ["kms_master_key_id"]],
    ["keys_data", "aws_ecr_repository", ["encryption_configuration", 0, "kms_key"]],
    ["keys_data", "aws_ecs_cluster", ["configuration"]],
    ["keys_data", "aws_instance", ["root_block_device", "kms_key_id"]],
    ["keys_logs", "aws_cloudwatch_log_group", ["kms_key_id"]],
    ["keys_alerts", "aws_sns_topic", ["kms_master_key_id"]],
  ];
  test.each(UNDER)("FA-30 %s encrypts every %s", (key, type, path) => {
    expect(all(type).length).toBeGreaterThan(0);
    for (const [, each] of all(type)) expect(pointsAt(at(each, ...path))).toEqual([`aws_kms_key.${key}`]);
  });

  test("FA-30 every bucket is under a key for what it holds, but that of access logs, which takes none", () => {
    const encryption = all("aws_s3_bucket_server_side_encryption_configuration").map(
      ([name, { rule }]) => [name, at(rule, 0, "apply_server_side_encryption_by_default")] as const,
    );
    expect(
      Object.fromEntries(
        encryption.map(([name, each]) => [name, pointsAt(each)[0] ?? at(each, "sse_algorithm")]),
      ),
    ).toEqual({
      access_logs: "AES256",
      log_archive_bucket: "aws_kms_key.keys_logs",
      processed: "aws_kms_key.keys_data",
      queries_results: "aws_kms_key.keys_data",
      raw: "aws_kms_key.keys_data",
    });
    const targets = all("aws_s3_bucket_logging").map(([, each]) => pointsAt(each.target_bucket)[0]);
    expect([...new Set(targets)]).toEqual(["aws_s3_bucket.access_logs"]);
    expect(bucketArn(system.resource("aws_s3_bucket", "access_logs"))).toContain("bucket-logs-");
  });
});

describe("FA-63", () => {
  const vault = system.only("aws_backup_vault");
  const plan = system.only("aws_backup_plan");
  const selection = system.only("aws_backup_selection");
  const [rule = {}, ...others] = plan.rule as JsonObject[];

  test("FA-63 recovery points are in a vault of the system's, under the CMK of the database and backups", () => {
    expect(vault.kms_key_arn).toBe("${aws_kms_key.keys_database.arn}");
    expect(rule.target_vault_name).toBe("${aws_backup_vault.backup.name}");
  });

  test("FA-63 a backup is made every day and kept for exactly 35", () => {
    expect(others).toEqual([]);
    expect(rule.schedule).toMatch(/^cron\(\d+ \d+ \* \* \? \*\)$/);
    expect(rule.lifecycle).toEqual({ delete_after: 35 });
    // AWS Backup wants a start within the window and the end after it.
    expect(Number(rule.completion_window)).toBeGreaterThan(Number(rule.start_window));
  });

  test("FA-63 the cluster and both tables are backed up, by what is there and not by a tag", () => {
    const kept = [...addresses("aws_rds_cluster"), ...addresses("aws_dynamodb_table")];
    expect(pointsAt(selection.resources).sort()).toEqual(kept.sort());
    expect(pointsAt(selection.plan_id)).toEqual(["aws_backup_plan.backup"]);
    expect(selection).not.toHaveProperty("selection_tag");
    expect(selection).not.toHaveProperty("not_resources");
  });

  test("FA-63 AWS Backup may do that with a role of this system, and restore nothing", () => {
    const role = system.follow(selection.iam_role_arn);
    const trust = system.statements(role.assume_role_policy);
    expect(trust.flatMap(servicesOf)).toEqual(["backup.amazonaws.com"]);
    const { policy } = system.resource("aws_iam_policy", "backup_role");
    const actions = system.statements(policy).flatMap((statement) => statement.actions);
    expect(actions).toEqual(
      expect.arrayContaining(["rds:CreateDBClusterSnapshot", "dynamodb:StartAwsBackupJob"]),
    );
    expect(actions.filter((action) => /Restore|DeleteDBCluster$|DeleteTable/.test(action))).toEqual([]);
    expect(selection.depends_on).toContain("aws_iam_role_policy_attachment.backup_role");
  });

  test("FA-63 the vault goes with its recovery points, and cannot be locked", () => {
    expect(vault.force_destroy).toBe(true);
    expect(addresses("aws_backup_vault_lock_configuration")).toEqual([]);
    // Deleting recovery points takes the role: it goes after the vault.
    expect(vault.depends_on).toContain("aws_iam_role_policy_attachment.backup_role");
  });

  test("FA-63 an alarm tells of a backup that fails", () => {
    const alarm = system.resource("aws_cloudwatch_metric_alarm", "backup_alarms_failed");
    expect(text(alarm)).toContain("NumberOfBackupJobsFailed");
    expect(text(alarm)).toContain("aws_backup_vault.backup.name");
    expect(alarm.alarm_actions).toEqual(["${aws_sns_topic.alerts.arn}"]);
  });
});

test("FA-63 dead letters and news of objects go with their queues: nothing else holds data", () => {
  const { redrive_policy: redrive } = system.resource("aws_sqs_queue", "transformation_queue");
  expect(at(decoded(redrive), "deadLetterTargetArn")).toBe(
    "${aws_sqs_queue.transformation_dead_letters.arn}",
  );
  const stores = /^aws_(db_instance|elasticache|efs|opensearch|redshift|docdb|neptune|fsx|ebs_volume)/;
  expect(Object.keys(system.section("resource")).filter((type) => stores.test(type))).toEqual([]);
});
