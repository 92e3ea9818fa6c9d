import { unknownName } from "../../src/process/suggestion";

const SYSTEMS = ["loan-processing", "analytics-platform"];

test("a misspelt name is answered with the similar one", () => {
  expect(unknownName("system", "loan-procesing", SYSTEMS)).toBe(
    'There is no system "loan-procesing". Did you mean "loan-processing"? Allowed: loan-processing, analytics-platform.',
  );
});

test("another name is answered with all names", () => {
  expect(unknownName("system", "loans", SYSTEMS)).toBe(
    'There is no system "loans". Allowed: loan-processing, analytics-platform.',
  );
});
