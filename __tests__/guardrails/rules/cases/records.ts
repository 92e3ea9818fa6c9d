import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN, variable } from "../case";

const sealed = { is_multi_region_trail: true, enable_log_file_validation: true };
const basic = (selector: object) => ({ ...sealed, event_selector: [selector] });
const category = (name: string) => ({ field: "eventCategory", equals: [name] });
const advanced = (...selectors: object[][]) => ({
  ...sealed,
  advanced_event_selector: selectors.map((field_selector) => ({ field_selector })),
});
const task = (container: object) => ({
  container_definitions: JSON.stringify([{ name: "a", ...container }]),
});
const insights = (value: unknown) => ({ setting: [{ name: "containerInsights", value }] });
const exported = (engine: unknown, logs: unknown) => ({ engine, enabled_cloudwatch_logs_exports: logs });
const bucket = { "aws_s3_bucket.x": { bucket: "x" } };
const trailTo = { "aws_cloudtrail.t": { s3_bucket_name: "${aws_s3_bucket.x.id}" } };
const expires = (days: unknown, more: object = {}) => ({
  "aws_s3_bucket_lifecycle_configuration.l": {
    bucket: "${aws_s3_bucket.x.id}",
    rule: [{ status: "Enabled", expiration: [{ days }], ...more }],
  },
});
const subscription = (group: string) => ({
  "aws_cloudwatch_log_subscription_filter.f": {
    log_group_name: group,
    destination_arn: "arn:aws:firehose:x",
  },
});
const delivers = {
  "aws_kinesis_firehose_delivery_stream.d": {
    extended_s3_configuration: { bucket_arn: "${aws_s3_bucket.x.arn}" },
  },
};
const archive = {
  ...delivers,
  "aws_cloudwatch_log_subscription_filter.f": {
    destination_arn: "${aws_kinesis_firehose_delivery_stream.d.arn}",
  },
};
/** What else logs to the bucket. */
const LOGGING = [
  {
    "aws_cloudfront_distribution.d": {
      logging_config: { bucket: "${aws_s3_bucket.x.bucket_domain_name}" },
    },
  },
  {
    "aws_cloudwatch_log_delivery_destination.d": {
      delivery_destination_configuration: { destination_resource_arn: "${aws_s3_bucket.x.arn}" },
    },
  },
  {
    "aws_wafv2_web_acl_logging_configuration.w": { log_destination_configs: ["${aws_s3_bucket.x.arn}"] },
  },
];
const lambda = (more: object = {}) => ({ "aws_lambda_function.x": { function_name: "f-${var.v}", ...more } });
const group = (name: string) => ({ "aws_cloudwatch_log_group.g": { name } });
const alarm = { "aws_cloudwatch_metric_alarm.x": { alarm_name: "x" } };

