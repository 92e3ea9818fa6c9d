import type { Rule } from "../../rule";
import { notApplicable, securityHub } from "../../rule";
import { isSet, needs } from "../lib/expect";

/** Instances have a standby in another zone. */
export const databaseMultiAz: Rule = {
  id: "high-availability-database-multi-az",
  title: "RDS instances are multi-AZ",
  pack: "high-availability",
  controls: securityHub("RDS.5"),
  rationale: "A single instance is restored from a backup when its zone fails, by hand and with loss.",
  remedy: "set multi_az to true",
  types: ["aws_db_instance"],
  check: (instance) =>
    // A replica for reading is what others can do without.
    isSet(instance, "replicate_source_db") ? notApplicable() : needs(instance, "multi_az", true, false),
};
