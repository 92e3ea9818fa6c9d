import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { at, bucketArn, decoded, pointsAt, text } from "../../support/terraform";
import { system } from "./synthesized";

const all = (type: string) => Object.values(system.resources(type));
const names = (type: string) => Object.keys(system.resources(type)).map((name) => `${type}.${name}`);
const TOPIC = "${aws_sns_topic.alerts.arn}";

const NAMESPACE = "metrics-loan-processing-${var.environment_suffix}";
const suffixed = (type: string, attribute: string) => names(type).map((name) => `\${${name}.${attribute}}`);

const acl = system.follow(system.only("aws_wafv2_web_acl_association").web_acl_arn);
const metricOf = (of: JsonObject): Json => at(of, "visibility_config", "metric_name") ?? null;

/** The fewest tasks that autoscaling keeps of a service. */
function minimumOf(service: string): Json {
  const targets = all("aws_appautoscaling_target").filter((each) =>
    pointsAt(each.resource_id).includes(service),
  );
  expect(targets).toHaveLength(1);
  return targets[0]?.min_capacity ?? null;
}

/** The log group that the containers of a service write to. */
function logOf(service: string): JsonObject {
  const task = system.follow(system.resource("aws_ecs_service", service).task_definition);
  const [container] = decoded(task.container_definitions) as Json[];
  return system.follow(at(container, "logConfiguration", "options", "awslogs-group"));
}

const kpis = all("aws_cloudwatch_log_metric_filter");
const kpi = (name: string) => {
  const found = kpis.filter((each) => at(each, "metric_transformation", "name") === name);
  expect(found).toHaveLength(1);
  return found[0] ?? {};
};

describe("LP-61", () => {
  test.each([
    ["ApplicationsSubmitted", "application.submitted", "loan_api"],
    ["ApplicationsApproved", "application.approved", "credit_decision"],
    ["ApplicationsDeclined", "application.declined", "credit_decision"],
  ])("LP-61 %s counts the events %s in the log of %s", (name, event, service) => {
    expect(system.follow(kpi(name).log_group_name)).toBe(logOf(service));
    expect(kpi(name).pattern).toBe(`{ $.event = "${event}" }`);
    // Zero in minutes without such an event, or an alarm on few would have no data.
    expect(kpi(name).metric_transformation).toMatchObject({ value: "1", default_value: "0", unit: "Count" });
  });

  test("LP-61 DecisionLatency is the time that each credit decision took, and no zero besides", () => {
    const latency = kpi("DecisionLatency");
    expect(system.follow(latency.log_group_name)).toBe(logOf("credit_decision"));
    // A negative value would take the percentiles away.
    expect(latency.pattern).toBe('{ ($.event = "credit.decided") && ($.latencyMs >= 0) }');
    expect(latency.metric_transformation).toMatchObject({ value: "$.latencyMs", unit: "Milliseconds" });
    expect(latency.metric_transformation).not.toHaveProperty("default_value");
  });

  test("LP-61 all are in one namespace of this environment", () => {
    const namespaces = kpis.map((each) => at(each, "metric_transformation", "namespace"));
    expect([...new Set(namespaces)]).toEqual([NAMESPACE]);
  });
});

