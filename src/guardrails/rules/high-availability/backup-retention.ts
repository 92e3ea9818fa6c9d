import type { Rule } from "../../rule";
import { notApplicable, securityHub } from "../../rule";
import { isSet, needsAtLeast } from "../lib/expect";

const WEEK = 7;

/** What each type is kept by, and the provider's default in days. */
const DEFAULTS: Readonly<Record<string, readonly [path: string, otherwise: number]>> = {
  aws_db_instance: ["backup_retention_period", 0],
  aws_docdb_cluster: ["backup_retention_period", 1],
  aws_neptune_cluster: ["backup_retention_period", 1],
  aws_rds_cluster: ["backup_retention_period", 1],
  aws_redshift_cluster: ["automated_snapshot_retention_period", 1],
};

/** Backups reach back a week. */
export const backupRetention: Rule = {
  id: "high-availability-backup-retention",
  title: "Databases keep backups for a week",
  pack: "high-availability",
  controls: securityHub("RDS.11", "DocumentDB.2", "Neptune.5", "Redshift.3"),
  rationale: "A mistake on Friday is found on Monday; within the period any second can be restored.",
  remedy: "set backup_retention_period to 7 or more",
  types: Object.keys(DEFAULTS),
  check: (database) => {
    const replica = database.type === "aws_db_instance" && isSet(database, "replicate_source_db");
    const [path, otherwise] = DEFAULTS[database.type] as (typeof DEFAULTS)[string];
    return replica ? notApplicable() : needsAtLeast(database, path, WEEK, otherwise);
  },
};
