import type { Rule } from "../../rule";
import { pciDss, securityHub, unknown, verdict } from "../../rule";
import { containersOf } from "../lib/containers";

/** Containers log to somewhere. */
export const containerLogs: Rule = {
  id: "logging-container-logs",
  title: "Every container has a log",
  pack: "logging",
  controls: [...securityHub("ECS.9"), ...pciDss("10.2.1")],
  shows: "What each container of the task writes is given to a log driver.",
  limits:
    "Which driver is not judged: some keep the log on the host. Whether the application writes who did what (10.2.1.1 to 10.2.2) is the application's part.",
  rationale: "Without one, what a container said is gone with it.",
  remedy: "set logConfiguration in every container",
  types: ["aws_ecs_task_definition"],
  check: (task) => {
    const containers = containersOf(task);
    if (containers === undefined) return unknown("its container_definitions cannot be seen");
    const names = (kind: "absent" | "unknown"): string[] =>
      containers
        .filter((container) => container.get("logConfiguration.logDriver").kind === kind)
        .map((container) => container.text("name") ?? "a container");
    return verdict(
      names("absent").map((name) => `${name} has no logConfiguration`),
      names("unknown").map((name) => `the log of ${name} cannot be seen`),
    );
  },
};
