import { readSettings } from "../../../src/core/settings/app-settings";
import { loanProcessingSettings } from "../../../src/systems/loan-processing/settings";

const problems = (given: object) =>
  readSettings(loanProcessingSettings, "loans", { given, context: undefined, file: undefined }).problems;

test("a size that Fargate does not have, and a schedule that EventBridge does not take, are refused with why", () => {
  const given = { loanApiSize: { cpu: 256, memory: 4096 }, reassessmentSchedule: "nightly" };
  expect(problems(given)).toEqual([
    { where: "loans.loanApiSize", message: expect.stringContaining("256") as unknown },
    {
      where: "loans.reassessmentSchedule",
      message: expect.stringContaining('"nightly" is no schedule') as unknown,
    },
  ]);
  expect(problems({ reassessmentSchedule: "rate(1 day)" })).toBeUndefined();
});
