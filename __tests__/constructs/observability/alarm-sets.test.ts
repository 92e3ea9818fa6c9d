import { BalancerAlarms } from "../../../src/constructs/observability/alarms/balancer-alarms";
import { DatabaseAlarms } from "../../../src/constructs/observability/alarms/database-alarms";
import { DeadLetterAlarms } from "../../../src/constructs/observability/alarms/queue-alarms";
import { ServiceAlarms } from "../../../src/constructs/observability/alarms/service-alarms";
import { WebAclAlarms } from "../../../src/constructs/observability/alarms/web-acl-alarms";
import { listAlarms } from "../../../src/constructs/observability/alarm-description";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import { FargateService } from "../../../src/constructs/compute/fargate-service";
import { type JsonObject } from "../../../src/core/synthesis/json";
import { type SystemStack } from "../../../src/core/system-stack";
import { platformIn } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { at, type Terraform, text } from "../../support/terraform";
import { topicIn } from "./alarm-parts";

const setOf = (build: (stack: SystemStack, topic: AlertTopic) => void) =>
  stackOf((stack) => {
    build(stack, topicIn(stack));
  });
const alarm = (made: Terraform, name: string) => made.resource("aws_cloudwatch_metric_alarm", name);
/** What an alarm on one metric watches, e.g. `AWS/SQS NumberOfMessagesSent Sum`, and when it rings. */
const watched = (alarm: JsonObject) => ({
  metric: [alarm.namespace, alarm.metric_name, alarm.statistic ?? alarm.extended_statistic]
    .map(text)
    .join(" "),
  dimensions: alarm.dimensions,
  when: `${text(alarm.comparison_operator)} ${text(alarm.threshold)}`,
  missing: alarm.treat_missing_data,
});

test("sets take our constructs as they are", () => {
  const made = stackOf((stack) => {
    const { front, cluster, network, logs, key, repository } = platformIn(stack);
    const route = front.route("loan-api", { paths: ["/loans"], priority: 100, healthCheckPath: "/" });
    const service = new FargateService(stack, "loan-api", {
      cluster,
      network,
      image: "example.com/loan-api:1",
      repository,
      size: { cpu: 512, memory: 1024 },
      port: 8080,
      healthCheckPath: "/",
      desiredCount: 3,
      capacity: { fargate: 4, spot: 1 },
      route,
      logs,
    });
    const topic = new AlertTopic(stack, "alerts", { purpose: "alerts", key, emails: [] });
    new BalancerAlarms(stack, "front-alarms", {
      topic,
      purpose: "front",
      balancer: front,
      targetGroups: { "loan-api": route },
    });
    new ServiceAlarms(stack, "loan-api-alarms", {
      topic,
      purpose: "loan-api",
      cluster,
      service,
      minimumCount: 3,
    });
  });
  expect(alarm(made, "front_alarms_loan_api_unhealthy").dimensions).toEqual({
    LoadBalancer: "${aws_lb.front.arn_suffix}",
    TargetGroup: "${aws_lb_target_group.front_loan_api.arn_suffix}",
  });
  expect(alarm(made, "loan_api_alarms_running").dimensions).toEqual({
    ClusterName: "${aws_ecs_cluster.cluster.name}",
    ServiceName: "${aws_ecs_service.loan_api.name}",
  });
});

describe("the alarms of a load balancer", () => {
  const made = setOf((stack, topic) => {
    new BalancerAlarms(stack, "front", {
      topic,
      purpose: "front",
      balancer: { balancer: { arnSuffix: "app/a/1" } },
      targetGroups: { "loan-api": { targetGroup: { arnSuffix: "targetgroup/t/2" } } },
    });
  });

  test("ring for errors of the load balancer's own", () => {
    expect(watched(alarm(made, "front_5xx"))).toEqual({
      metric: "AWS/ApplicationELB HTTPCode_ELB_5XX_Count Sum",
      dimensions: { LoadBalancer: "app/a/1" },
      when: "GreaterThanOrEqualToThreshold 5",
      missing: "notBreaching",
    });
  });

  test("ring for the share of the services' errors, not their number", () => {
    const { metric_query: queries, threshold } = alarm(made, "front_target_5xx");
    expect(at(queries, 0, "expression")).toBe("100 * FILL(errors, 0) / requests");
    expect(at(queries, 1, "metric", "metric_name")).toBe("HTTPCode_Target_5XX_Count");
    expect(at(queries, 2, "metric", "metric_name")).toBe("RequestCount");
    expect(threshold).toBe(5);
  });

  test("ring for a p95 latency over one second", () => {
    expect(watched(alarm(made, "front_latency"))).toMatchObject({
      metric: "AWS/ApplicationELB TargetResponseTime p95",
      when: "GreaterThanThreshold 1",
    });
  });

  test("ring for an unhealthy target", () => {
    expect(watched(alarm(made, "front_loan_api_unhealthy"))).toMatchObject({
      metric: "AWS/ApplicationELB UnHealthyHostCount Maximum",
      dimensions: { LoadBalancer: "app/a/1", TargetGroup: "targetgroup/t/2" },
      when: "GreaterThanOrEqualToThreshold 1",
    });
  });
});