describe("LP-62", () => {
  const alarms = all("aws_cloudwatch_metric_alarm");
  const balancer = { LoadBalancer: "${aws_lb.front.arn_suffix}" };
  const aurora = { DBClusterIdentifier: "${aws_rds_cluster.database.cluster_identifier}" };
  const blocked = { WebACL: metricOf(acl), Rule: "ALL", Region: "us-east-1" };
  const above = (threshold: Json) => ({ comparison_operator: "GreaterThanThreshold", threshold });
  const from = (threshold: Json) => ({ comparison_operator: "GreaterThanOrEqualToThreshold", threshold });

  const needed: [metric: string, dimensions: JsonObject, alarm: JsonObject][] = [
    ["AWS/ApplicationELB HTTPCode_ELB_5XX_Count", balancer, { statistic: "Sum", ...from(5) }],
    ["AWS/ApplicationELB TargetResponseTime", balancer, { extended_statistic: "p95", ...above(1) }],
    ["AWS/RDS CPUUtilization", aurora, { statistic: "Maximum", ...above(80) }],
    ["AWS/RDS ACUUtilization", aurora, { statistic: "Maximum", ...from(90) }],
    ["AWS/RDS DatabaseConnections", aurora, above("${var.database_connections_alarm}")],
    ["AWS/RDS AuroraReplicaLagMaximum", aurora, above(1000)],
    ["AWS/WAFV2 BlockedRequests", blocked, { statistic: "Sum", ...above("${var.waf_blocked_alarm}") }],
    ...names("aws_lb_target_group").map((group): [string, JsonObject, JsonObject] => [
      "AWS/ApplicationELB UnHealthyHostCount",
      { ...balancer, TargetGroup: `\${${group}.arn_suffix}` },
      { statistic: "Maximum", ...from(1) },
    ]),
    ...names("aws_sqs_queue").map((queue): [string, JsonObject, JsonObject] => [
      "AWS/SQS ApproximateNumberOfMessagesVisible",
      { QueueName: `\${${queue}.name}` },
      { statistic: "Maximum", ...above(0) },
    ]),
    ...names("aws_ecs_service").flatMap((service): [string, JsonObject, JsonObject][] => {
      const of = { ClusterName: "${aws_ecs_cluster.cluster.name}", ServiceName: `\${${service}.name}` };
      const fewer = { comparison_operator: "LessThanThreshold", threshold: minimumOf(service) };
      return [
        ["AWS/ECS CPUUtilization", of, above(85)],
        ["AWS/ECS MemoryUtilization", of, above(85)],
        // A service without any task has no data.
        ["ECS/ContainerInsights RunningTaskCount", of, { ...fewer, treat_missing_data: "breaching" }],
      ];
    }),
  ];

  test.each(needed)("LP-62 one alarm watches %s of %j", (metric, dimensions, expected) => {
    const same = (one: Json | undefined) =>
      text(Object.entries(one ?? {}).sort()) === text(Object.entries(dimensions).sort());
    const found = alarms.filter(
      (alarm) => `${text(alarm.namespace)} ${text(alarm.metric_name)}` === metric && same(alarm.dimensions),
    );
    expect(found).toEqual([expect.objectContaining(expected)]);
  });

  test("LP-62 one alarm watches the share of requests that the services answer with 5xx", () => {
    const queries = alarms.map(({ metric_query: query }) => (query ?? []) as JsonObject[]);
    const [found = [], ...others] = queries.filter((each) => text(each).includes("Target_5XX"));
    expect(others).toEqual([]);
    const metric = (name: string) =>
      expect.objectContaining({ metric_name: name, dimensions: balancer }) as Json;
    expect(found).toEqual([
      expect.objectContaining({ expression: "100 * FILL(errors, 0) / requests", return_data: true }),
      expect.objectContaining({ id: "errors", metric: metric("HTTPCode_Target_5XX_Count") }),
      expect.objectContaining({ id: "requests", metric: metric("RequestCount") }),
    ]);
  });

  test("LP-62 every alarm tells the topic when it starts and when it ends", () => {
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ alarm_actions: [TOPIC], ok_actions: [TOPIC] });
      expect(alarm.actions_enabled ?? true).toBe(true);
    }
  });

  test("LP-62 CloudWatch may publish to the topic and use its key, and somebody reads it", () => {
    const { policy, arn } = system.resource("aws_sns_topic_policy", "alerts");
    expect(arn).toBe(TOPIC);
    const key = system.follow(system.follow(arn).kms_master_key_id);
    const granted = system.statements(policy).filter(({ effect }) => effect !== "Deny");
    const allowed = [...granted, ...system.statements(key.policy)].filter(({ principals }) =>
      JSON.stringify(principals).includes('"cloudwatch.amazonaws.com"'),
    );
    const actions = allowed.map((each) => each.actions);
    expect(actions).toEqual([["sns:Publish"], ["kms:Decrypt", "kms:GenerateDataKey*"]]);
    const readers = { topic_arn: TOPIC, protocol: "email", for_each: "${toset(var.alert_emails)}" };
    expect(system.only("aws_sns_topic_subscription")).toMatchObject(readers);
  });
});

describe("LP-63", () => {
  const dashboard = decoded(system.only("aws_cloudwatch_dashboard").dashboard_body);
  const widgets = at(dashboard, "widgets") as JsonObject[];
  const series = widgets.flatMap((widget) => (at(widget, "properties", "metrics") ?? []) as Json[][]);
  const databases = names("aws_rds_cluster").map((address) => `\${${address}.cluster_identifier}`);

  test.each<[tier: string, namespace: string, metrics: string[], of: Json[]]>([
    ["edge", "AWS/ApplicationELB", ["RequestCount", "TargetResponseTime"], ["${aws_lb.front.arn_suffix}"]],
    ["edge", "AWS/ApplicationELB", ["HTTPCode_ELB_5XX_Count"], ["${aws_lb.front.arn_suffix}"]],
    ["edge", "AWS/WAFV2", ["BlockedRequests"], [metricOf(acl)]],
    ["hosts", "AWS/ApplicationELB", ["UnHealthyHostCount"], suffixed("aws_lb_target_group", "arn_suffix")],
    ["services", "AWS/ECS", ["CPUUtilization", "MemoryUtilization"], suffixed("aws_ecs_service", "name")],
    ["services", "ECS/ContainerInsights", ["RunningTaskCount"], suffixed("aws_ecs_service", "name")],
    ["database", "AWS/RDS", ["CPUUtilization", "ACUUtilization"], databases],
    ["database", "AWS/RDS", ["DatabaseConnections", "AuroraReplicaLagMaximum"], databases],
    ["batch", "AWS/SQS", ["ApproximateNumberOfMessagesVisible"], suffixed("aws_sqs_queue", "name")],
    ["KPIs", NAMESPACE, kpis.map((each) => text(at(each, "metric_transformation", "name"))), [NAMESPACE]],
  ])("LP-63 shows of the %s in %s: %j", (_, namespace, metrics, things) => {
    const wanted = things.flatMap((thing) => metrics.map((metric) => [namespace, metric, thing]));
    const missing = wanted.filter(
      (parts) => !series.some((each) => parts.every((part) => each.includes(part))),
    );
    expect(wanted).not.toEqual([]);
    expect(missing).toEqual([]);
  });

  test("LP-63 shows the states of alarms and the services' errors, all in the system's region", () => {
    const [alarms] = widgets.filter(({ type }) => type === "alarm");
    expect(pointsAt(at(alarms, "properties", "alarms"))).not.toEqual([]);
    const [errors] = widgets.filter(({ type }) => type === "log");
    const logs = pointsAt(at(errors, "properties", "query")).map((log) => system.follow(`\${${log}}`));
    expect(logs).toEqual([logOf("loan_api"), logOf("credit_decision")]);
    const regions = widgets.flatMap((widget) => at(widget, "properties", "region") ?? []);
    expect([...new Set(regions)]).toEqual(["us-east-1"]);
  });
});

