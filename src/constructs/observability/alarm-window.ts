/** What an alarm looks at: so many periods of so many seconds. */
export interface AlarmWindow {
  /** Seconds: 10 or 30 for metrics of that resolution, else a multiple of 60. */
  readonly period: number;
  /** How many periods are looked at. */
  readonly evaluationPeriods: number;
  /** How many of them must breach. @default all */
  readonly datapoints?: number;
}

const HIGH_RESOLUTION = [10, 30];
const HOUR = 3_600;
const DAY = 86_400;
const WEEK = 7 * DAY;

/** All problems of a window; none if CloudWatch accepts it (CloudWatch API reference, PutMetricAlarm). */
export function windowProblems(window: AlarmWindow): string[] {
  const { period, evaluationPeriods, datapoints = evaluationPeriods } = window;
  const problems: string[] = [];
  if (!HIGH_RESOLUTION.includes(period) && !(isCount(period) && period % 60 === 0)) {
    problems.push(`period ${period} is not allowed: 10, 30 or a multiple of 60 seconds`);
  }
  if (!isCount(evaluationPeriods)) {
    problems.push(`evaluationPeriods ${evaluationPeriods} is not allowed: 1 or more`);
  }
  if (!isCount(datapoints) || datapoints > evaluationPeriods) {
    problems.push(
      `datapoints ${datapoints} is not allowed: 1 to the ${evaluationPeriods} of evaluationPeriods`,
    );
  }
  const total = period * evaluationPeriods;
  const limit = period < HOUR ? DAY : WEEK;
  if (total > limit) {
    problems.push(
      `period x evaluationPeriods is ${total} seconds: at most ${DAY} (a day) for periods under an hour, ${WEEK} (a week) for others`,
    );
  }
  return problems;
}

const isCount = (value: number): boolean => Number.isInteger(value) && value > 0;
