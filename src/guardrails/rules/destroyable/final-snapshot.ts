import type { Rule } from "../../rule";
import { needs } from "../lib/expect";

/** Databases go without a last snapshot. */
export const finalSnapshot: Rule = {
  id: "destroyable-final-snapshot",
  title: "Databases skip the final snapshot",
  pack: "destroyable",
  controls: [],
  rationale: "A final snapshot outlives the destroy; without a name for it the destroy fails.",
  remedy: "set skip_final_snapshot to true",
  types: [
    "aws_db_instance",
    "aws_docdb_cluster",
    "aws_neptune_cluster",
    "aws_rds_cluster",
    "aws_redshift_cluster",
  ],
  check: (database) => needs(database, "skip_final_snapshot", true, false),
};
