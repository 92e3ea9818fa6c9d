import type { Rule } from "../../rule";
import { isSet } from "../lib/expect";
import { compliant, verdict } from "../../rule";

/** A service has a launch type or a strategy. */
export const serviceLaunch: Rule = {
  id: "apply-service-launch",
  title: "A service has a launch type or a capacity provider strategy, not both",
  pack: "apply",
  controls: [],
  rationale: "ECS refuses both together when the service is made.",
  remedy: "take launch_type away where there is a capacity_provider_strategy",
  types: ["aws_ecs_service"],
  check: (service) => {
    const launch = service.get("launch_type");
    const strategies = service.blocks("capacity_provider_strategy");
    if (!isSet(service, "launch_type") || strategies.length === 0) return compliant();
    const hidden =
      launch.kind === "unknown" || strategies.every((one) => one.get("capacity_provider").kind === "unknown");
    const said = "it has launch_type and capacity_provider_strategy";
    return hidden ? verdict([], [`${said}, one of which may come to nothing`]) : verdict([said]);
  },
};
