import type { Case } from "../case";
import { besideOf, bodiesOf, HIDDEN } from "../case";

const subnet = (zone: unknown) => (zone === undefined ? {} : { availability_zone: zone });
const zone = (index: number) => `\${data.aws_availability_zones.z.names[${index}]}`;
const subnets = (one: unknown, other: unknown) => ({
  "aws_subnet.a": subnet(one),
  "aws_subnet.b": subnet(other),
  "data.aws_availability_zones.z": {},
});
const BOTH = ["${aws_subnet.a.id}", "${aws_subnet.b.id}"];
const cluster = { "aws_rds_cluster.x": { engine: "aurora-postgresql" } };
const member = (name: string, more: object = {}) => ({
  [`aws_rds_cluster_instance.${name}`]: { cluster_identifier: "${aws_rds_cluster.x.id}", ...more },
});
const route = {
  "aws_route.x": { route_table_id: "${aws_route_table.t.id}", nat_gateway_id: "${aws_nat_gateway.n.id}" },
};
const way = (home: unknown, away: unknown) => ({ "aws_route_table.t": {}, ...wayOf(home, away) });
const wayOf = (home: unknown, away: unknown) => ({
  "aws_nat_gateway.n": { subnet_id: "${aws_subnet.a.id}" },
  "aws_route_table_association.r": {
    route_table_id: "${aws_route_table.t.id}",
    subnet_id: "${aws_subnet.b.id}",
  },
  ...subnets(home, away),
});
const service = (more: object = {}) => ({ "aws_ecs_service.x": { name: "s", load_balancer: [{}], ...more } });
const scaled = (min: unknown) => ({
  "aws_appautoscaling_target.x": { min_capacity: min, resource_id: "service/c/${aws_ecs_service.s.name}" },
});
const queue = { "aws_sqs_queue.x": { name: "x" } };

