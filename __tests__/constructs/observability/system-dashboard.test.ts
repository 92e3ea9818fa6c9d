import { DeadLetterAlarms } from "../../../src/constructs/observability/alarms/queue-alarms";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import { SystemDashboard } from "../../../src/constructs/observability/dashboard/system-dashboard";
import { LoanKpis } from "../../../src/systems/loan-processing/kpis";
import { LogGroup } from "../../../src/constructs/observability/log-group";
import { type Json } from "../../../src/core/synthesis/json";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { queueMetric } from "../../../src/constructs/observability/metrics";
import { at, decoded } from "../../support/terraform";

describe("the dashboard of a system", () => {
  const made = stackOf((stack) => {
    const key = logKey(stack);
    const log = new LogGroup(stack, "log", { key, retentionInDays: 365, name: "/ecs/log" });
    const topic = new AlertTopic(stack, "alerts", { purpose: "alerts", key, emails: [] });
    const queue = { name: "queue-dlq" };
    const dlq = new DeadLetterAlarms(stack, "dlq", { topic, purpose: "dlq", queue, holds: "starts" });
    const kpis = new LoanKpis(stack, "kpis", { topic, purpose: "loans", applications: log, decisions: log });
    new SystemDashboard(stack, "board", {
      purpose: "loans",
      about: "# Loans",
      alarms: [...dlq.alarms, ...kpis.alarms],
      kpis: kpis.shown,
      balancer: { balancer: { arnSuffix: "app/a/1" } },
      webAcl: { metricName: "acl", region: stack.region },
      services: {
        api: {
          cluster: { name: "c" },
          service: { name: "s" },
          targetGroup: { arnSuffix: "targetgroup/t/1" },
          log,
        },
        inner: { cluster: { name: "c" }, service: { name: "i" }, log },
      },
      database: { clusterIdentifier: "db" },
      queues: { dead: queue },
    });
  });
  const widgets = at(decoded(made.only("aws_cloudwatch_dashboard").dashboard_body), "widgets") as Json[];
  const shown = JSON.stringify(widgets);

  test("has the name of its purpose", () => {
    expect(made.only("aws_cloudwatch_dashboard").dashboard_name).toBe(
      "dashboard-loans-${var.environment_suffix}",
    );
  });

  test.each([
    ["the load balancer", '"RequestCount","LoadBalancer","app/a/1"'],
    ["the web ACL", '"AWS/WAFV2","BlockedRequests","WebACL","acl"'],
    ["services", '"AWS/ECS","CPUUtilization","ClusterName","c","ServiceName","s"'],
    ["services that only others call", '"AWS/ECS","CPUUtilization","ClusterName","c","ServiceName","i"'],
    ["tasks", '"ECS/ContainerInsights","RunningTaskCount"'],
    ["targets", '"UnHealthyHostCount","TargetGroup","targetgroup/t/1"'],
    ["the database", '"AWS/RDS","ServerlessDatabaseCapacity","DBClusterIdentifier","db"'],
    ["queues", '"AWS/SQS","ApproximateNumberOfMessagesVisible","QueueName","queue-dlq"'],
    ["applications", '"ApplicationsSubmitted"'],
    ["credit decisions", '"DecisionLatency"'],
  ])("shows %s", (_, metric) => {
    expect(shown).toContain(metric);
  });

  test("shows targets of what is behind the load balancer alone", () => {
    const titles = widgets.map((widget) => at(widget, "properties", "title"));
    expect(titles).toContain("api: targets");
    expect(titles).toContain("inner: tasks");
    expect(titles).not.toContain("inner: targets");
  });

  test("shows every alarm that it was given, by reference", () => {
    expect(widgets.map((widget) => at(widget, "properties", "alarms")).find(Boolean)).toEqual([
      "${aws_cloudwatch_metric_alarm.dlq_depth.arn}",
      "${aws_cloudwatch_metric_alarm.kpis_applications.arn}",
      "${aws_cloudwatch_metric_alarm.kpis_declined.arn}",
      "${aws_cloudwatch_metric_alarm.kpis_decision_latency.arn}",
    ]);
  });

  test("has no two widgets in one place", () => {
    const cells = widgets.flatMap((widget) => {
      const [x, y, width, height] = ["x", "y", "width", "height"].map((key) => Number(at(widget, key)));
      return Array.from({ length: (width ?? 0) * (height ?? 0) }, (_, cell) => {
        return `${(x ?? 0) + (cell % (width ?? 1))},${(y ?? 0) + Math.floor(cell / (width ?? 1))}`;
      });
    });
    expect(new Set(cells).size).toBe(cells.length);
  });
});

test("a system without services, queues and business times has no rows of them", () => {
  const made = stackOf((stack) => {
    new SystemDashboard(stack, "board", {
      purpose: "small",
      about: "# Small",
      alarms: [{ arn: "arn:aws:cloudwatch:us-east-1:123456789012:alarm:a" }],
      kpis: [queueMetric({ name: "q" }, "NumberOfMessagesSent", "Sum", "Starts")],
      balancer: { balancer: { arnSuffix: "app/a/1" } },
      webAcl: { metricName: "acl", region: stack.region },
      services: {},
      database: { clusterIdentifier: "db" },
      queues: {},
    });
  });
  const body = decoded(made.only("aws_cloudwatch_dashboard").dashboard_body);
  const titles = (at(body, "widgets") as Json[]).flatMap((widget) => {
    const title = at(widget, "properties", "title");
    return typeof title === "string" ? [title] : [];
  });
  expect(titles).toContain("Business events");
  expect(titles).toContain("Database: connections");
  expect(titles.filter((title) => /times|Queues|services$/.test(title))).toEqual([]);
});
