import type { Rule } from "../../rule";
import { notApplicable, verdict } from "../../rule";

/** Cluster mode needs failover; several zones need replicas. */
export const cacheClusterMode: Rule = {
  id: "apply-cache-cluster-mode",
  title: "Caches in cluster mode have failover, those in several zones replicas",
  pack: "apply",
  controls: [],
  rationale: "ElastiCache refuses cluster mode without failover, and several zones without a node for each.",
  remedy: "set automatic_failover_enabled to true, and replicas_per_node_group to 1 or more",
  types: ["aws_elasticache_replication_group"],
  check: (cache) => {
    const failover = cache.flag("automatic_failover_enabled", false);
    const zones = cache.flag("multi_az_enabled", false);
    const groups = cache.number("num_node_groups", 1);
    const clustered = cache.text("cluster_mode") === "enabled" || (typeof groups === "number" && groups > 1);
    const replicas = cache.number("replicas_per_node_group", undefined);
    const nodes = cache.number("num_cache_clusters", undefined);
    if (!clustered && groups !== "unknown" && failover === false && zones === false) return notApplicable();
    const lonely =
      typeof replicas === "number"
        ? replicas < 1
        : typeof nodes === "number"
          ? nodes < 2
          : replicas === undefined && nodes === undefined;
    const hidden = [failover, zones, groups, replicas, nodes].includes("unknown");
    return verdict(
      [
        ...(clustered && failover === false
          ? ["it is in cluster mode and automatic_failover_enabled is not true"]
          : []),
        ...(zones === true && failover === false
          ? ["multi_az_enabled is true and automatic_failover_enabled is not"]
          : []),
        ...(lonely && (zones === true || (failover === true && !clustered))
          ? ["it fails over and has no replica"]
          : []),
      ],
      hidden ? ["whether its mode, failover and replicas go together cannot be seen"] : [],
    );
  },
};
