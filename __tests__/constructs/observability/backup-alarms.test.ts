import { BackupAlarms } from "../../../src/constructs/observability/alarms/backup-alarms";
import { FunctionAlarms } from "../../../src/constructs/observability/alarms/function-alarms";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { topicIn } from "./alarm-parts";

const made = stackOf((stack) => {
  const topic = topicIn(stack, logKey(stack));
  new FunctionAlarms(stack, "rotation", {
    topic,
    purpose: "rotation",
    lambda: { name: "function-rotation" },
    meaning: "The password could not be rotated.",
    remedy: "Read the function's log.",
  });
  new BackupAlarms(stack, "backup", { topic, purpose: "backup", vault: { name: "backup-vault-x" } });
});
const alarm = (name: string) => made.resource("aws_cloudwatch_metric_alarm", name);

test("a function that fails once rings, with what it means and what to do", () => {
  expect(alarm("rotation_errors")).toMatchObject({
    alarm_name: "alarm-rotation-errors-${var.environment_suffix}",
    namespace: "AWS/Lambda",
    metric_name: "Errors",
    statistic: "Sum",
    dimensions: { FunctionName: "function-rotation" },
    threshold: 1,
    comparison_operator: "GreaterThanOrEqualToThreshold",
    evaluation_periods: 1,
    alarm_description: expect.stringMatching(
      /^The password could not be rotated\.\n\nWhat to do: Read the function's log\./,
    ) as string,
  });
});

test("a backup that fails rings, by its vault", () => {
  expect(alarm("backup_failed")).toMatchObject({
    namespace: "AWS/Backup",
    metric_name: "NumberOfBackupJobsFailed",
    dimensions: { BackupVaultName: "backup-vault-x" },
    threshold: 1,
    // No job, no number, and no alarm.
    treat_missing_data: "notBreaching",
  });
});
