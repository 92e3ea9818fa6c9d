import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Aurora } from "../database/aurora";
import { type Table } from "../database/table";
import { type Statement } from "../identity/policy-document";

/** What is backed up. */
export interface BackupSources {
  readonly clusters: readonly Aurora[];
  readonly tables: readonly Table[];
}

/**
 * What AWS Backup's role may do, for these clusters and tables alone (Backup developer guide, "Customer
 * managed policies"). AWS's own `AWSBackupServiceRolePolicyForBackup` would let it copy every volume,
 * bucket, file system and database of the account. Restoring is not in it: whoever restores brings a role.
 */
export function backupStatements(scope: Construct, { clusters, tables }: BackupSources): Statement[] {
  return [
    ...(clusters.length > 0 ? clusterStatements(scope, clusters) : []),
    ...(tables.length > 0 ? tableStatements(tables) : []),
    ...commonStatements(scope),
  ];
}

function clusterStatements(scope: Construct, clusters: readonly Aurora[]): Statement[] {
  const { partition, region, accountId } = SystemStack.of(scope);
  const snapshots = `arn:${partition}:rds:${region}:${accountId}:cluster-snapshot:awsbackup:*`;
  return [
    {
      sid: "SnapshotClusters",
      actions: [
        "rds:AddTagsToResource",
        "rds:CreateDBClusterSnapshot",
        "rds:DescribeDBClusterSnapshots",
        "rds:DescribeDBClusters",
        "rds:ListTagsForResource",
      ],
      resources: [...clusters.map(({ arn }) => arn), snapshots],
    },
    {
      sid: "KeepSnapshots",
      actions: ["rds:DeleteDBClusterSnapshot", "rds:ModifyDBClusterSnapshotAttribute"],
      resources: [snapshots],
    },
  ];
}

function tableStatements(tables: readonly Table[]): Statement[] {
  const arns = tables.map(({ namedArn }) => namedArn);
  return [
    {
      sid: "BackUpTables",
      actions: [
        "dynamodb:CreateBackup",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:ListTagsOfResource",
        "dynamodb:StartAwsBackupJob",
      ],
      resources: arns,
    },
    {
      sid: "KeepTableBackups",
      actions: ["dynamodb:DeleteBackup", "dynamodb:DescribeBackup"],
      resources: arns.map((arn) => `${arn}/backup/*`),
    },
  ];
}

function commonStatements(scope: Construct): Statement[] {
  const { partition, region, accountId } = SystemStack.of(scope);
  // The key of the vault, and the keys of the resources that it backs up.
  const keys = [`arn:${partition}:kms:${region}:${accountId}:key/*`];
  const services = ["backup", "dynamodb", "rds"].map((service) => `${service}.${region}.amazonaws.com`);
  return [
    { sid: "SeeKeys", actions: ["kms:DescribeKey"], resources: keys },
    {
      sid: "UseKeys",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      resources: keys,
      conditions: [{ test: "StringEquals", variable: "kms:ViaService", values: services }],
    },
    {
      sid: "LendKeys",
      actions: ["kms:CreateGrant"],
      resources: keys,
      conditions: [{ test: "Bool", variable: "kms:GrantIsForAWSResource", values: ["true"] }],
    },
    {
      sid: "TagRecoveryPoints",
      actions: ["backup:TagResource"],
      resources: [`arn:${partition}:backup:${region}:${accountId}:recovery-point:*`],
    },
  ];
}
