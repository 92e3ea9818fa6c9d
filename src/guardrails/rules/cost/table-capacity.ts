import type { Rule } from "../../rule";
import { compliant, securityHub, unknown, violation } from "../../rule";
import { scalingTargets } from "../lib/autoscaling";

/** Tables follow their load. */
export const tableCapacity: Rule = {
  id: "cost-table-capacity",
  title: "DynamoDB tables are on demand or autoscale",
  pack: "cost",
  controls: securityHub("DynamoDB.1"),
  rationale: "A fixed capacity is too much at night, and too little at noon.",
  remedy: 'set billing_mode to "PAY_PER_REQUEST", or add an aws_appautoscaling_target',
  types: ["aws_dynamodb_table"],
  check: (table, configuration) => {
    const mode = table.get("billing_mode");
    if (mode.kind === "unknown") return unknown(`billing_mode is ${mode.expression}`);
    if (mode.kind === "known" && mode.value === "PAY_PER_REQUEST") return compliant();
    return scalingTargets(table, configuration).length > 0
      ? compliant()
      : violation("its capacity is fixed, and no autoscaling target is for it");
  },
};