export const records: readonly Case[] = [
  ...bodiesOf("logging-trail", "aws_cloudtrail", {
    compliant: [
      sealed,
      basic({ data_resource: [] }),
      basic({ include_management_events: true, read_write_type: "All" }),
      { ...sealed, event_selector: [{ read_write_type: "WriteOnly" }, { read_write_type: "All" }] },
      advanced(
        [category("Data"), { field: "resources.type", equals: ["AWS::S3::Object"] }],
        [category("Management")],
      ),
    ],
    violation: [
      basic({ include_management_events: false }),
      basic({ read_write_type: "WriteOnly" }),
      basic({ exclude_management_event_sources: ["kms.amazonaws.com"] }),
      advanced([category("Data")]),
      advanced([{ field: "resources.type", equals: ["Management"] }]),
      advanced([category("Management"), { field: "readOnly", equals: ["false"] }]),
      {},
      { ...sealed, enable_log_file_validation: false },
      { ...sealed, enable_logging: false },
    ],
    unknown: [
      { ...sealed, is_multi_region_trail: HIDDEN },
      basic({ include_management_events: HIDDEN }),
      basic({ exclude_management_event_sources: [HIDDEN] }),
      advanced([category(HIDDEN)]),
      { ...sealed, advanced_event_selector: HIDDEN },
    ],
  }),
  ...bodiesOf(
    "logging-trail-log-group",
    "aws_cloudtrail",
    {
      compliant: [{ cloud_watch_logs_group_arn: "${aws_cloudwatch_log_group.g.arn}:*" }],
      violation: [{}],
      unknown: [{ cloud_watch_logs_group_arn: "${var.v ? var.v : null}" }],
    },
    group("g"),
  ),
  ...besideOf(
    "logging-cdn-access-logs",
    { "aws_cloudfront_distribution.x": {} },
    {
      compliant: [
        { "aws_cloudwatch_log_delivery_source.s": { resource_arn: "${aws_cloudfront_distribution.x.arn}" } },
      ],
      violation: [{}],
      unknown: [{ "aws_cloudwatch_log_delivery_source.s": { resource_arn: HIDDEN } }],
    },
  ),
  ...bodiesOf("logging-cdn-access-logs", "aws_cloudfront_distribution", {
    compliant: [{ logging_config: { bucket: "b.s3.amazonaws.com" } }],
  }),
  ...besideOf(
    "logging-web-acl-logs",
    { "aws_wafv2_web_acl.x": {} },
    {
      compliant: [
        { "aws_wafv2_web_acl_logging_configuration.l": { resource_arn: "${aws_wafv2_web_acl.x.arn}" } },
      ],
      violation: [{}],
      unknown: [{ "aws_wafv2_web_acl_logging_configuration.l": { resource_arn: HIDDEN } }],
    },
  ),
  ...bodiesOf("logging-cluster-insights", "aws_ecs_cluster", {
    compliant: [insights("enabled"), insights("enhanced")],
    violation: [{}, insights("disabled")],
    unknown: [insights(HIDDEN), { setting: HIDDEN }],
  }),
  ...bodiesOf("logging-database-logs", "aws_rds_cluster", {
    compliant: [exported("aurora-postgresql", ["postgresql"]), exported("aurora-mysql", ["audit", "error"])],
    violation: [
      { engine: "aurora-postgresql" },
      exported("aurora-postgresql", ["upgrade"]),
      exported("aurora-mysql", ["slowquery"]),
    ],
    unknown: [exported(HIDDEN, ["postgresql"]), exported("aurora-postgresql", HIDDEN)],
  }),
  ...bodiesOf("logging-database-logs", "aws_docdb_cluster", { violation: [{}] }),
  ...bodiesOf("logging-container-logs", "aws_ecs_task_definition", {
    compliant: [task({ logConfiguration: { logDriver: "awslogs" } })],
    violation: [task({})],
    unknown: [
      { container_definitions: HIDDEN },
      { container_definitions: '${jsonencode([{"logConfiguration" = var.v}])}' },
    ],
  }),
  ...bodiesOf("logging-log-group-year", "aws_cloudwatch_log_group", {
    compliant: [{ retention_in_days: 365 }, { retention_in_days: 0 }],
    violation: [{ retention_in_days: 30 }],
    unknown: [{ retention_in_days: HIDDEN }],
  }),
  ...besideOf(
    "logging-log-group-year",
    { "aws_cloudwatch_log_group.x": { name: "x", retention_in_days: 30 } },
    {
      compliant: [subscription("${aws_cloudwatch_log_group.x.name}"), subscription("x")],
      violation: [subscription("another")],
      unknown: [subscription(HIDDEN)],
    },
  ),
  ...besideOf("logging-log-bucket-year", bucket, {
    compliant: [
      trailTo,
      { ...trailTo, ...expires(400) },
      { ...trailTo, ...expires(30, { status: "Disabled" }) },
      { ...trailTo, ...expires(undefined, { expiration: [{ days: 400, date: "" }] }) },
      { ...archive, ...expires(365) },
    ],
    violation: [
      { ...trailTo, ...expires(90) },
      { ...trailTo, ...expires(undefined, { expiration: [{ date: "2027-01-01T00:00:00Z" }] }) },
      { ...archive, ...expires(90) },
      ...LOGGING.map((writer) => ({ ...writer, ...expires(90) })),
    ],
    unknown: [
      { ...trailTo, ...expires(HIDDEN) },
      { ...trailTo, ...expires(undefined, { expiration: [{ date: HIDDEN }] }) },
    ],
    "not-applicable": [expires(90), { ...delivers, ...expires(90) }],
  }),
  ...besideOf("logging-function-log-group", lambda(), {
    compliant: [group("/aws/lambda/f-${var.v}"), group("/aws/lambda/${aws_lambda_function.x.function_name}")],
    violation: [{}, group("/aws/lambda/other")],
  }),
  ...besideOf(
    "logging-function-log-group",
    lambda({ logging_config: { log_group: "${aws_cloudwatch_log_group.g.name}" } }),
    {
      compliant: [group("g")],
      unknown: [{}],
    },
  ),
  ...besideOf("logging-function-log-group", lambda({ logging_config: { log_group: "elsewhere" } }), {
    violation: [{}],
  }),
  ...besideOf("logging-alarm-actions", alarm, {
    compliant: [
      {
        "aws_cloudwatch_composite_alarm.c": {
          alarm_rule: "ALARM(${aws_cloudwatch_metric_alarm.x.alarm_name})",
        },
      },
    ],
    violation: [{}],
  }),
  ...bodiesOf("logging-alarm-actions", "aws_cloudwatch_metric_alarm", {
    compliant: [{ alarm_actions: ["arn:aws:sns:us-east-1:1:t"] }],
    violation: [
      { alarm_actions: [] },
      { alarm_actions: ["arn:aws:sns:us-east-1:1:t"], actions_enabled: false },
    ],
    unknown: [{ alarm_actions: ["arn:aws:sns:us-east-1:1:t"], actions_enabled: HIDDEN }],
  }),
  ...casesOf("logging-flow-log-traffic", [
    { shows: "all", outcome: "compliant", resources: { "aws_flow_log.x": { traffic_type: "ALL" } } },
    {
      shows: "refused only",
      outcome: "violation",
      resources: { "aws_flow_log.x": { traffic_type: "REJECT" } },
    },
    {
      shows: "a variable",
      outcome: "unknown",
      resources: { "aws_flow_log.x": { traffic_type: HIDDEN } },
      rest: variable,
    },
    {
      shows: "a transit gateway's",
      outcome: "not-applicable",
      resources: { "aws_flow_log.x": { transit_gateway_id: "tgw-1" } },
    },
  ]),
];
