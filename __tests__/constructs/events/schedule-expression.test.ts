import * as fc from "fast-check";
import { cronProblem, scheduleProblem } from "../../../src/constructs/events/schedule-expression";

test.each([
  "cron(0 2 * * ? *)",
  "cron(15 12 * * ? *)",
  "cron(0 18 ? * MON-FRI *)",
  "cron(0 8 1 * ? *)",
  "cron(0/10 * ? * MON-FRI *)",
  "cron(0/5 8-17 ? * MON-FRI *)",
  "cron(0,30 0-2,20-23 ? * SUN,2-7 2026-2030)",
  "cron(0 9 ? * 2#1 *)",
  "cron(0 9 ? * 6L *)",
  "cron(0 9 ? * L *)",
  "cron(0 0 L * ? *)",
  "cron(0 0 LW * ? *)",
  "cron(0 0 3W JAN,JUL ? *)",
  "cron(*/15 * * 1/3 ? *)",
])("%s is taken", (expression) => {
  expect(scheduleProblem(expression)).toBeUndefined();
});

test.each([
  "rate(1 minute)",
  "rate(5 minutes)",
  "rate(1 hour)",
  "rate(12 hours)",
  "rate(1 day)",
  "rate(7 days)",
])("%s is taken", (expression) => {
  expect(scheduleProblem(expression)).toBeUndefined();
});

test.each([
  "rate(1 days)",
  "rate(2 day)",
  "rate(0 minutes)",
  "rate(5 seconds)",
  "rate(1.5 hours)",
  "rate(5)",
])("%s is refused: AWS counts with its words", (expression) => {
  expect(scheduleProblem(expression)).toContain(`"${expression}" is no schedule: rate(1 day)`);
});

test.each([
  ["cron(60 2 * * ? *)", 'minutes is "60", where 0 to 59'],
  ["cron(0 24 * * ? *)", 'hours is "24", where 0 to 23'],
  ["cron(0 2 0 * ? *)", 'day of month is "0", where 1 to 31'],
  ["cron(0 2 32 * ? *)", 'day of month is "32"'],
  ["cron(0 2 * 13 ? *)", 'month is "13", where 1 to 12 or JAN to DEC'],
  ["cron(0 2 ? * 0 *)", 'day of week is "0", where 1 to 7 or SUN to SAT'],
  ["cron(0 2 ? * MONDAY *)", 'day of week is "MONDAY"'],
  ["cron(0 2 ? * 2#6 *)", 'day of week is "2#6"'],
  ["cron(0 2 * * ? 1969)", 'year is "1969", where 1970 to 2199'],
  ["cron(0 17-8 * * ? *)", 'hours is "17-8"'],
  ["cron(0/0 2 * * ? *)", 'minutes is "0/0"'],
  ["cron(0, 2 * * ? *)", 'minutes is "0,"'],
  ["cron(? 2 * * ? *)", 'minutes is "?"'],
  ["cron(1-2-3 2 * * ? *)", 'minutes is "1-2-3"'],
  ["cron(0/5/10 2 * * ? *)", 'minutes is "0/5/10"'],
])("%s is refused by its field", (expression, reason) => {
  expect(cronProblem(expression)).toContain(reason);
});

test.each(["cron(0 2 * * * *)", "cron(0 2 ? * ? *)", "cron(0 2 1 * MON *)"])(
  "%s is refused: one of the days is a question mark",
  (expression) => {
    expect(cronProblem(expression)).toContain('one of day of month and day of week must be "?"');
  },
);

test.each([
  "0 2 * * *",
  "cron(0 2 * * *)",
  "cron(0 2 * * ? * *)",
  "cron(0  2 * * ? *)",
  "",
  "nightly",
  "${var.x}",
])("%p is refused: no cron expression of six fields", (expression) => {
  expect(cronProblem(expression)).toContain("cron(minutes hours day-of-month month day-of-week year)");
});

test("what several fields have wrong is told at once", () => {
  expect(cronProblem("cron(61 25 * * * *)")).toMatch(/minutes.*; hours.*; one of day of month/);
});

test("every minute of every day of a week can be named", () => {
  const days = fc.constantFrom("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 59 }),
      fc.integer({ min: 0, max: 23 }),
      days,
      (minute, hour, day) => {
        expect(cronProblem(`cron(${minute} ${hour} ? * ${day} *)`)).toBeUndefined();
      },
    ),
  );
});
