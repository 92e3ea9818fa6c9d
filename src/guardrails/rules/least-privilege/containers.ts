import type { Rule } from "../../rule";
import { combine, compliant, pciDss, securityHub, unknown, verdict } from "../../rule";
import { containersOf } from "../lib/containers";

/** Containers have no rights on their host and cannot change themselves. */
export const containers: Rule = {
  id: "least-privilege-containers",
  title: "Containers are unprivileged and read-only",
  pack: "least-privilege",
  controls: [...securityHub("ECS.4", "ECS.5"), ...pciDss("2.2.6")],
  shows: "A container that is taken over can change neither its own programs nor its host.",
  limits: "Whether it runs as root is in its image unless user is set; what it mounts to write is its own.",
  rationale: "What an attacker cannot write to, an attacker cannot run from.",
  remedy: "set readonlyRootFilesystem to true, with volumes where it writes, and privileged to false",
  types: ["aws_ecs_task_definition"],
  check: (task) => {
    const found = containersOf(task);
    if (found === undefined) return unknown("its container_definitions cannot be seen");
    return combine(
      found.map((container) => {
        const name = container.text("name") ?? "a container";
        const readOnly = container.flag("readonlyRootFilesystem", false);
        const privileged = container.flag("privileged", false);
        if (readOnly === true && privileged === false) return compliant();
        return verdict(
          [
            ...(readOnly === false ? [`${name} has a root file system that it can write to`] : []),
            ...(privileged === true ? [`${name} is privileged`] : []),
          ],
          readOnly === "unknown" || privileged === "unknown" ? [`the rights of ${name} cannot be seen`] : [],
        );
      }),
    );
  },
};
