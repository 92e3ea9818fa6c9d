import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { needs } from "../lib/expect";

/** Databases, caches and brokers take minor versions by themselves. The provider's default of each. */
const DEFAULTS: Readonly<Record<string, boolean>> = {
  aws_db_instance: true,
  aws_elasticache_replication_group: true,
  aws_mq_broker: false,
  aws_neptune_cluster_instance: true,
  aws_rds_cluster_instance: true,
};

/** Security patches of engines come by themselves. */
export const minorVersions: Rule = {
  id: "patching-minor-versions",
  title: "Databases, caches and brokers take minor versions by themselves",
  pack: "patching",
  controls: [...securityHub("RDS.13", "ElastiCache.2", "MQ.3"), ...pciDss("6.3.3")],
  shows: "AWS installs minor versions, security patches with them, in the maintenance window.",
  limits: "AWS picks which versions and when; that critical ones are in within a month is to be watched.",
  rationale: "A patch that somebody has to remember is a patch that is late.",
  remedy: "set auto_minor_version_upgrade to true",
  types: Object.keys(DEFAULTS),
  check: (resource) =>
    needs(resource, "auto_minor_version_upgrade", true, DEFAULTS[resource.type] as boolean),
};
