import type { Rule } from "../../rule";
import { notApplicable, securityHub } from "../../rule";
import { isSet, needs } from "../lib/expect";

/** What is to be kept is protected: half a decision loses a database. */
export const databaseKept: Rule = {
  id: "high-availability-database-kept",
  title: "Databases that keep a final snapshot are protected against deletion",
  pack: "high-availability",
  controls: securityHub("RDS.7", "RDS.8", "DocumentDB.5", "Neptune.4"),
  rationale:
    "Who asks for a final snapshot does not want the database gone; protection says so before, the snapshot after.",
  remedy: "set deletion_protection to true; or, where all may be destroyed, skip_final_snapshot to true",
  types: ["aws_rds_cluster", "aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster"],
  check: (database) => {
    const skips = database.flag("skip_final_snapshot", false);
    const replica = isSet(database, "replicate_source_db");
    return skips === true || replica ? notApplicable() : needs(database, "deletion_protection", true, false);
  },
};
