import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";

/** The circuit breaker is ECS's own. */
export const deploymentController: Rule = {
  id: "apply-deployment-controller",
  title: "A circuit breaker goes with the deployment controller ECS only",
  pack: "apply",
  controls: [],
  rationale: "ECS refuses it for services that CodeDeploy or another controller deploys.",
  remedy: "take deployment_circuit_breaker away, and let CodeDeploy roll back",
  types: ["aws_ecs_service"],
  check: (service) => {
    const breaker = service.flag("deployment_circuit_breaker.enable", false);
    const controller = service.get("deployment_controller.type");
    const type = controller.kind === "known" ? textOf(controller.value) : "ECS";
    if (breaker === false || (controller.kind !== "unknown" && type === "ECS")) return compliant();
    if (breaker === "unknown" || controller.kind === "unknown")
      return unknown("whether its breaker and its controller go together cannot be seen");
    return violation(`deployment_circuit_breaker is enabled and deployment_controller is ${type}`);
  },
};
