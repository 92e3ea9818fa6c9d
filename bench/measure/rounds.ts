import { type Usage } from "./process";

/** What of several rounds counts. */
export interface Figure {
  /** ms; what disturbs a machine only ever adds to it. */
  readonly min: number;
  readonly median: number;
  /** ms of the Node process, the least. */
  readonly cpu: number;
  /** MB, the most. */
  readonly memory: number;
}

/**
 * Runs each contestant in turn, round by round, so that whatever else the machine does hits all alike.
 * @param rounds how many of each are counted; one more of each, before, is not
 */
export function interleaved<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => Usage>>,
): Record<Name, Figure> {
  const names = Object.keys(contestants) as Name[];
  const usages = Object.fromEntries(names.map((name) => [name, [] as Usage[]])) as Record<Name, Usage[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const usage = contestants[name]();
      if (round > 0) usages[name].push(usage);
    }
  }
  return Object.fromEntries(names.map((name) => [name, figure(usages[name])])) as Record<Name, Figure>;
}

export function figure(usages: readonly Usage[]): Figure {
  const walls = usages.map(({ wall }) => wall).sort((a, b) => a - b);
  return {
    min: walls[0] ?? NaN,
    median: walls[Math.floor(walls.length / 2)] ?? NaN,
    cpu: Math.min(...usages.map(({ cpu }) => cpu)),
    memory: Math.max(...usages.map(({ memory }) => memory)),
  };
}