describe("LP-64", () => {
  const trail = system.only("aws_cloudtrail");
  const account = "${data.aws_caller_identity.caller.account_id}";

  test("LP-64 the trail is on in all regions, validated, under a CMK that lets it encrypt", () => {
    expect(trail).toMatchObject({
      enable_logging: true,
      is_multi_region_trail: true,
      include_global_service_events: true,
      enable_log_file_validation: true,
    });
    const key = system.follow(trail.kms_key_id);
    expect(key.enable_key_rotation).toBe(true);
    const own = `arn:\${data.aws_partition.partition.partition}:cloudtrail:us-east-1:${account}:trail/${text(trail.name)}`;
    expect(system.statement(key.policy, "AllowTrailEncryption")).toMatchObject({
      actions: ["kms:GenerateDataKey*"],
      principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
    });
    expect(text(system.statement(key.policy, "AllowTrailEncryption").condition as unknown as Json)).toContain(
      own,
    );
  });

  test("LP-64 it records management events, and who reads or writes documents", () => {
    const documents = system.follow(system.section("output").documents_bucket?.value);
    expect((trail.advanced_event_selector as JsonObject[]).map((each) => each.field_selector)).toEqual([
      [{ field: "eventCategory", equals: ["Management"] }],
      // Without a `readOnly` selector: reads and writes.
      [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        { field: "resources.ARN", starts_with: [`${bucketArn(documents)}/`] },
      ],
    ]);
  });

  const from = (type: string, argument: string) => all(type).flatMap((each) => pointsAt(each[argument]));

  test("LP-64 what CloudTrail, the web ACLs and the VPC write is kept: all requests, all traffic", () => {
    expect(pointsAt(trail.s3_bucket_name)).toEqual(["aws_s3_bucket.trail_bucket"]);
    expect(pointsAt(trail.cloud_watch_logs_group_arn)).toEqual(["aws_cloudwatch_log_group.trail_log"]);
    const acls = from("aws_wafv2_web_acl_logging_configuration", "resource_arn");
    expect(acls.sort()).toEqual(names("aws_wafv2_web_acl").sort());
    for (const logging of all("aws_wafv2_web_acl_logging_configuration")) {
      expect(logging).not.toHaveProperty("logging_filter");
      expect(system.follow(at(logging, "log_destination_configs", 0)).kms_key_id).toBeDefined();
    }
    const flow = system.only("aws_flow_log");
    expect(flow).toMatchObject({ traffic_type: "ALL", vpc_id: "${aws_vpc.network.id}" });
    expect(pointsAt(flow.log_destination)).toEqual(["aws_cloudwatch_log_group.network_flow_logs_log"]);
  });

  test("LP-64 the load balancer's, CloudFront's and S3's access logs go to the log bucket", () => {
    const target = ["aws_s3_bucket.access_logs"];
    expect(at(system.only("aws_lb"), "access_logs", "enabled")).toBe(true);
    expect(pointsAt(at(system.only("aws_lb"), "access_logs", "bucket"))).toEqual(target);
    const delivery = system.only("aws_cloudwatch_log_delivery");
    const { resource_arn: source } = system.follow(delivery.delivery_source_name);
    expect(pointsAt(source)).toEqual(names("aws_cloudfront_distribution"));
    const destination = system.follow(delivery.delivery_destination_arn);
    expect(pointsAt(destination.delivery_destination_configuration)).toEqual(target);
    expect(delivery.depends_on).toContain("aws_s3_bucket_policy.access_logs");
    const logged = from("aws_s3_bucket_logging", "bucket");
    expect([...logged, ...target].sort()).toEqual(names("aws_s3_bucket").sort());
    expect([...new Set(from("aws_s3_bucket_logging", "target_bucket"))]).toEqual(target);
  });
});
