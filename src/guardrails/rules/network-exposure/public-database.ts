import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub, unknown, violation } from "../../rule";

/** The provider's default of publicly_accessible. */
const DEFAULTS: Readonly<Record<string, boolean>> = {
  aws_db_instance: false,
  aws_docdb_cluster_instance: false,
  aws_neptune_cluster_instance: false,
  aws_rds_cluster_instance: false,
  aws_redshift_cluster: true,
};

/** No database has a public address. */
export const publicDatabase: Rule = {
  id: "network-exposure-public-database",
  title: "No database is publicly accessible",
  pack: "network-exposure",
  controls: [...securityHub("RDS.2"), ...pciDss("1.4.4")],
  shows: "The database has no address on the internet.",
  limits:
    "Who reaches it inside the network is for its security groups to say. Which databases store account data is not seen.",
  rationale: "A database that the internet can reach is one password away from being read.",
  remedy: "set publicly_accessible to false",
  types: Object.keys(DEFAULTS),
  check: (database) => {
    const open = database.flag("publicly_accessible", DEFAULTS[database.type] as boolean);
    if (open === "unknown") return unknown("publicly_accessible cannot be seen");
    if (!open) return compliant();
    const written = database.get("publicly_accessible").kind !== "absent";
    return violation(`publicly_accessible is ${written ? "true" : "not set, which means true"}`);
  },
};
