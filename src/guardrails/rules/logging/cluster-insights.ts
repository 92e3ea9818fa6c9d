import type { Rule } from "../../rule";
import { securityHub, unknown, violation } from "../../rule";
import { needsOneOf } from "../lib/expect";

/** Clusters measure their tasks. */
export const clusterInsights: Rule = {
  id: "logging-cluster-insights",
  title: "ECS clusters have Container Insights",
  pack: "logging",
  controls: securityHub("ECS.12"),
  rationale: "How many tasks run, and why they stopped, is measured by Container Insights only.",
  remedy: 'add setting { name = "containerInsights", value = "enabled" } (or "enhanced")',
  types: ["aws_ecs_cluster"],
  check: (cluster) => {
    const settings = cluster.blocks("setting");
    const found = settings.find((setting) => setting.text("name") === "containerInsights");
    if (found !== undefined) return needsOneOf(found, "value", ["enabled", "enhanced"]);
    return settings.some((setting) => setting.get("name").kind === "unknown")
      ? unknown("its settings cannot be seen")
      : violation("it has no setting containerInsights");
  },
};
