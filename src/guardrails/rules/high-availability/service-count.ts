import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import { notApplicable } from "../../rule";
import { needsAtLeast } from "../lib/expect";
import { scalingTargets } from "../lib/autoscaling";

/** Services behind a load balancer run two tasks at least. */
export const serviceCount: Rule = {
  id: "high-availability-service-count",
  title: "Services that answer requests run two tasks at least",
  pack: "high-availability",
  controls: [],
  rationale: "One task is in one zone, and gone while it is replaced.",
  remedy: "set min_capacity of its autoscaling target, or desired_count, to 2 or more",
  types: ["aws_ecs_service", "aws_appautoscaling_target"],
  check: (resource, configuration) => {
    if (resource.type === "aws_appautoscaling_target") {
      const services = configuration
        .targets(resource, "resource_id")
        .filter(({ type }) => type === "aws_ecs_service");
      return services.some(answers) ? needsAtLeast(resource, "min_capacity", 2, 0) : notApplicable();
    }
    return answers(resource) && !isScaled(resource, configuration)
      ? needsAtLeast(resource, "desired_count", 2, 0)
      : notApplicable();
  },
};

const answers = (service: Resource): boolean =>
  service.blocks("load_balancer").length > 0 && service.text("scheduling_strategy") !== "DAEMON";

const isScaled = (service: Resource, configuration: Configuration): boolean =>
  scalingTargets(service, configuration).length > 0;
