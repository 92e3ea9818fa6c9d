import type { Rule } from "../../rule";
import { combine, securityHub } from "../../rule";
import { needs } from "../lib/expect";

/** Tables can be restored to any second. */
export const tableRecovery: Rule = {
  id: "high-availability-table-recovery",
  title: "DynamoDB tables have point-in-time recovery",
  pack: "high-availability",
  controls: securityHub("DynamoDB.2"),
  rationale: "A table is replicated, mistakes included: only recovery goes back behind one.",
  remedy: "add point_in_time_recovery with enabled = true, and point_in_time_recovery = true to each replica",
  types: ["aws_dynamodb_table"],
  check: (table) =>
    combine([
      needs(table, "point_in_time_recovery.enabled", true, false),
      ...table.blocks("replica").map((replica) => needs(replica, "point_in_time_recovery", true, false)),
    ]),
};
