import { BackupPlan, type BackupPlanProps } from "../../../src/constructs/backup/backup-plan";
import { Table } from "../../../src/constructs/database/table";
import { problemsOf, stackOf } from "../../support/synth";
import { at } from "../../support/terraform";
import { databaseIn } from "../database/aurora-parts";

const planOf = (given: Partial<BackupPlanProps> = {}, destroyable = true) =>
  stackOf(
    (stack) => {
      const { database, logs } = databaseIn(stack);
      const table = new Table(stack, "events", { purpose: "events", hashKey: "id", key: logs.key });
      new BackupPlan(stack, "backup", {
        purpose: "data",
        key: logs.key,
        clusters: [database],
        tables: [table],
        retentionDays: 35,
        ...given,
      });
    },
    { destroyable },
  );
const made = planOf();
const { policy } = made.resource("aws_iam_policy", "backup_role");

test("each day's recovery point is kept as long as asked, in a vault under the CMK", () => {
  expect(made.only("aws_backup_plan")).toEqual({
    name: "backup-plan-data-${var.environment_suffix}",
    rule: [
      {
        rule_name: "daily",
        target_vault_name: "${aws_backup_vault.backup.name}",
        schedule: "cron(0 6 * * ? *)",
        start_window: 60,
        completion_window: 480,
        lifecycle: { delete_after: 35 },
      },
    ],
  });
  expect(made.only("aws_backup_vault")).toMatchObject({
    name: "backup-vault-data-${var.environment_suffix}",
    kms_key_arn: "${aws_kms_key.key.arn}",
  });
});

test("how long may be an operator's to say, at plan", () => {
  const variable = stackOf((stack) => {
    const { database, logs } = databaseIn(stack);
    const days = stack.variable("days", {
      type: "number",
      description: "Days of backups.",
      validation: [{ condition: "var.days > 0", errorMessage: "The days must be more than 0." }],
    });
    const common = { purpose: "data", key: logs.key, tables: [] };
    new BackupPlan(stack, "backup", { ...common, clusters: [database], retentionDays: days.numberValue });
  });
  expect(at(variable.only("aws_backup_plan"), "rule", 0, "lifecycle", "delete_after")).toBe("${var.days}");
});

test("clusters and tables are selected by their ARNs", () => {
  expect(made.only("aws_backup_selection")).toMatchObject({
    plan_id: "${aws_backup_plan.backup.id}",
    iam_role_arn: "${aws_iam_role.backup_role.arn}",
    resources: ["${aws_rds_cluster.database.arn}", "${aws_dynamodb_table.events.arn}"],
  });
});

test("the role is AWS Backup's, and touches nothing but these, their backups and their keys", () => {
  const trust = made.resource("aws_iam_role", "backup_role").assume_role_policy;
  expect(made.statement(trust, "AssumeRole").principals).toEqual([
    { type: "Service", identifiers: ["backup.amazonaws.com"] },
  ]);
  expect(made.statement(policy, "SnapshotClusters").resources).toEqual([
    "${aws_rds_cluster.database.arn}",
    expect.stringMatching(/:cluster-snapshot:awsbackup:\*$/),
  ]);
  expect(made.statement(policy, "BackUpTables").resources).toEqual([
    expect.stringMatching(/:table\/table-events-\$\{var\.environment_suffix\}$/),
  ]);
  expect(made.statements(policy).flatMap(({ resources }) => resources)).not.toContain("*");
});

test("the vault goes, with what is in it, before the role that deletes it, and only if all may go", () => {
  const vault = made.only("aws_backup_vault");
  expect(vault).toMatchObject({
    force_destroy: true,
    depends_on: ["aws_iam_role_policy_attachment.backup_role"],
  });
  expect(planOf({}, false).only("aws_backup_vault")).toMatchObject({
    force_destroy: false,
    lifecycle: { prevent_destroy: true },
  });
  expect(made.resources("aws_backup_vault_lock_configuration")).toEqual({});
});

test("a plan without clusters has nothing to do with RDS, one without tables nothing with DynamoDB", () => {
  const sids = (terraform: typeof made) =>
    terraform.statements(terraform.resource("aws_iam_policy", "backup_role").policy).map(({ sid }) => sid);
  expect(sids(planOf({ clusters: [] }))).not.toContain("SnapshotClusters");
  expect(sids(planOf({ tables: [] }))).not.toContain("BackUpTables");
});

test("a plan of nothing, kept for no time, is refused with both reasons", () => {
  const refused = problemsOf(() => planOf({ clusters: [], tables: [], retentionDays: 0 }));
  expect(refused.map(({ message }) => message)).toEqual([
    "retentionDays 0 is not allowed: 1 to 36500",
    "clusters and tables are both empty: there is nothing to back up",
  ]);
});
