import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, pciDss, securityHub, unknown, verdict } from "../../rule";
import { containersOf } from "../lib/containers";
import { isSet } from "../lib/expect";
import { written } from "../lib/written";

/** Where a task may be given a namespace of its host. */
const NAMESPACES = ["ipc_mode", "network_mode", "pid_mode"];
/** The one capability that Fargate adds: it reaches the task's own processes. */
const OWN_PROCESSES = "SYS_PTRACE";

/** Containers have no rights on their host and cannot change themselves. */
export const containers: Rule = {
  id: "least-privilege-containers",
  title: "Containers are unprivileged and read-only",
  pack: "least-privilege",
  controls: [...securityHub("ECS.3", "ECS.4", "ECS.5", "ECS.17"), ...pciDss("2.2.6")],
  shows:
    "A container that is taken over cannot write to its root file system; it is not privileged, and has no namespace, folder or added capability (but SYS_PTRACE) that reaches its host.",
  limits:
    "Whether it runs as root is in its image unless user is set. The capabilities that it has by default, devices of the host, and what it mounts to write are not looked at.",
  rationale: "What an attacker cannot write to, an attacker cannot run from.",
  remedy:
    "set readonlyRootFilesystem to true, with volumes where it writes, and privileged to false; take host_path, host as a mode and added capabilities away",
  types: ["aws_ecs_task_definition"],
  check: (task) => {
    const found = containersOf(task);
    const own = ofTask(task);
    return combine(
      found === undefined
        ? [own, unknown("its container_definitions cannot be seen")]
        : [own, ...found.map(ofContainer)],
    );
  },
};

function ofContainer(container: View): Verdict {
  const name = container.text("name") ?? "a container";
  const readOnly = container.flag("readonlyRootFilesystem", false);
  const privileged = container.flag("privileged", false);
  const added = container.items("linuxParameters.capabilities.add");
  const more = added.flatMap((one) =>
    one.kind === "known" && one.value !== OWN_PROCESSES ? [written(one)] : [],
  );
  return verdict(
    [
      ...(readOnly === false ? [`${name} has a root file system that it can write to`] : []),
      ...(privileged === true ? [`${name} is privileged`] : []),
      ...(more.length > 0 ? [`${name} is given ${more.join(", ")}`] : []),
    ],
    readOnly === "unknown" || privileged === "unknown" || added.some(({ kind }) => kind === "unknown")
      ? [`the rights of ${name} cannot be seen`]
      : [],
  );
}

/** What a task is given of its host: namespaces, and folders as volumes. */
function ofTask(task: Resource): Verdict {
  const asked = [
    ...NAMESPACES.map((path) => ({ what: path, value: task.get(path), wrong: "host" })),
    ...task
      .blocks("volume")
      .filter((volume) => isSet(volume, "host_path"))
      .map((volume) => ({ what: "host_path of a volume", value: volume.get("host_path"), wrong: undefined })),
  ];
  const wrongs = asked.filter(
    ({ value, wrong }) => value.kind === "known" && (wrong === undefined || value.value === wrong),
  );
  // What is not written, and a plan does not know yet, is AWS's default: none of the host's.
  const unseen = asked.filter(({ value }) => value.kind === "unknown" && value.references.length > 0);
  const say = ({ what, value }: (typeof asked)[number]): string => `${what} is ${written(value)}`;
  return verdict(wrongs.map(say), unseen.map(say));
}
