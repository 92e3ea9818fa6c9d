/**
 * The endpoint services that the actions of an IAM prefix go to, where it is not the prefix itself
 * (VPC user guide, "AWS services that integrate with AWS PrivateLink").
 */
const ENDPOINTS: Readonly<Record<string, readonly string[]>> = {
  autoscaling: ["autoscaling"],
  cloudwatch: ["monitoring"],
  // The log-in and what an image is made of are asked of the API, its manifest of the registry.
  ecr: ["ecr.api", "ecr.dkr"],
  firehose: ["kinesis-firehose"],
  kinesis: ["kinesis-streams"],
  "execute-api": ["execute-api"],
};

/** Prefixes that are no calls from inside a VPC: a right to pass a role, a log-in to a database. */
const NO_CALLS: readonly string[] = ["iam", "rds-db"];

/** The endpoint services that an action needs; none if it is no call to an API. */
export function endpointsOf(action: string): readonly string[] {
  const prefix = action.replace(/:.*/s, "").toLowerCase();
  return NO_CALLS.includes(prefix) ? [] : (ENDPOINTS[prefix] ?? [prefix]);
}

/** What AWS does outside the VPC with a function's role: its log, its traces, its network interfaces. */
const BY_LAMBDA =
  /^(?:logs|xray):|^ec2:\w*(?:NetworkInterfaces?|PrivateIpAddresses|Subnets|SecurityGroups|Vpcs)$/i;

export function isDoneByLambda(action: string): boolean {
  return BY_LAMBDA.test(action);
}

/** What Lambda itself asks of the source of a function's events. */
const POLLING =
  /^kinesis:(?:Describe\w*|Get\w*|List\w*|SubscribeToShard)$|^sqs:(?:ReceiveMessage|DeleteMessage|GetQueueAttributes|ChangeMessageVisibility)$|^dynamodb:(?:DescribeStream|GetRecords|GetShardIterator|ListStreams)$/i;

export function isPolling(action: string): boolean {
  return POLLING.test(action);
}
