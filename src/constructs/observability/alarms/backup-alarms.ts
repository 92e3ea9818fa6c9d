import { type Construct } from "constructs";
import { backupMetric, type VaultDimensions } from "../metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface BackupAlarmsProps extends AlarmSetProps {
  readonly vault: VaultDimensions;
}

/** Backup jobs that fail: one in five minutes rings. */
export class BackupAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: BackupAlarmsProps) {
    super(scope, id, props);
    const { purpose, vault } = props;
    this.add("failed", {
      metric: backupMetric(vault, "NumberOfBackupJobsFailed", "Sum", `Failed jobs of ${purpose}`),
      comparison: ">=",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      // A vault has numbers only while there are jobs.
      missingData: "notBreaching",
      meaning: "AWS Backup could not back something up: its newest recovery point is a day old or more.",
      remedy:
        "Read the job's message (aws backup list-backup-jobs --by-state FAILED): mostly the role or a key's policy was changed. Repair it and start the job by hand; the plan's next one is tomorrow.",
    });
  }
}
