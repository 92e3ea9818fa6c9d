import { textOf } from "../../model/json";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import { compliant, notApplicable, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";
import { zoneOf } from "../lib/zones";
import { isSet } from "../lib/expect";

const MEMBERS: Readonly<Record<string, string>> = {
  aws_docdb_cluster: "aws_docdb_cluster_instance",
  aws_neptune_cluster: "aws_neptune_cluster_instance",
  aws_rds_cluster: "aws_rds_cluster_instance",
};

/** Clusters have an instance in two zones at least. */
export const databaseInstances: Rule = {
  id: "high-availability-database-instances",
  title: "Database clusters have instances in two zones",
  pack: "high-availability",
  controls: securityHub("RDS.15"),
  rationale: "A cluster of one instance is down for ten minutes when its zone is; with a reader for seconds.",
  remedy: "add a second instance, in another availability_zone",
  types: Object.keys(MEMBERS),
  check: (cluster, configuration) => {
    // A multi-AZ cluster of RDS has its three instances by itself; serverless v1 has none to name.
    const size = isSet(cluster, "db_cluster_instance_class");
    if (size || cluster.text("engine_mode") === "serverless") return compliant();
    const type = MEMBERS[cluster.type] as string;
    const { found, unclear } = companions(configuration, cluster, type, "cluster_identifier");
    if (unclear.length > 0) return unknown(`its instances may be ${unclear.join(", ")}`);
    // A secondary cluster of a global database may wait without instances.
    if (found.length === 0 && isSet(cluster, "global_cluster_identifier")) return notApplicable();
    const counts = found.map(countOf);
    if (counts.includes("unknown")) return unknown("how many instances it has cannot be seen");
    const count = counts.reduce<number>((sum, one) => sum + Number(one), 0);
    if (count < 2) return violation(`it has ${count} instance${count === 1 ? "" : "s"}`);
    const zones = found.map(zoneOf);
    // Where a zone is not written, AWS places the instance in one that has none.
    const same = zones.every((zone) => zone !== undefined && zone === zones[0]);
    return same ? violation(`all of its instances are in ${zones[0] as string}`) : compliant();
  },
};

function countOf(instance: Resource): number | "unknown" {
  const each = instance.get("for_each");
  if (each.kind === "unknown") return "unknown";
  if (each.kind === "known") return Object.keys(Object(each.value) as object).length;
  const count = instance.get("count");
  return count.kind === "known" ? Number(textOf(count.value)) : count.kind === "absent" ? 1 : "unknown";
}
