import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { scalingTargets } from "../lib/autoscaling";
import { ignores } from "../lib/lifecycle";

/** Terraform leaves to autoscaling what autoscaling decides. */
export const desiredCount: Rule = {
  id: "apply-desired-count",
  title: "Services that autoscale ignore changes of desired_count",
  pack: "apply",
  controls: [],
  rationale: "Otherwise every apply sets the count back, in the middle of the day's load.",
  remedy: "add desired_count to lifecycle.ignore_changes",
  types: ["aws_ecs_service"],
  check: (service, configuration) => {
    if (scalingTargets(service, configuration).length === 0) return notApplicable();
    const ignored = ignores(service, "desired_count", configuration);
    if (ignored === "unknown") return unknown(`a ${configuration.kind} does not show lifecycle settings`);
    return ignored
      ? compliant()
      : violation("it autoscales and lifecycle.ignore_changes lacks desired_count");
  },
};
