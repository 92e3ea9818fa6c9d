/** The two capacity providers of Fargate; a strategy of theirs takes no others (ECS CreateService). */
export const CAPACITY_PROVIDERS = { fargate: "FARGATE", spot: "FARGATE_SPOT" } as const;

export type CapacityKind = keyof typeof CAPACITY_PROVIDERS;

/** How tasks spread over Fargate and Fargate Spot: the weights 4 and 1 make Spot 20 %. */
export interface CapacityStrategy {
  /** 0 to 1,000; a kind of weight 0 gets no task. */
  readonly fargate: number;
  /** 0 to 1,000. */
  readonly spot: number;
  /** How many tasks one kind gets before the weights count, 0 to 100,000. Only one kind has a base. */
  readonly base?: Readonly<Partial<Record<CapacityKind, number>>>;
}

export type Placement = Readonly<Record<CapacityKind, number>>;

/** The tasks on Spot when `count` tasks run. Shares are fractions of 1. */
export interface SpotShare {
  readonly count: number;
  /** What the model places there. */
  readonly tasks: number;
  readonly share: number;
  /** The smallest share that ECS's documentation leaves open; see `placeTasks`. */
  readonly least: number;
  /** The largest. */
  readonly most: number;
}

/** ECS API, CapacityProviderStrategyItem, "Valid Range". */
const LIMITS = { weight: 1000, base: 100_000 };
const KINDS: readonly CapacityKind[] = ["fargate", "spot"];

/** All problems of a capacity provider strategy; none if ECS accepts it. */
export function capacityProblems(strategy: CapacityStrategy): string[] {
  const based = KINDS.filter((kind) => baseOf(strategy, kind) !== 0);
  const problems = KINDS.flatMap((kind) => [
    ...rangeProblem(`the weight of ${kind}`, strategy[kind], LIMITS.weight),
    ...rangeProblem(`the base of ${kind}`, baseOf(strategy, kind), LIMITS.base),
  ]);
  if (strategy.fargate === 0 && strategy.spot === 0)
    problems.push("the weights of fargate and spot are both 0: one must be above, or ECS places no task");
  if (based.length > 1) problems.push("fargate and spot both have a base: ECS takes one in a strategy");
  for (const kind of based)
    if (strategy[kind] === 0)
      problems.push(`${kind} has a base and the weight 0: ECS places no task on a kind without weight`);
  return problems;
}

/** The strategy as a service or a task takes it: kinds that get no task are left out. */
export function capacityProviderStrategy(
  strategy: CapacityStrategy,
): { capacityProvider: string; weight: number; base?: number }[] {
  return KINDS.filter((kind) => strategy[kind] > 0).map((kind) => {
    const base = baseOf(strategy, kind);
    return {
      capacityProvider: CAPACITY_PROVIDERS[kind],
      weight: strategy[kind],
      ...(base > 0 && { base }),
    };
  });
}

/**
 * How ECS spreads `count` tasks of a service.
 *
 * Documented (ECS API, CapacityProviderStrategyItem): the base comes first, at most one kind has one;
 * what is left goes by the weights, "for every one task on A, four on B" for 1 and 4; a kind of weight
 * 0 gets none.
 * Assumed, since AWS does not say it: what the weights do not divide evenly goes task by task to the
 * kind that is farthest below its share, and to Fargate when both are equally far. Any count within
 * one task of the weights agrees with the documentation; `spotShares` tells these bounds.
 * Not in it: Spot that has no capacity. ECS does not put Fargate in its place, so fewer tasks run then.
 *
 * @throws RangeError for a strategy that ECS refuses, and for a count that is no whole number from 0
 */
export function placeTasks(strategy: CapacityStrategy, count: number): Placement {
  const { base, ideal } = dealt(strategy, count);
  // The nearest whole number; from exactly the middle to Fargate.
  const spot = base.spot + Math.ceil(ideal - 0.5);
  return { fargate: count - spot, spot };
}

/**
 * The share of Spot at each count from `from` to `to`, both included.
 * @throws RangeError as `placeTasks`
 */
export function spotShares(strategy: CapacityStrategy, from: number, to: number): SpotShare[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => {
    const count = from + index;
    const { base, ideal } = dealt(strategy, count);
    const share = (tasks: number) => (count === 0 ? 0 : tasks / count);
    const { spot } = placeTasks(strategy, count);
    return {
      count,
      tasks: spot,
      share: share(spot),
      least: share(base.spot + Math.floor(ideal)),
      most: share(base.spot + Math.ceil(ideal)),
    };
  });
}

/** The tasks of the base, and the exact share of Spot in the other tasks: seldom a whole number. */
function dealt(strategy: CapacityStrategy, count: number): { base: Placement; ideal: number } {
  const problems = [...capacityProblems(strategy), ...rangeProblem("the count", count, Infinity)];
  if (problems.length > 0) throw new RangeError(problems.join("; "));
  const base = {
    fargate: Math.min(count, baseOf(strategy, "fargate")),
    spot: Math.min(count, baseOf(strategy, "spot")),
  };
  const left = count - base.fargate - base.spot;
  return { base, ideal: (left * strategy.spot) / (strategy.fargate + strategy.spot) };
}

function baseOf({ base }: CapacityStrategy, kind: CapacityKind): number {
  return base?.[kind] ?? 0;
}

function rangeProblem(what: string, value: number, limit: number): string[] {
  if (Number.isInteger(value) && value >= 0 && value <= limit) return [];
  const allowed = limit === Infinity ? "0 and up" : `0 to ${limit}`;
  return [`${what} is ${value}: a whole number, ${allowed}, is allowed`];
}
