import type { Rule } from "../../rule";
import { combine, compliant, notApplicable } from "../../rule";
import { needs } from "../lib/expect";

/** A deployment that fails goes back by itself. */
export const deploymentRollback: Rule = {
  id: "high-availability-deployment-rollback",
  title: "Services roll failed deployments back",
  pack: "high-availability",
  controls: [],
  rationale: "Without it ECS starts failing tasks for ever, and nobody is told.",
  remedy: "add deployment_circuit_breaker (or alarms) with enable and rollback true",
  types: ["aws_ecs_service"],
  check: (service) => {
    // CodeDeploy and others have a way of their own.
    if ((service.text("deployment_controller.type") ?? "ECS") !== "ECS") return notApplicable();
    const alarms = service.flag("alarms.enable", false) === true && service.flag("alarms.rollback", false);
    if (alarms === true) return compliant();
    const at = "deployment_circuit_breaker";
    return combine([
      needs(service, `${at}.enable`, true, false),
      needs(service, `${at}.rollback`, true, false),
    ]);
  },
};