export const availability: readonly Case[] = [
  ...besideOf("high-availability-database-instances", cluster, {
    compliant: [
      { ...member("a", subnet(zone(0))), ...member("b", subnet(zone(1))) },
      { ...member("a"), ...member("b") },
      member("a", { count: 2 }),
      member("a", { for_each: { one: {}, two: {} } }),
    ],
    violation: [
      {},
      member("a"),
      { ...member("a", subnet("us-east-1a")), ...member("b", subnet("us-east-1a")) },
    ],
    unknown: [
      member("a", { count: HIDDEN }),
      { "aws_rds_cluster_instance.a": { cluster_identifier: HIDDEN } },
    ],
  }),
  ...bodiesOf("high-availability-database-multi-az", "aws_db_instance", {
    compliant: [{ multi_az: true }],
    violation: [{}],
    unknown: [{ multi_az: HIDDEN }],
    "not-applicable": [{ replicate_source_db: "main" }],
  }),
  ...bodiesOf("high-availability-backup-retention", "aws_rds_cluster", {
    compliant: [{ backup_retention_period: 7 }],
    violation: [{}, { backup_retention_period: 6 }],
    unknown: [{ backup_retention_period: HIDDEN }],
  }),
  ...bodiesOf("high-availability-backup-retention", "aws_redshift_cluster", {
    violation: [{ backup_retention_period: 7 }],
  }),
  ...bodiesOf("high-availability-database-kept", "aws_rds_cluster", {
    compliant: [{ deletion_protection: true, final_snapshot_identifier: "last" }],
    violation: [{}, { skip_final_snapshot: false, deletion_protection: false }],
    unknown: [{ deletion_protection: HIDDEN }, { skip_final_snapshot: HIDDEN, deletion_protection: HIDDEN }],
    "not-applicable": [{ skip_final_snapshot: true }],
  }),
  ...bodiesOf("high-availability-table-recovery", "aws_dynamodb_table", {
    compliant: [{ point_in_time_recovery: { enabled: true } }],
    violation: [{}, { point_in_time_recovery: { enabled: true }, replica: [{ region_name: "us-west-2" }] }],
    unknown: [{ point_in_time_recovery: { enabled: HIDDEN } }],
  }),
  ...besideOf(
    "high-availability-bucket-versioning",
    { "aws_s3_bucket.x": { bucket: "x" } },
    {
      compliant: [versioning("Enabled")],
      violation: [{}, versioning("Suspended")],
      unknown: [versioning(HIDDEN), versioning("Enabled", HIDDEN)],
    },
  ),
  ...bodiesOf("high-availability-bucket-versioning", "aws_s3_bucket", {
    compliant: [{ versioning: { enabled: true } }],
    violation: [{ versioning: [{ mfa_delete: false }] }],
  }),
  ...bodiesOf("high-availability-backup-retention", "aws_db_instance", {
    violation: [{}],
    "not-applicable": [{ replicate_source_db: "main" }],
  }),
  ...besideOf(
    "high-availability-load-balancer-zones",
    { "aws_lb.x": { subnets: BOTH } },
    {
      compliant: [subnets(zone(0), zone(1)), subnets("us-east-1a", "us-east-1b")],
      violation: [subnets("us-east-1a", "us-east-1a"), subnets(zone(0), zone(0))],
      unknown: [subnets(HIDDEN, "us-east-1b"), {}],
    },
  ),
  ...bodiesOf("high-availability-load-balancer-zones", "aws_lb", {
    violation: [{}, { subnets: ["subnet-1"] }],
    unknown: [{ subnets: HIDDEN }],
  }),
  ...besideOf(
    "high-availability-service-zones",
    { "aws_ecs_service.x": { network_configuration: { subnets: BOTH } } },
    {
      compliant: [subnets(zone(0), zone(1))],
      violation: [subnets(zone(0), zone(0))],
      unknown: [subnets(undefined, zone(0))],
    },
  ),
  ...bodiesOf(
    "high-availability-service-zones",
    "aws_autoscaling_group",
    {
      violation: [{ vpc_zone_identifier: ["subnet-1"] }],
      unknown: [
        { vpc_zone_identifier: "${aws_subnet.a[*].id}" },
        { vpc_zone_identifier: "${var.v ? [aws_subnet.b.id] : [aws_subnet.c.id]}" },
      ],
    },
    {
      "aws_subnet.a": { count: 2 },
      "aws_subnet.b": subnet("us-east-1a"),
      "aws_subnet.c": subnet("us-east-1b"),
    },
  ),
  ...bodiesOf("high-availability-service-zones", "aws_lambda_function", { "not-applicable": [{}] }),
  ...besideOf("high-availability-service-count", service({ desired_count: 2 }), { compliant: [{}] }),
  ...besideOf("high-availability-service-count", service(), { violation: [{}] }),
  ...besideOf("high-availability-service-count", service({ desired_count: HIDDEN }), { unknown: [{}] }),
  ...besideOf("high-availability-service-count", service({ load_balancer: [] }), { "not-applicable": [{}] }),
  ...besideOf("high-availability-service-count", scaled(3), {
    compliant: [{ "aws_ecs_service.s": { name: "s", load_balancer: [{}] } }],
    "not-applicable": [{ "aws_ecs_service.s": { name: "s" } }],
  }),
  ...besideOf("high-availability-service-count", scaled(1), {
    violation: [{ "aws_ecs_service.s": { name: "s", load_balancer: [{}] } }],
  }),
  ...bodiesOf("high-availability-cache-failover", "aws_elasticache_replication_group", {
    compliant: [{ automatic_failover_enabled: true, multi_az_enabled: true }],
    violation: [{}, { automatic_failover_enabled: true }],
    unknown: [{ automatic_failover_enabled: HIDDEN, multi_az_enabled: true }],
  }),
  ...besideOf("high-availability-nat-per-zone", route, {
    compliant: [way(zone(0), zone(0))],
    violation: [way(zone(0), zone(1)), way("us-east-1a", "us-east-1b")],
    unknown: [way(zone(0), HIDDEN), way(HIDDEN, HIDDEN), {}],
  }),
  ...besideOf(
    "high-availability-nat-per-zone",
    {
      "aws_route_table.t": {
        route: [{ nat_gateway_id: "${aws_nat_gateway.n.id}" }, { gateway_id: "igw-1" }],
      },
    },
    {
      compliant: [wayOf(zone(0), zone(0))],
      violation: [wayOf(zone(0), zone(1))],
      unknown: [wayOf(zone(0), HIDDEN)],
    },
  ),
  ...bodiesOf("high-availability-nat-per-zone", "aws_route", {
    "not-applicable": [{ gateway_id: "igw-1" }],
  }),
  ...bodiesOf("high-availability-deployment-rollback", "aws_ecs_service", {
    compliant: [
      { deployment_circuit_breaker: { enable: true, rollback: true } },
      { alarms: { enable: true, rollback: true, alarm_names: ["a"] } },
    ],
    violation: [{}, { deployment_circuit_breaker: { enable: true, rollback: false } }],
    unknown: [{ deployment_circuit_breaker: { enable: true, rollback: HIDDEN } }],
    "not-applicable": [{ deployment_controller: { type: "CODE_DEPLOY" } }],
  }),
  ...besideOf("high-availability-queue-dead-letters", queue, {
    compliant: [{ "aws_sqs_queue_redrive_policy.r": { queue_url: "${aws_sqs_queue.x.id}" } }],
    violation: [{}, { "aws_cloudwatch_dashboard.d": { dashboard_body: "${aws_sqs_queue.x.name}" } }],
    unknown: [{ "aws_sqs_queue_redrive_policy.r": { queue_url: HIDDEN } }],
    "not-applicable": [
      {
        "aws_sqs_queue.y": { redrive_policy: '${jsonencode({"deadLetterTargetArn" = aws_sqs_queue.x.arn})}' },
      },
      { "aws_cloudwatch_event_target.t": { dead_letter_config: { arn: "${aws_sqs_queue.x.arn}" } } },
    ],
  }),
  ...bodiesOf("high-availability-queue-dead-letters", "aws_sqs_queue", {
    compliant: [{ redrive_policy: HIDDEN }],
  }),
  ...bodiesOf("high-availability-search-domain-zones", "aws_opensearch_domain", {
    compliant: [{ cluster_config: { zone_awareness_enabled: true, instance_count: 2 } }],
    violation: [{}, { cluster_config: { zone_awareness_enabled: true, instance_count: 1 } }],
    unknown: [{ cluster_config: { zone_awareness_enabled: HIDDEN, instance_count: 2 } }],
  }),
];

function versioning(status: unknown, bucket = "${aws_s3_bucket.x.id}") {
  return { "aws_s3_bucket_versioning.v": { bucket, versioning_configuration: { status } } };
}
