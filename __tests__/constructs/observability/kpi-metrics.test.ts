import { KpiMetrics } from "../../../src/constructs/observability/kpi-metrics";
import { LoanKpis } from "../../../src/systems/loan-processing/kpis";
import { type FieldCondition } from "../../../src/constructs/observability/log-pattern";
import { LogGroup } from "../../../src/constructs/observability/log-group";
import { MetricFilter, type MetricFilterProps } from "../../../src/constructs/observability/metric-filter";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at } from "../../support/terraform";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";

const NAMESPACE = "metrics-test-${var.environment_suffix}";

const filterOf = (changed: Partial<MetricFilterProps> = {}) =>
  stackOf((stack) => {
    new MetricFilter(stack, "filter", {
      purpose: "approved",
      log: { name: "/log" },
      events: [{ field: "event", equals: "approved" }],
      measure: { kind: "count" },
      namespace: "n",
      metricName: "Approved",
      ...changed,
    });
  });
const patternOf = (...events: [FieldCondition, ...FieldCondition[]]) =>
  filterOf({ events }).only("aws_cloudwatch_log_metric_filter").pattern;
const messagesOf = (changed: Partial<MetricFilterProps>) =>
  problemsOf(() => filterOf(changed)).map(({ message }) => message);

describe("a metric filter", () => {
  test("counts events, with a zero while there are none", () => {
    expect(filterOf().only("aws_cloudwatch_log_metric_filter")).toEqual({
      name: "metric-filter-approved-${var.environment_suffix}",
      log_group_name: "/log",
      pattern: '{ $.event = "approved" }',
      metric_transformation: {
        namespace: "n",
        name: "Approved",
        value: "1",
        unit: "Count",
        default_value: "0",
      },
    });
  });

  test("takes a number from a field, without a zero that nobody measured", () => {
    const made = filterOf({ measure: { kind: "field", field: "credit.latencyMs", unit: "Milliseconds" } });
    expect(made.only("aws_cloudwatch_log_metric_filter").metric_transformation).toEqual({
      namespace: "n",
      name: "Approved",
      value: "$.credit.latencyMs",
      unit: "Milliseconds",
    });
  });

  test("knows texts, numbers and bounds, and all of them together", () => {
    expect(patternOf({ field: "status", equals: 500 })).toBe("{ $.status = 500 }");
    expect(patternOf({ field: "event", equals: "decided" }, { field: "latencyMs", atLeast: 0 })).toBe(
      '{ ($.event = "decided") && ($.latencyMs >= 0) }',
    );
  });

  test.each(["", "$.event", "two words", "a..b", "9x", 'x"y'])("refuses the field name '%s'", (field) => {
    expect(messagesOf({ events: [{ field, equals: "x" }] })).toEqual([
      expect.stringContaining(`"${field}" is no field`),
    ]);
    expect(messagesOf({ measure: { kind: "field", field, unit: "None" } })).toHaveLength(1);
  });

  test("refuses a text that would be part of the pattern's language", () => {
    expect(messagesOf({ events: [{ field: "event", equals: 'x" || $.y = "*' }] })).toHaveLength(1);
  });

  test("refuses a pattern that is too long, and a metric name that CloudWatch does not take", () => {
    expect(
      messagesOf({ events: [{ field: "event", equals: "x".repeat(1_024) }], metricName: "a b" }),
    ).toEqual([expect.stringContaining("at most 1024"), expect.stringContaining('"a b" is no metric name')]);
  });
});

test("KPIs have a namespace of their system and environment, and metrics by their names", () => {
  const made = stackOf((stack) => {
    const log = { name: "/log" };
    const kpis = new KpiMetrics(stack, "kpis", {
      "loans-paid": { log, events: [{ field: "event", equals: "paid" }] },
    });
    expect(() => kpis.metric("other" as "loans-paid", "Sum")).toThrow(RangeError);
    expect(kpis.metric("loans-paid", "Sum", "Paid")).toMatchObject({ name: "LoansPaid", dimensions: {} });
  });
  const { metric_transformation: transformation } = made.resource(
    "aws_cloudwatch_log_metric_filter",
    "kpis_loans_paid",
  );
  expect(transformation).toMatchObject({ namespace: NAMESPACE, name: "LoansPaid" });
});

describe("the KPIs of loans", () => {
  const logIn = (stack: SystemStack, name: string, key: ReturnType<typeof logKey>) =>
    new LogGroup(stack, name, {
      key,
      retentionInDays: 365,
      name: `/ecs/${stack.nameFor(stack, "log", name)}`,
    });
  const made = stackOf((stack) => {
    const key = logKey(stack);
    new LoanKpis(stack, "kpis", {
      topic: new AlertTopic(stack, "alerts", { purpose: "alerts", key, emails: [] }),
      purpose: "loans",
      applications: logIn(stack, "loan-api", key),
      decisions: logIn(stack, "credit-decision", key),
    });
  });
  const alarm = (name: string) => made.resource("aws_cloudwatch_metric_alarm", name);

  test.each([
    ["applications_submitted", "loan_api", "ApplicationsSubmitted", "application.submitted"],
    ["applications_approved", "credit_decision", "ApplicationsApproved", "application.approved"],
    ["applications_declined", "credit_decision", "ApplicationsDeclined", "application.declined"],
    ["decision_latency", "credit_decision", "DecisionLatency", "credit.decided"],
  ])("%s are found in the log of %s", (id, log, metric, event) => {
    const filter = made.resource("aws_cloudwatch_log_metric_filter", `kpis_metrics_${id}`);
    expect(filter.log_group_name).toBe(`\${aws_cloudwatch_log_group.${log}.name}`);
    expect(at(filter.metric_transformation, "name")).toBe(metric);
    expect(filter.pattern).toContain(`$.event = "${event}"`);
  });

  test("the latency of a decision is in milliseconds, from the event's field", () => {
    const filter = made.resource("aws_cloudwatch_log_metric_filter", "kpis_metrics_decision_latency");
    expect(filter.metric_transformation).toMatchObject({ value: "$.latencyMs", unit: "Milliseconds" });
    expect(filter.metric_transformation).not.toHaveProperty("default_value");
  });

  test("no applications ring, and so does silence", () => {
    expect(alarm("kpis_applications")).toMatchObject({
      namespace: NAMESPACE,
      metric_name: "ApplicationsSubmitted",
      comparison_operator: "LessThanThreshold",
      threshold: 1,
      treat_missing_data: "breaching",
    });
  });

  test("decisions that nearly all decline ring", () => {
    expect(at(alarm("kpis_declined").metric_query, 0, "expression")).toBe(
      "IF(approved + declined > 0, 100 * declined / (approved + declined), 0)",
    );
    expect(alarm("kpis_declined").threshold).toBe(80);
  });

  test("credit decisions of more than a second ring", () => {
    expect(alarm("kpis_decision_latency")).toMatchObject({
      metric_name: "DecisionLatency",
      extended_statistic: "p95",
      threshold: 1_000,
    });
  });
});
