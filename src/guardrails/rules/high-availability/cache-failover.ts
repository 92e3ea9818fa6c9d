import type { Rule } from "../../rule";
import { combine, securityHub } from "../../rule";
import { needs } from "../lib/expect";

/** Caches fail over to another zone. */
export const cacheFailover: Rule = {
  id: "high-availability-cache-failover",
  title: "Caches fail over to another zone by themselves",
  pack: "high-availability",
  controls: securityHub("ElastiCache.3"),
  rationale: "Without failover a lost node takes its sessions with it until somebody replaces it.",
  remedy: "set automatic_failover_enabled and multi_az_enabled to true, with a replica in each group",
  types: ["aws_elasticache_replication_group"],
  check: (cache) =>
    combine([
      needs(cache, "automatic_failover_enabled", true, false),
      needs(cache, "multi_az_enabled", true, false),
    ]),
};
