import fc from "fast-check";
import { fargateSizeProblem } from "../../../src/constructs/compute/fargate-size";

/** ECS developer guide, "Task CPU and memory" for Linux: MiB by CPU units, first, last and step in GiB. */
const GUIDE: readonly (readonly [cpu: number, memories: number[]])[] = [
  [256, [512, 1024, 2048]],
  [512, [1024, 2048, 3072, 4096]],
  [1024, [2048, 3072, 4096, 5120, 6144, 7168, 8192]],
  [2048, gibs(4, 16, 1)],
  [4096, gibs(8, 30, 1)],
  [8192, gibs(16, 60, 4)],
  [16384, gibs(32, 120, 8)],
];

function gibs(from: number, to: number, step: number): number[] {
  const values = [];
  for (let gib = from; gib <= to; gib += step) values.push(gib * 1024);
  return values;
}

test.each(GUIDE)("cpu %d takes exactly the guide's memories", (cpu, memories) => {
  const asked = [...new Set([...GUIDE.flatMap(([, all]) => all), 1, 256, 768, 31 * 1024, 128 * 1024])];
  for (const memory of asked) {
    const problem = fargateSizeProblem({ cpu, memory });
    if (memories.includes(memory)) expect({ memory, problem }).toEqual({ memory, problem: undefined });
    else expect(problem).toContain(`memory ${memory} does not go with cpu ${cpu}: `);
  }
});

test("nothing else is taken", () => {
  const valid = new Set(GUIDE.flatMap(([cpu, memories]) => memories.map((memory) => `${cpu}/${memory}`)));
  const cpu = fc.oneof(
    fc.constantFrom(...GUIDE.map(([units]) => units)),
    fc.integer({ min: -1, max: 20000 }),
  );
  fc.assert(
    fc.property(cpu, fc.integer({ min: -1, max: 130_000 }), (units, memory) => {
      const isTaken = fargateSizeProblem({ cpu: units, memory }) === undefined;
      expect(isTaken).toBe(valid.has(`${units}/${memory}`));
    }),
    { numRuns: 2000 },
  );
});

test("a wrong size is told what is right", () => {
  expect(fargateSizeProblem({ cpu: 300, memory: 512 })).toBe(
    "cpu 300 is no Fargate size: 256, 512, 1024, 2048, 4096, 8192, 16384 units are",
  );
  expect(fargateSizeProblem({ cpu: 256, memory: 4096 })).toBe(
    "memory 4096 does not go with cpu 256: 512, 1024, 2048 MiB do",
  );
  expect(fargateSizeProblem({ cpu: 8192, memory: 1024 })).toBe(
    "memory 1024 does not go with cpu 8192: 16384 to 61440 in steps of 4096 MiB do",
  );
});
