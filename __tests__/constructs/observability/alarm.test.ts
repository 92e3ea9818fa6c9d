import { Alarm, type AlarmProps } from "../../../src/constructs/observability/alarm";
import { listAlarms } from "../../../src/constructs/observability/alarm-description";
import { balancerMetric, queueMetric } from "../../../src/constructs/observability/metrics";
import { problemsOf, stackOf } from "../../support/synth";
import { topicIn } from "./alarm-parts";

const front = { balancer: { arnSuffix: "app/alb-dev/1" } };
const props = {
  purpose: "depth",
  metric: queueMetric({ name: "queue-dlq" }, "ApproximateNumberOfMessagesVisible", "Maximum"),
  comparison: ">=",
  threshold: 1,
  period: 60,
  evaluationPeriods: 5,
  datapoints: 3,
  missingData: "notBreaching",
  meaning: "Messages failed.",
  remedy: "Read one. Redrive them.",
} as const satisfies Omit<AlarmProps, "topic">;

const withAlarm = (changed: Partial<AlarmProps> = {}) =>
  stackOf((stack) => {
    new Alarm(stack, "depth", { ...props, topic: topicIn(stack), ...changed });
  });
const alarmOf = (changed: Partial<AlarmProps> = {}) => withAlarm(changed).only("aws_cloudwatch_metric_alarm");
const messagesOf = (changed: Partial<AlarmProps>) =>
  problemsOf(() => withAlarm(changed)).map(({ message }) => message);

const errorShare = {
  expression: "100 * FILL(errors, 0) / requests",
  label: "Errors (%)",
  uses: {
    errors: balancerMetric(front, "HTTPCode_Target_5XX_Count", "Sum"),
    requests: balancerMetric(front, "RequestCount", "Sum"),
  },
};

test("an alarm on a metric is complete, and tells the topic of its beginning and its end", () => {
  expect(alarmOf()).toEqual({
    alarm_name: "alarm-depth-${var.environment_suffix}",
    alarm_description: "Messages failed.\n\nWhat to do: Read one. Redrive them.",
    namespace: "AWS/SQS",
    metric_name: "ApproximateNumberOfMessagesVisible",
    dimensions: { QueueName: "queue-dlq" },
    statistic: "Maximum",
    comparison_operator: "GreaterThanOrEqualToThreshold",
    threshold: 1,
    period: 60,
    evaluation_periods: 5,
    datapoints_to_alarm: 3,
    treat_missing_data: "notBreaching",
    alarm_actions: ["${aws_sns_topic.alerts.arn}"],
    ok_actions: ["${aws_sns_topic.alerts.arn}"],
  });
});

test("a percentile is an extended statistic", () => {
  const alarm = alarmOf({ metric: balancerMetric(front, "TargetResponseTime", "p95") });
  expect(alarm).toMatchObject({ extended_statistic: "p95", metric_name: "TargetResponseTime" });
  expect(alarm).not.toHaveProperty("statistic");
});

test("an expression is the one result over metrics by their ids", () => {
  const alarm = alarmOf({ metric: errorShare });
  expect(alarm).not.toHaveProperty("metric_name");
  expect(alarm).not.toHaveProperty("period");
  expect(alarm.metric_query).toEqual([
    { id: "result", expression: errorShare.expression, label: "Errors (%)", return_data: true },
    expect.objectContaining({
      id: "errors",
      metric: {
        namespace: "AWS/ApplicationELB",
        metric_name: "HTTPCode_Target_5XX_Count",
        dimensions: { LoadBalancer: "app/alb-dev/1" },
        stat: "Sum",
        period: 60,
      },
    }),
    expect.objectContaining({ id: "requests" }),
  ]);
});

test("what CloudWatch would refuse is refused, all at once, at the construct's path", () => {
  const problems = problemsOf(() => withAlarm({ period: 45, datapoints: 9, meaning: "broken" }));
  expect(problems.map(({ where }) => where)).toEqual(Array(3).fill("test/depth"));
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringContaining("period 45"),
    expect.stringContaining("datapoints 9"),
    expect.stringContaining('meaning "broken"'),
  ]);
});

test.each([
  ["an id that is not used", { expression: "errors" }, /does not use "requests"/],
  ["an id that is not defined", { expression: "errors / requests + others" }, /uses "others"/],
  [
    "an id in capitals",
    { expression: "E", uses: { E: errorShare.uses.errors } },
    /"E" is no id: a lower-case letter/,
  ],
  ["no metric at all", { expression: "1", uses: {} }, /uses 1 to 10 metrics, not 0/],
  [
    "the result's own id",
    { expression: "result", uses: { result: errorShare.uses.errors } },
    /"result" is the id of the expression/,
  ],
])("an expression with %s is refused", (_, changed, message) => {
  expect(messagesOf({ metric: { ...errorShare, ...changed } })).toEqual([expect.stringMatching(message)]);
});

test("a percentile beyond 100 is refused", () => {
  expect(messagesOf({ metric: balancerMetric(front, "TargetResponseTime", "p101") })).toEqual([
    expect.stringContaining("p101"),
  ]);
});

test("a description that AWS would cut is refused", () => {
  expect(messagesOf({ remedy: `A${"b".repeat(1_024)}.` })).toEqual([expect.stringContaining("at most 1024")]);
});

describe("the list of a stack's alarms", () => {
  test("has what a runbook needs of each, by address", () => {
    expect(listAlarms(withAlarm().json)).toEqual([
      {
        address: "aws_cloudwatch_metric_alarm.depth",
        name: "alarm-depth-${var.environment_suffix}",
        meaning: "Messages failed.",
        remedy: "Read one. Redrive them.",
        condition: ">= 1 in 3 of 5 periods of 60 s",
      },
    ]);
  });

  test("finds the period of an expression at its metrics", () => {
    const [alarm] = listAlarms(withAlarm({ metric: errorShare, period: 300 }).json);
    expect(alarm?.condition).toBe(">= 1 in 3 of 5 periods of 300 s");
  });

  test("is empty for a stack without alarms", () => {
    expect(listAlarms({})).toEqual([]);
  });

  test("has alarms of others too, with all of their text as the meaning", () => {
    const foreign = { alarm_name: "x", alarm_description: "By hand", comparison_operator: "Other" };
    const listed = listAlarms({ resource: { aws_cloudwatch_metric_alarm: { b: foreign, a: foreign } } });
    expect(listed.map(({ address }) => address)).toEqual([
      "aws_cloudwatch_metric_alarm.a",
      "aws_cloudwatch_metric_alarm.b",
    ]);
    expect(listed[0]).toMatchObject({ meaning: "By hand", remedy: "" });
  });
});

test("an alarm that was written by hand is listed with what can be read of it", () => {
  const resource = { aws_cloudwatch_metric_alarm: { own: { metric_query: ["${local.query}"] } } };
  expect(listAlarms({ resource })).toEqual([
    {
      address: "aws_cloudwatch_metric_alarm.own",
      name: "",
      meaning: "",
      remedy: "",
      condition: "  in  of  periods of ? s",
    },
  ]);
});
