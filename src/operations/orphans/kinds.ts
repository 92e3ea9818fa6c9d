/** What Terraform and the AWS CLI call a kind of resource. */
export interface Kind {
  /** Terraform's type. */
  readonly type: string;
  /** What `terraform import` takes it by: the last part of its ARN, or the ARN. */
  readonly by: "id" | "arn";
  /** How it is deleted, before its id: of those that AWS names, which may be made twice. */
  readonly deletion?: string;
}

const ec2 = (type: string, name: string, id = `${name}-id`): Kind => ({
  type,
  by: "id",
  deletion: `aws ec2 delete-${name} --${id}`,
});

/** By service and resource type as in the ARN. */
const KINDS: Readonly<Record<string, Kind>> = {
  "acm:certificate": {
    type: "aws_acm_certificate",
    by: "arn",
    deletion: "aws acm delete-certificate --certificate-arn",
  },
  "cloudfront:distribution": { type: "aws_cloudfront_distribution", by: "id" },
  "cloudwatch:alarm": { type: "aws_cloudwatch_metric_alarm", by: "id" },
  "dynamodb:table": { type: "aws_dynamodb_table", by: "id" },
  "ec2:elastic-ip": { type: "aws_eip", by: "id", deletion: "aws ec2 release-address --allocation-id" },
  "ec2:internet-gateway": ec2("aws_internet_gateway", "internet-gateway"),
  "ec2:natgateway": ec2("aws_nat_gateway", "nat-gateway"),
  "ec2:network-acl": ec2("aws_network_acl", "network-acl"),
  "ec2:route-table": ec2("aws_route_table", "route-table"),
  "ec2:security-group": ec2("aws_security_group", "security-group", "group-id"),
  "ec2:subnet": ec2("aws_subnet", "subnet"),
  "ec2:vpc": ec2("aws_vpc", "vpc"),
  "ec2:vpc-endpoint": ec2("aws_vpc_endpoint", "vpc-endpoints", "vpc-endpoint-ids"),
  "ec2:vpc-flow-log": ec2("aws_flow_log", "flow-logs", "flow-log-ids"),
  "ecr:repository": { type: "aws_ecr_repository", by: "id" },
  "ecs:cluster": { type: "aws_ecs_cluster", by: "id" },
  "ecs:task-definition": { type: "aws_ecs_task_definition", by: "arn" },
  "elasticloadbalancing:loadbalancer": { type: "aws_lb", by: "arn" },
  "elasticloadbalancing:targetgroup": { type: "aws_lb_target_group", by: "arn" },
  "kms:key": {
    type: "aws_kms_key",
    by: "id",
    deletion: "aws kms schedule-key-deletion --pending-window-in-days 7 --key-id",
  },
  "lambda:function": { type: "aws_lambda_function", by: "id" },
  "logs:log-group": { type: "aws_cloudwatch_log_group", by: "id" },
  "rds:cluster": { type: "aws_rds_cluster", by: "id" },
  "rds:db": { type: "aws_rds_cluster_instance", by: "id" },
  "route53:hostedzone": { type: "aws_route53_zone", by: "id" },
  "secretsmanager:secret": { type: "aws_secretsmanager_secret", by: "arn" },
  "sns:": { type: "aws_sns_topic", by: "arn" },
  "s3:": { type: "aws_s3_bucket", by: "id" },
};

/** The parts of an ARN that matter here. */
export interface Arn {
  readonly service: string;
  readonly region: string;
  /** `key`, `vpc`, ...; empty where the service has one kind only. */
  readonly type: string;
  /** What follows the type, or all. */
  readonly id: string;
}

/** Takes an ARN apart: `arn:aws:kms:us-east-1:123456789012:key/1234` or `...:log-group:/a/b`. */
export function parseArn(arn: string): Arn {
  const [, , service, region, , ...rest] = arn.split(":") as [string, string, string, string, ...string[]];
  const resource = rest.join(":");
  const [, type = "", id = resource] = /^([a-z][a-z0-9-]*)[/:](.+)$/.exec(resource) ?? [];
  return { service, region, type, id: id.replace(/:\*$/, "") };
}

export function kindOf({ service, type }: Arn): Kind | undefined {
  return KINDS[`${service}:${type}`];
}