test("the alarms of a service ring for CPU, memory, and too few running tasks, or none", () => {
  const made = setOf((stack, topic) => {
    const named = { cluster: { name: "c" }, service: { name: "s" } };
    new ServiceAlarms(stack, "api", { topic, purpose: "api", ...named, minimumCount: 3 });
  });
  const dimensions = { ClusterName: "c", ServiceName: "s" };
  expect(watched(alarm(made, "api_cpu"))).toMatchObject({
    metric: "AWS/ECS CPUUtilization Average",
    dimensions,
  });
  expect(watched(alarm(made, "api_memory"))).toMatchObject({
    metric: "AWS/ECS MemoryUtilization Average",
    dimensions,
  });
  expect(watched(alarm(made, "api_running"))).toEqual({
    metric: "ECS/ContainerInsights RunningTaskCount Minimum",
    dimensions,
    when: "LessThanThreshold 3",
    missing: "breaching",
  });
});

test("the alarms of a database ring for CPU, capacity, connections and lag", () => {
  const made = setOf((stack, topic) => {
    const database = { clusterIdentifier: "db" };
    new DatabaseAlarms(stack, "db", { topic, purpose: "db", database, connections: 150 });
  });
  const all = ["cpu", "capacity", "connections", "replica_lag"].map((name) =>
    watched(alarm(made, `db_${name}`)),
  );
  expect(all.map(({ metric, when }) => `${metric} ${when}`)).toEqual([
    "AWS/RDS CPUUtilization Maximum GreaterThanThreshold 80",
    "AWS/RDS ACUUtilization Maximum GreaterThanOrEqualToThreshold 90",
    "AWS/RDS DatabaseConnections Maximum GreaterThanThreshold 150",
    "AWS/RDS AuroraReplicaLagMaximum Maximum GreaterThanThreshold 1000",
  ]);
  expect(all.map(({ dimensions }) => dimensions)).toEqual(Array(4).fill({ DBClusterIdentifier: "db" }));
});

test("a single message in a dead-letter queue rings", () => {
  const made = setOf((stack, topic) => {
    const queue = { name: "queue-dlq" };
    new DeadLetterAlarms(stack, "dlq", { topic, purpose: "dlq", queue, holds: "starts of the job" });
  });
  expect(watched(alarm(made, "dlq_depth"))).toMatchObject({
    dimensions: { QueueName: "queue-dlq" },
    when: "GreaterThanOrEqualToThreshold 1",
  });
  expect(alarm(made, "dlq_depth").alarm_description).toContain("starts of the job");
});

test("a surge of blocked requests rings; an ACL of CloudFront has no region", () => {
  const made = setOf((stack, topic) => {
    const blockedRequests = 500;
    const regional = { metricName: "acl", region: stack.region };
    new WebAclAlarms(stack, "waf", { topic, purpose: "waf", webAcl: regional, blockedRequests });
    new WebAclAlarms(stack, "cdn", {
      topic,
      purpose: "cdn",
      webAcl: { metricName: "cdn", region: null },
      blockedRequests,
    });
  });
  expect(watched(alarm(made, "waf_blocked"))).toMatchObject({
    metric: "AWS/WAFV2 BlockedRequests Sum",
    dimensions: { WebACL: "acl", Rule: "ALL", Region: "us-east-1" },
    when: "GreaterThanThreshold 500",
  });
  expect(alarm(made, "cdn_blocked").dimensions).toEqual({ WebACL: "cdn", Rule: "ALL" });
});

test("a threshold may be what an operator sets", () => {
  const made = setOf((stack, topic) => {
    const limit = stack.variable("waf_blocked_alarm", {
      type: "number",
      description: "Blocked requests",
      default: 500,
      validation: [{ condition: "true", errorMessage: "It is always right." }],
    });
    const webAcl = { metricName: "acl", region: stack.region };
    new WebAclAlarms(stack, "waf", { topic, purpose: "waf", webAcl, blockedRequests: limit.numberValue });
  });
  expect(alarm(made, "waf_blocked").threshold).toBe("${var.waf_blocked_alarm}");
  expect(listAlarms(made.json)[0]?.condition).toContain("> ${var.waf_blocked_alarm} in");
});
