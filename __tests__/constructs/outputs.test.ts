import { dependable } from "cdktf";
import { RotatedSecret } from "../../src/constructs/database/rotated-secret";
import { WorkGroup } from "../../src/constructs/lake/work-group";
import { Alarm } from "../../src/constructs/observability/alarm";
import { AlertTopic } from "../../src/constructs/observability/alert-topic";
import { AuditTrail } from "../../src/constructs/observability/audit-trail";
import { Dashboard } from "../../src/constructs/observability/dashboard/dashboard";
import { queueMetric } from "../../src/constructs/observability/metrics";
import { LogBucket } from "../../src/constructs/storage/log-bucket";
import { type SystemStack } from "../../src/core/system-stack";
import { stackOf } from "../support/synth";
import { databaseIn } from "./database/aurora-parts";

/** What a system reads of constructs, to hand it to others or to its outputs. */
const read: readonly [name: string, expression: string][] = [
  ["secret", "${aws_secretsmanager_secret.login.arn}"],
  ["secretReady", "aws_secretsmanager_secret_rotation.login"],
  ["workGroup", "${aws_athena_workgroup.queries.name}"],
  ["workGroupArn", "${aws_athena_workgroup.queries.arn}"],
  ["topic", "${aws_sns_topic.alerts.name}"],
  ["alarm", "${aws_cloudwatch_metric_alarm.depth.alarm_name}"],
  ["trail", "${aws_cloudtrail.trail.arn}"],
  ["dashboard", "${aws_cloudwatch_dashboard.board.dashboard_name}"],
];

function outputs(stack: SystemStack): Record<string, string> {
  const { database, network, logs } = databaseIn(stack);
  const { key } = logs;
  const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
  const secret = new RotatedSecret(stack, "login", {
    purpose: "app",
    database,
    network,
    user: "app",
    grants: {},
    key,
    logs,
  });
  const group = new WorkGroup(stack, "queries", { purpose: "lake", description: "d", key, accessLogs });
  const topic = new AlertTopic(stack, "alerts", { purpose: "alerts", key, emails: [] });
  const alarm = new Alarm(stack, "depth", {
    purpose: "depth",
    topic,
    metric: queueMetric({ name: "q" }, "ApproximateNumberOfMessagesVisible", "Maximum"),
    comparison: ">=",
    threshold: 1,
    period: 60,
    evaluationPeriods: 1,
    datapoints: 1,
    missingData: "notBreaching",
    meaning: "Messages failed.",
    remedy: "Read one.",
  });
  const trail = new AuditTrail(stack, "trail", { key, logs, accessLogs, objectEventsOf: [] });
  const board = new Dashboard(stack, "board", {
    purpose: "board",
    rows: [{ widgets: [{ kind: "text", markdown: "x" }] }],
  });
  return {
    secret: secret.arn,
    secretReady: secret.ready.map(dependable).join(),
    workGroup: group.name,
    workGroupArn: group.arn,
    topic: topic.name,
    alarm: alarm.name,
    trail: trail.arn,
    dashboard: board.name,
  };
}

const made = stackOf((stack) => {
  for (const [name, value] of Object.entries(outputs(stack)))
    stack.output(`read-${name}`, { value, description: "What a system reads" });
}).section("output");

test.each(read)("a system may read %s: %s", (name, expression) => {
  expect(made[`read-${name}`]?.value).toBe(expression);
});
