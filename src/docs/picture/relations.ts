import { type Json, type JsonObject } from "../../core/synthesis/json";
import { type Graph } from "./graph";

/** What is outside of the configuration: customers, and AWS's APIs behind the NAT gateways. */
export const OUTSIDE = "outside";

/** Something that a picture must draw: who reaches, starts, writes to or reads what. */
export interface Relation {
  /** An address, or `OUTSIDE`. */
  readonly from: string;
  readonly to: string;
  /** The address of the resource that says so. */
  readonly by: string;
  /** Of security groups: it stands in the label. */
  readonly port?: number;
}

type Ends = readonly [from: readonly string[], to: readonly string[], port?: Json | undefined];

/** How each type of resource relates others, or itself, to others. */
const READERS: Readonly<Record<string, (graph: Graph, body: JsonObject, self: string) => Ends[]>> = {
  aws_vpc_security_group_ingress_rule: (graph, body) => [
    [
      orOutside(graph.pointsAt(body.referenced_security_group_id)),
      graph.pointsAt(body.security_group_id),
      body.from_port,
    ],
  ],
  aws_vpc_security_group_egress_rule: (graph, body) => {
    const target = graph.pointsAt([body.referenced_security_group_id ?? null, body.prefix_list_id ?? null]);
    const gateways = graph.of("aws_nat_gateway").map(([address]) => address);
    const away = gateways.length > 0 ? gateways : [OUTSIDE];
    const to = target.length > 0 ? target : away;
    return [[graph.pointsAt(body.security_group_id), to, body.from_port]];
  },
  aws_nat_gateway: (_, __, self) => [[[self], [OUTSIDE]]],
  aws_wafv2_web_acl_association: (graph, body) => [
    [graph.pointsAt(body.web_acl_arn), graph.pointsAt(body.resource_arn)],
  ],
  aws_cloudfront_distribution: (graph, body, self) => [
    [[OUTSIDE], [self]],
    [graph.pointsAt(body.web_acl_id), [self]],
    [[self], graph.pointsAt(body.origin).filter((address) => !address.startsWith("aws_cloudfront_"))],
  ],
  aws_lb: (graph, body, self) => [[[self], graph.pointsAt(body.access_logs)]],
  aws_s3_bucket_logging: (graph, body) => [[graph.pointsAt(body.bucket), graph.pointsAt(body.target_bucket)]],
  aws_cloudwatch_log_delivery: (graph, body) => {
    const follow = (value: Json | undefined) =>
      graph.pointsAt(value).flatMap((address) => graph.pointsAt(graph.body(address)));
    return [[follow(body.delivery_source_name), follow(body.delivery_destination_arn)]];
  },
  aws_cloudtrail: (graph, body, self) => {
    const { s3_bucket_name: bucket, cloud_watch_logs_group_arn: group, sns_topic_name: topic } = body;
    return [[[self], [bucket, group, topic].flatMap((value) => graph.pointsAt(value))]];
  },
  aws_flow_log: (graph, body, self) => [[[self], graph.pointsAt(body.log_destination)]],
  aws_wafv2_web_acl_logging_configuration: (graph, body) => [
    [graph.pointsAt(body.resource_arn), graph.pointsAt(body.log_destination_configs)],
  ],
  aws_cloudwatch_log_subscription_filter: (graph, body) => [
    [graph.pointsAt(body.log_group_name), graph.pointsAt(body.destination_arn)],
  ],
  aws_s3_bucket_notification: (graph, body) => [[graph.pointsAt(body.bucket), graph.pointsAt(body.queue)]],
  aws_sqs_queue: (graph, body, self) => [[[self], graph.pointsAt(body.redrive_policy)]],
  aws_glue_catalog_table: (graph, body, self) => [[[self], graph.pointsAt(body.storage_descriptor)]],
  aws_cloudwatch_log_metric_filter: (graph, body, self) => [[graph.pointsAt(body.log_group_name), [self]]],
  aws_cloudwatch_metric_alarm: (graph, body, self) => [[[self], graph.pointsAt(body.alarm_actions)]],
  aws_cloudwatch_event_target: (graph, body) => {
    const task = (body.ecs_target as JsonObject | undefined)?.task_definition_arn;
    const rule = graph.pointsAt(body.rule);
    return [
      [rule, graph.pointsAt(task ?? body.arn)],
      [rule, graph.pointsAt(body.dead_letter_config)],
    ];
  },
  aws_iam_policy: (graph, body, self) => [[[self], graph.inPolicy(body.policy).filter(isPlace)]],
  aws_ecs_task_definition: writesLogs,
  aws_ecs_cluster: writesLogs,
  aws_lambda_function: writesLogs,
  aws_rds_cluster: writesLogs,
};

/** Every relation of a configuration, one for each pair of ends. */
export function relationsOf(graph: Graph): Relation[] {
  return Object.entries(READERS).flatMap(([type, read]) =>
    graph
      .of(type)
      .flatMap(([by, body]) =>
        read(graph, body, by).flatMap(([from, to, port]) =>
          from.flatMap((a) =>
            to.map((b): Relation => ({ from: a, to: b, by, ...(typeof port === "number" && { port }) })),
          ),
        ),
      ),
  );
}

function writesLogs(graph: Graph, body: JsonObject, self: string): Ends[] {
  return [
    [[self], graph.pointsAt(body).filter((address) => address.startsWith("aws_cloudwatch_log_group."))],
  ];
}

/** Keys and roles are what a policy works with, and not where anything goes. */
function isPlace(address: string): boolean {
  return !/^aws_(kms|iam)_/.test(address);
}

function orOutside(addresses: readonly string[]): readonly string[] {
  return addresses.length > 0 ? addresses : [OUTSIDE];
}
