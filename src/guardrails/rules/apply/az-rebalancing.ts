import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";

/** Rebalancing starts the new task before it stops the old one. */
export const azRebalancing: Rule = {
  id: "apply-az-rebalancing",
  title: "Services that rebalance zones may run more tasks than desired",
  pack: "apply",
  controls: [],
  rationale: "ECS refuses rebalancing at a maximum of 100 percent: it could move no task.",
  remedy: "set deployment_maximum_percent above 100, or availability_zone_rebalancing to DISABLED",
  types: ["aws_ecs_service"],
  check: (service) => {
    const rebalancing = service.get("availability_zone_rebalancing");
    if (rebalancing.kind === "absent" || (rebalancing.kind === "known" && rebalancing.value !== "ENABLED"))
      return compliant();
    const most = service.number("deployment_maximum_percent", 200);
    if (most !== "unknown" && most > 100) return compliant();
    return most === "unknown" || rebalancing.kind === "unknown"
      ? unknown("whether rebalancing and deployment_maximum_percent go together cannot be seen")
      : violation(`availability_zone_rebalancing is ENABLED and deployment_maximum_percent ${most}`);
  },
};
