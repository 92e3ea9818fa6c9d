import * as fc from "fast-check";
import {
  capacityProblems,
  capacityProviderStrategy,
  type CapacityStrategy,
  placeTasks,
  spotShares,
} from "../../../src/constructs/compute/capacity-model";

const weight = fc.integer({ min: 0, max: 1000 });
const base = fc.integer({ min: 0, max: 50 });
/** Strategies that ECS takes: weights not both 0, a base on one kind at most, and that one has weight. */
const strategies = fc
  .record({ fargate: weight, spot: weight, kind: fc.constantFrom("fargate", "spot", undefined), base })
  .map(({ fargate, spot, kind, base: tasks }): CapacityStrategy => {
    const weights = { fargate, spot };
    return kind === undefined ? weights : { ...weights, base: { [kind]: tasks } };
  })
  .filter((strategy) => capacityProblems(strategy).length === 0);
const counts = fc.integer({ min: 0, max: 5000 });
const spotOf = (strategy: CapacityStrategy, upTo: number) =>
  Array.from({ length: upTo }, (_, index) => placeTasks(strategy, index + 1).spot);

describe("placement, at every count", () => {
  test("is of whole tasks, and of as many as there are", () => {
    fc.assert(
      fc.property(strategies, counts, (strategy, count) => {
        const { fargate, spot } = placeTasks(strategy, count);
        expect(fargate + spot).toBe(count);
        expect(Number.isInteger(spot) && spot >= 0 && fargate >= 0).toBe(true);
      }),
    );
  });

  test("gives the base its tasks first, then follows the weights within one task", () => {
    fc.assert(
      fc.property(strategies, counts, (strategy, count) => {
        const placed = placeTasks(strategy, count);
        const all = strategy.fargate + strategy.spot;
        const based = { fargate: strategy.base?.fargate ?? 0, spot: strategy.base?.spot ?? 0 };
        const left = Math.max(0, count - based.fargate - based.spot);
        for (const kind of ["fargate", "spot"] as const) {
          expect(placed[kind]).toBeGreaterThanOrEqual(Math.min(count, based[kind]));
          const exact = Math.min(count, based[kind]) + (left * strategy[kind]) / all;
          expect(Math.abs(placed[kind] - exact)).toBeLessThan(1);
        }
      }),
    );
  });

  test("takes no task away from a kind when one is added", () => {
    fc.assert(
      fc.property(strategies, counts, (strategy, count) => {
        const [before, after] = [placeTasks(strategy, count), placeTasks(strategy, count + 1)];
        expect(after.fargate).toBeGreaterThanOrEqual(before.fargate);
        expect(after.spot).toBeGreaterThanOrEqual(before.spot);
      }),
    );
  });

  test("lies within the bounds that AWS's documentation leaves open", () => {
    fc.assert(
      fc.property(strategies, fc.integer({ min: 1, max: 200 }), (strategy, upTo) => {
        for (const { count, tasks, share, least, most } of spotShares(strategy, 1, upTo)) {
          expect(share).toBe(tasks / count);
          expect(share).toBeGreaterThanOrEqual(least);
          expect(share).toBeLessThanOrEqual(most);
          expect((most - least) * count).toBeLessThanOrEqual(1 + 1e-9);
        }
      }),
    );
  });

  test("gives nothing to a kind without weight", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), counts, (only, count) => {
        expect(placeTasks({ fargate: only, spot: 0 }, count)).toEqual({ fargate: count, spot: 0 });
        expect(placeTasks({ fargate: 0, spot: only }, count)).toEqual({ fargate: 0, spot: count });
      }),
    );
  });
});

describe("known strategies", () => {
  test("4 to 1 without a base: a fifth on Spot whenever it can be a whole number", () => {
    expect(spotOf({ fargate: 4, spot: 1 }, 10)).toEqual([0, 0, 1, 1, 1, 1, 1, 2, 2, 2]);
    for (const { share } of spotShares({ fargate: 4, spot: 1 }, 5, 50).filter(({ count }) => count % 5 === 0))
      expect(share).toBe(0.2);
  });

  test("1 to 1: from the middle the odd task goes to Fargate, which AWS does not promise", () => {
    expect(spotOf({ fargate: 1, spot: 1 }, 5)).toEqual([0, 1, 1, 2, 2]);
    expect(spotShares({ fargate: 1, spot: 1 }, 3, 3)).toEqual([
      { count: 3, tasks: 1, share: 1 / 3, least: 1 / 3, most: 2 / 3 },
    ]);
  });

  test("a base of 2 on Fargate with 1 to 3 after it", () => {
    expect(spotOf({ fargate: 1, spot: 3, base: { fargate: 2 } }, 6)).toEqual([0, 0, 1, 1, 2, 3]);
  });

  test("a base on Spot keeps half of all there, up to twice the base", () => {
    const shares = spotShares({ fargate: 1, spot: 1, base: { spot: 1 } }, 2, 10);
    expect(Math.min(...shares.map(({ least }) => least))).toBeGreaterThanOrEqual(0.5);
  });

  test("no tasks have no share", () => {
    expect(spotShares({ fargate: 4, spot: 1 }, 0, 0)).toEqual([
      { count: 0, tasks: 0, share: 0, least: 0, most: 0 },
    ]);
    expect(spotShares({ fargate: 4, spot: 1 }, 5, 4)).toEqual([]);
  });
});

describe("what ECS refuses is refused", () => {
  test("two bases", () => {
    const two = { fargate: 1, spot: 1, base: { fargate: 1, spot: 1 } };
    expect(capacityProblems(two)).toEqual(["fargate and spot both have a base: ECS takes one in a strategy"]);
    expect(() => placeTasks(two, 3)).toThrow(RangeError);
  });

  test("a base without weight, and weights of 0 alone", () => {
    expect(capacityProblems({ fargate: 0, spot: 1, base: { fargate: 1 } })).toEqual([
      "fargate has a base and the weight 0: ECS places no task on a kind without weight",
    ]);
    expect(capacityProblems({ fargate: 0, spot: 0 })).toEqual([
      "the weights of fargate and spot are both 0: one must be above, or ECS places no task",
    ]);
  });

  test("numbers that are none of ECS's, all at once", () => {
    expect(capacityProblems({ fargate: -1, spot: 1.5, base: { spot: 100_001 } })).toEqual([
      "the weight of fargate is -1: a whole number, 0 to 1000, is allowed",
      "the weight of spot is 1.5: a whole number, 0 to 1000, is allowed",
      "the base of spot is 100001: a whole number, 0 to 100000, is allowed",
    ]);
  });

  test.each([-1, 1.5, NaN])("a count of %p", (count) => {
    expect(() => placeTasks({ fargate: 1, spot: 1 }, count)).toThrow(`the count is ${count}`);
  });
});

test("a strategy names only the kinds that get tasks, and only a base that there is", () => {
  expect(capacityProviderStrategy({ fargate: 0, spot: 1 })).toEqual([
    { capacityProvider: "FARGATE_SPOT", weight: 1 },
  ]);
  expect(capacityProviderStrategy({ fargate: 4, spot: 1, base: { fargate: 2, spot: 0 } })).toEqual([
    { capacityProvider: "FARGATE", weight: 4, base: 2 },
    { capacityProvider: "FARGATE_SPOT", weight: 1 },
  ]);
});
