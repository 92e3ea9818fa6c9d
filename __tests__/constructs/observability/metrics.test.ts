import { functionMetric, queueMetric, ruleMetric } from "../../../src/constructs/observability/metrics";

test("a metric's label is its name unless another is given", () => {
  expect(functionMetric({ name: "validate" }, "Errors", "Sum")).toEqual({
    namespace: "AWS/Lambda",
    name: "Errors",
    dimensions: { FunctionName: "validate" },
    statistic: "Sum",
    label: "Errors",
  });
  const age = queueMetric({ name: "q" }, "ApproximateAgeOfOldestMessage", "Maximum", "Oldest (s)");
  expect(age).toMatchObject({ dimensions: { QueueName: "q" }, label: "Oldest (s)" });
});

test("a rule's metrics are found by its name", () => {
  expect(ruleMetric({ name: "rule-nightly" }, "FailedInvocations", "Sum")).toMatchObject({
    namespace: "AWS/Events",
    dimensions: { RuleName: "rule-nightly" },
  });
});
