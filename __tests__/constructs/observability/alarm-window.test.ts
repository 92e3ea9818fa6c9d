import fc from "fast-check";
import { windowProblems } from "../../../src/constructs/observability/alarm-window";

test.each([10, 30, 60, 300, 3_600])("a period of %d seconds is taken", (period) => {
  expect(windowProblems({ period, evaluationPeriods: 1 })).toEqual([]);
});

test.each([0, -60, 1, 20, 59, 90, 60.5])("a period of %d seconds is refused", (period) => {
  expect(windowProblems({ period, evaluationPeriods: 1 })).toEqual([
    `period ${period} is not allowed: 10, 30 or a multiple of 60 seconds`,
  ]);
});

test("no more periods may breach than are looked at", () => {
  expect(windowProblems({ period: 60, evaluationPeriods: 3, datapoints: 3 })).toEqual([]);
  expect(windowProblems({ period: 60, evaluationPeriods: 3, datapoints: 4 })).toEqual([
    "datapoints 4 is not allowed: 1 to the 3 of evaluationPeriods",
  ]);
  expect(windowProblems({ period: 60, evaluationPeriods: 3, datapoints: 0 })).toHaveLength(1);
});

test("periods under an hour reach back a day, others a week", () => {
  expect(windowProblems({ period: 60, evaluationPeriods: 1_440 })).toEqual([]);
  expect(windowProblems({ period: 60, evaluationPeriods: 1_441 })).toEqual([
    expect.stringMatching(/is 86460 seconds: at most 86400/),
  ]);
  expect(windowProblems({ period: 3_600, evaluationPeriods: 168 })).toEqual([]);
  expect(windowProblems({ period: 3_600, evaluationPeriods: 169 })).toHaveLength(1);
});

test("everything that is wrong is said at once", () => {
  expect(windowProblems({ period: 45, evaluationPeriods: 0.5, datapoints: 2 })).toHaveLength(3);
});

test("whole minutes within a day are always taken", () => {
  const minutes = fc.integer({ min: 1, max: 59 });
  fc.assert(
    fc.property(minutes, fc.integer({ min: 1, max: 24 }), (period, evaluationPeriods) => {
      expect(windowProblems({ period: period * 60, evaluationPeriods })).toEqual([]);
    }),
  );
});
