import type { Rule } from "../../rule";
import { combine, notApplicable, pciDss, securityHub } from "../../rule";
import { isSet, needs } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Databases are encrypted under a customer's key. */
export const databaseCmk: Rule = {
  id: "encryption-database-cmk",
  title: "Databases are encrypted with a customer managed key",
  pack: "encryption",
  controls: [
    ...securityHub("RDS.3", "RDS.27", "DocumentDB.1", "Neptune.1", "Redshift.10"),
    ...pciDss("3.6.1", "3.6.1.2"),
  ],
  shows: "The database's storage, snapshots and replicas in the region are under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "AWS encrypts a database when it is made or never: afterwards only a copy can be.",
  remedy: "set storage_encrypted (Redshift: encrypted) to true and kms_key_id to a key of your own",
  types: [
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_rds_cluster",
    "aws_redshift_cluster",
  ],
  check: (database, configuration) => {
    // A replica in the same region has its source's encryption, a member its cluster's.
    if (isSet(database, "replicate_source_db") && !isArn(database.text("replicate_source_db")))
      return notApplicable();
    const key = database.type === "aws_neptune_cluster" ? "kms_key_arn" : "kms_key_id";
    const redshift = database.type === "aws_redshift_cluster";
    return combine([
      needs(database, redshift ? "encrypted" : "storage_encrypted", true, redshift),
      keyVerdict(database, key, configuration),
    ]);
  },
};

/** A replica of a source in another region names it by its ARN and has a key of its own. */
const isArn = (source: string | undefined): boolean => source?.startsWith("arn:") === true;
