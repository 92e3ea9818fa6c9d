import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { notApplicable, unknown, verdict } from "../../rule";

const GIB = 1024;

/** CPU units, and the MiB of memory that go with them: least, most, step (ECS developer guide, Linux). */
const SIZES: Readonly<Record<number, readonly [least: number, most: number, step: number]>> = {
  256: [512, 2 * GIB, 512],
  512: [GIB, 4 * GIB, GIB],
  1024: [2 * GIB, 8 * GIB, GIB],
  2048: [4 * GIB, 16 * GIB, GIB],
  4096: [8 * GIB, 30 * GIB, GIB],
  8192: [16 * GIB, 60 * GIB, 4 * GIB],
  16384: [32 * GIB, 120 * GIB, 8 * GIB],
};

/** Fargate tasks have a size that there is. */
export const fargateSize: Rule = {
  id: "apply-fargate-size",
  title: "CPU and memory of Fargate tasks are a pair that Fargate takes",
  pack: "apply",
  controls: [],
  rationale: "ECS refuses any other pair when the task definition is registered.",
  remedy: "choose a pair: 256 with 512 to 2048 MiB, 512 with 1 to 4 GiB, 1024 with 2 to 8 GiB, and so on",
  types: ["aws_ecs_task_definition"],
  check: (task) => {
    const launches = task.items("requires_compatibilities");
    if (launches.some(({ kind }) => kind === "unknown")) return unknown("what it runs on cannot be seen");
    if (!launches.some((launch) => launch.kind === "known" && launch.value === "FARGATE"))
      return notApplicable();
    const [cpu, memory] = ["cpu", "memory"].map((path) => amount(task.get(path)));
    if (cpu === undefined || memory === undefined) return verdict(["cpu or memory is not set"]);
    if (cpu === "unknown" || memory === "unknown") return unknown("cpu or memory cannot be seen");
    const size = SIZES[cpu];
    if (size === undefined)
      return verdict([`cpu ${cpu} is no Fargate size: ${Object.keys(SIZES).join(", ")} are`]);
    const [least, most, step] = size;
    // 256 units take 512, 1024 and 2048 MiB: no 1536.
    const fits =
      memory >= least && memory <= most && (memory - least) % step === 0 && !(cpu === 256 && memory === 1536);
    return verdict(fits ? [] : [`memory ${memory} does not go with cpu ${cpu}: ${least} to ${most} MiB do`]);
  },
};

/** Units and MiB as numbers: ECS also takes `1 vCPU` and `2 GB`, times 1024. */
function amount(value: ReturnType<Parameters<Rule["check"]>[0]["get"]>): number | "unknown" | undefined {
  if (value.kind === "absent") return undefined;
  if (value.kind === "unknown") return "unknown";
  const found = /^([\d.]+)\s*(vcpu|gb)?$/i.exec(textOf(value.value));
  return found === null ? "unknown" : Number(found[1]) * (found[2] === undefined ? 1 : GIB);
}
