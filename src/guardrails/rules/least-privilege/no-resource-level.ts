/**
 * Actions for which AWS knows no resource, so that a statement has to say `*` (Service Authorization Reference).
 * `*` at the end stands for any end.
 */
const NO_RESOURCE = [
  "acm:ListCertificates",
  "application-autoscaling:Describe*",
  "athena:ListWorkGroups",
  "autoscaling:Describe*",
  "cloudfront:List*",
  "cloudtrail:DescribeTrails",
  "cloudtrail:ListTrails",
  "cloudwatch:GetMetricData",
  "cloudwatch:GetMetricStatistics",
  "cloudwatch:ListMetrics",
  "cloudwatch:PutMetricData",
  "dynamodb:ListStreams",
  "dynamodb:ListTables",
  "ec2:Describe*",
  "ec2messages:*",
  "ecr:GetAuthorizationToken",
  "ecs:CreateCluster",
  "ecs:DeregisterTaskDefinition",
  "ecs:DescribeTaskDefinition",
  "ecs:DiscoverPollEndpoint",
  "ecs:ListClusters",
  "ecs:ListTaskDefinitions",
  "elasticloadbalancing:Describe*",
  "events:ListRules",
  "iam:ListRoles",
  "kinesis:ListStreams",
  "kms:CreateKey",
  "kms:GenerateRandom",
  "kms:ListAliases",
  "kms:ListKeys",
  "lambda:ListFunctions",
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
  "s3:GetAccountPublicAccessBlock",
  "s3:ListAllMyBuckets",
  "secretsmanager:GetRandomPassword",
  "secretsmanager:ListSecrets",
  "servicediscovery:List*",
  "sns:ListTopics",
  "sqs:ListQueues",
  "ssm:DescribeParameters",
  "ssm:UpdateInstanceInformation",
  "ssmmessages:*",
  "sts:GetCallerIdentity",
  "tag:GetResources",
  "xray:GetSamplingRules",
  "xray:GetSamplingStatisticSummaries",
  "xray:GetSamplingTargets",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];

/** What Lambda does with network interfaces that it makes itself, whose ids nobody knows before. */
const OF_LAMBDA = [
  "ec2:AssignPrivateIpAddresses",
  "ec2:CreateNetworkInterface",
  "ec2:DeleteNetworkInterface",
  "ec2:UnassignPrivateIpAddresses",
];

const lowered = (patterns: readonly string[]): string[] => patterns.map((pattern) => pattern.toLowerCase());
const WHOLE = new Set(lowered(NO_RESOURCE.filter((pattern) => !pattern.endsWith("*"))));
const BEGINNINGS = lowered(NO_RESOURCE.filter((pattern) => pattern.endsWith("*"))).map((pattern) =>
  pattern.slice(0, -1),
);
const LAMBDAS = new Set(lowered(OF_LAMBDA));

/** Whether an action has to be allowed on `*`. */
export function hasNoResource(action: string, forLambda: boolean): boolean {
  const wanted = action.toLowerCase();
  if (WHOLE.has(wanted) || (forLambda && LAMBDAS.has(wanted))) return true;
  return BEGINNINGS.some((beginning) => wanted.startsWith(beginning));
}
