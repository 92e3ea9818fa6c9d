import { isList } from "../../model/json";
import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { ignores } from "../lib/lifecycle";

const ZONES = 3;

/** Aurora's storage is in three zones, whatever is asked. */
export const auroraZones: Rule = {
  id: "apply-aurora-zones",
  title: "Aurora clusters name no zones, or three",
  pack: "apply",
  controls: [],
  rationale: "Aurora takes three zones; with fewer written, every later plan replaces the cluster.",
  remedy: "take availability_zones away, and place the instances instead",
  types: ["aws_rds_cluster"],
  check: (cluster, configuration) => {
    const zones = cluster.get("availability_zones");
    if (zones.kind === "absent") return compliant();
    if (cluster.text("engine")?.startsWith("aurora") === false) return notApplicable();
    // A plan and a state show the zones that AWS chose as well.
    if (configuration.kind !== "configuration" && cluster.references("availability_zones").length === 0)
      return notApplicable();
    if (ignores(cluster, "availability_zones", configuration) === true) return compliant();
    if (zones.kind === "unknown") {
      const count = cluster.items("availability_zones").length;
      return count >= ZONES ? compliant() : unknown(`availability_zones is ${zones.expression}`);
    }
    const count = isList(zones.value) ? zones.value.length : 0;
    return count === 0 || count >= ZONES ? compliant() : violation(`availability_zones names ${count}`);
  },
};
