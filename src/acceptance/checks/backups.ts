import assert from "node:assert/strict";
import {
  DescribeBackupVaultCommand,
  GetBackupPlanCommand,
  GetBackupSelectionCommand,
  ListBackupSelectionsCommand,
} from "@aws-sdk/client-backup";
import {
  DescribeLogGroupsCommand,
  DescribeSubscriptionFiltersCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { DescribeSecretCommand } from "@aws-sdk/client-secrets-manager";
import { type Check, present, textOutput } from "../acceptance-spec";
import { customerKey, sorted } from "./find";

/** Every log group sends its events to a delivery stream. @param output holds the stream's ARN */
export function logsArchived(output: string): Check {
  return {
    title: "every log group but the archive's own sends its events to the archive",
    async run(deployed) {
      const { logs } = deployed.aws;
      const arn = textOutput(deployed, output);
      const own = `/aws/kinesisfirehose/${arn.split("/").at(-1) ?? ""}`;
      const { logGroups: groups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
      assert.ok(
        groups.some(({ logGroupName }) => logGroupName === own),
        `the archive's own log ${own}`,
      );
      for (const { logGroupName } of groups) {
        const { subscriptionFilters = [] } = await logs.send(
          new DescribeSubscriptionFiltersCommand({ logGroupName }),
        );
        assert.deepEqual(
          subscriptionFilters.map((filter) => [filter.destinationArn, filter.filterPattern ?? ""]),
          logGroupName === own ? [] : [[arn, ""]],
          `where ${logGroupName} sends`,
        );
      }
    },
  };
}

/** @param output holds the secret's ARN */
export function rotated(output: string, days: number): Check {
  return {
    title: `the secret of ${output} is rotated every ${days} days, under a rotating CMK`,
    async run(deployed) {
      const found = await deployed.aws.secrets.send(
        new DescribeSecretCommand({ SecretId: textOutput(deployed, output) }),
      );
      assert.equal(found.RotationEnabled, true, "rotation");
      assert.equal(found.RotationRules?.AutomaticallyAfterDays, days, "days");
      assert.match(found.RotationLambdaARN ?? "", /:function:function-.*-rotation-/, "function");
      await customerKey(deployed, found.KmsKeyId, "the secret");
    },
  };
}

export interface BackupExpectation {
  /** Outputs with the ARNs of vault and plan. */
  readonly vault: string;
  readonly plan: string;
  readonly days: number;
  /** Outputs with the ARNs of what is backed up. */
  readonly of: readonly string[];
}

/** plan -> rule -> vault; plan -> selection -> resources. */
export function backedUp(expected: BackupExpectation): Check {
  return {
    title: `${expected.of.join(", ")} are backed up daily for ${expected.days} days, under a rotating CMK`,
    async run(deployed) {
      const { backup } = deployed.aws;
      const BackupVaultName = present(textOutput(deployed, expected.vault).split(":").at(-1), "the vault");
      const vault = await backup.send(new DescribeBackupVaultCommand({ BackupVaultName }));
      await customerKey(deployed, vault.EncryptionKeyArn, "the vault");
      const BackupPlanId = present(textOutput(deployed, expected.plan).split(":").at(-1), "the plan");
      const { BackupPlan: plan } = await backup.send(new GetBackupPlanCommand({ BackupPlanId }));
      assert.deepEqual(
        plan?.Rules?.map((rule) => [rule.TargetBackupVaultName, rule.Lifecycle?.DeleteAfterDays]),
        [[BackupVaultName, expected.days]],
        "rules",
      );
      const { BackupSelectionsList: selections = [] } = await backup.send(
        new ListBackupSelectionsCommand({ BackupPlanId }),
      );
      assert.equal(selections.length, 1, "selections");
      const { BackupSelection: selection } = await backup.send(
        new GetBackupSelectionCommand({ BackupPlanId, SelectionId: selections[0]?.SelectionId }),
      );
      assert.deepEqual(
        sorted(selection?.Resources),
        sorted(expected.of.map((output) => textOutput(deployed, output))),
        "what is backed up",
      );
    },
  };
}
