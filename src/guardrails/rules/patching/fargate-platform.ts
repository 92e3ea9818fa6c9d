import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { needsOneOf } from "../lib/expect";

/** Tasks start on the newest platform. */
export const fargatePlatform: Rule = {
  id: "patching-fargate-platform",
  title: "Fargate services use the latest platform version",
  pack: "patching",
  controls: [...securityHub("ECS.10"), ...pciDss("6.3.3")],
  shows: "Each task starts on the newest patched host software.",
  limits: "A task that runs for long keeps what it started on until AWS retires it. Its image is its own.",
  rationale: "A pinned platform is patched no more when the next one is out.",
  remedy: 'take platform_version away or set it to "LATEST"',
  types: ["aws_ecs_service"],
  check: (service) => needsOneOf(service, "platform_version", ["LATEST"], "LATEST"),
};
