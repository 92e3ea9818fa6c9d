/** The minimum and the median of several rounds, in ms. Other load on the machine only adds time: targets use the minimum. */
export interface Figure {
  readonly minimum: number;
  readonly median: number;
}

/**
 * Runs the contestants in turn, round by round, so that other load on the machine hits all of them alike.
 * @param rounds counted rounds; one more round before them is not counted
 */
export function interleaved<Name extends string>(
  rounds: number,
  contestants: Readonly<Record<Name, () => number>>,
): Record<Name, Figure> {
  const names = Object.keys(contestants) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round <= rounds; round++) {
    for (const name of names) {
      const time = contestants[name]();
      if (round > 0) times[name].push(time);
    }
  }
  return Object.fromEntries(names.map((name) => [name, figure(times[name])])) as Record<Name, Figure>;
}

function figure(times: readonly number[]): Figure {
  const sorted = [...times].sort((a, b) => a - b);
  return { minimum: sorted[0] ?? NaN, median: sorted[Math.floor(sorted.length / 2)] ?? NaN };
}
