import { BackupPlan as AwsBackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Role } from "../identity/role";
import { backupStatements, type BackupSources } from "./backup-permissions";

export interface BackupPlanProps extends BackupSources {
  /** Names vault, plan, selection and role. */
  readonly purpose: string;
  /** Encrypts the vault. Snapshots of a cluster stay under the cluster's own key. */
  readonly key: Key;
  /** Days that each recovery point is kept, 1 to 36500. */
  readonly retentionDays: number;
}

/** Backup developer guide, "Lifecycle": in days. */
const RETENTION = { min: 1, max: 36_500 };

/** Daily at 06:00 UTC: RDS refuses snapshots in a cluster's own backup and maintenance windows, which are earlier. */
const DAILY = "cron(0 6 * * ? *)";
/** Minutes in which a job must start, and be done. */
const WINDOW = { start: 60, completion: 480 };

/**
 * AWS Backup, daily, of clusters and tables into a vault under a CMK. The vault has no lock: `destroy`
 * deletes its recovery points with it where the stack is destroyable.
 */
export class BackupPlan extends Construct {
  readonly vault: BackupVault;
  readonly plan: AwsBackupPlan;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: BackupPlanProps) {
    super(scope, id);
    const { purpose, clusters, tables, retentionDays } = props;
    const problems = planProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const stack = SystemStack.of(this);
    this.role = new Role(this, "role", {
      purpose: `${purpose}-backup`,
      description: `Backs ${purpose} up`,
      assumedBy: "backup.amazonaws.com",
    });
    for (const statement of backupStatements(this, props)) this.role.grant(statement);
    this.vault = new BackupVault(this, "this.vault", {
      name: stack.nameFor(this, "backup-vault", purpose),
      kmsKeyArn: props.key.arn,
      forceDestroy: stack.destroyable,
      // With the role that made a recovery point AWS Backup deletes it too: it outlives the vault.
      dependsOn: this.role.ready,
      ...(!stack.destroyable && { lifecycle: { preventDestroy: true } }),
    });
    this.plan = new AwsBackupPlan(this, "this", {
      name: stack.nameFor(this, "backup-plan", purpose),
      rule: [
        {
          ruleName: "daily",
          targetVaultName: this.vault.name,
          schedule: DAILY,
          startWindow: WINDOW.start,
          completionWindow: WINDOW.completion,
          lifecycle: { deleteAfter: retentionDays },
        },
      ],
    });
    new BackupSelection(this, "this.selection", {
      name: stack.nameFor(this, "backup-selection", purpose),
      planId: this.plan.id,
      iamRoleArn: this.role.arn,
      resources: [...clusters, ...tables].map(({ arn }) => arn),
      dependsOn: this.role.ready,
    });
  }
}

function planProblems({ clusters, tables, retentionDays }: BackupPlanProps): string[] {
  const { min, max } = RETENTION;
  const isKept =
    Token.isUnresolved(retentionDays) ||
    (Number.isInteger(retentionDays) && retentionDays >= min && retentionDays <= max);
  return [
    ...(isKept ? [] : [`retentionDays ${retentionDays} is not allowed: ${min} to ${max}`]),
    ...(clusters.length + tables.length > 0
      ? []
      : ["clusters and tables are both empty: there is nothing to back up"]),
  ];
}
