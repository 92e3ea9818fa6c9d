/** CPU units (1024 are one vCPU) and memory in MiB of a Fargate task. */
export interface FargateSize {
  readonly cpu: number;
  readonly memory: number;
}

const range = (from: number, to: number, step: number): number[] =>
  Array.from({ length: (to - from) / step + 1 }, (_, index) => from + index * step);

const GIB = 1024;

/** The pairs that Fargate takes (ECS developer guide, "Task CPU and memory", Linux). */
const MEMORY_BY_CPU: ReadonlyMap<number, readonly number[]> = new Map([
  [256, [512, GIB, 2 * GIB]],
  [512, range(GIB, 4 * GIB, GIB)],
  [1024, range(2 * GIB, 8 * GIB, GIB)],
  [2048, range(4 * GIB, 16 * GIB, GIB)],
  [4096, range(8 * GIB, 30 * GIB, GIB)],
  [8192, range(16 * GIB, 60 * GIB, 4 * GIB)],
  [16384, range(32 * GIB, 120 * GIB, 8 * GIB)],
]);

/** The problem of a task size; `undefined` if Fargate supports it. */
export function fargateSizeProblem({ cpu, memory }: FargateSize): string | undefined {
  const memories = MEMORY_BY_CPU.get(cpu);
  if (memories === undefined) {
    return `cpu ${cpu} is no Fargate size: ${[...MEMORY_BY_CPU.keys()].join(", ")} units are`;
  }
  if (memories.includes(memory)) return undefined;
  return `memory ${memory} does not go with cpu ${cpu}: ${listed(memories)} MiB do`;
}

function listed(values: readonly number[]): string {
  const [first, second, ...rest] = values;
  const last = rest.at(-1);
  if (first === undefined || second === undefined || last === undefined || rest.length < 3)
    return values.join(", ");
  return `${first} to ${last} in steps of ${second - first}`;
}
