/**
 * The AWS services that a VPC endpoint leads to, by the last part of the endpoint's service name
 * (`com.amazonaws.<region>.<key>`), and the IAM prefixes of the actions that go there
 * (VPC user guide, "AWS services that integrate with AWS PrivateLink"; Service Authorization Reference).
 */
export const INTERFACE_SERVICES = {
  athena: ["athena"],
  ec2messages: ["ec2messages"],
  "ecr.api": ["ecr"],
  "ecr.dkr": ["ecr"],
  ecs: ["ecs"],
  "ecs-agent": ["ecs"],
  "ecs-telemetry": ["ecs"],
  glue: ["glue"],
  "kinesis-firehose": ["firehose"],
  "kinesis-streams": ["kinesis"],
  kms: ["kms"],
  logs: ["logs"],
  monitoring: ["cloudwatch"],
  secretsmanager: ["secretsmanager"],
  sqs: ["sqs"],
  ssm: ["ssm"],
  ssmmessages: ["ssmmessages"],
  sts: ["sts"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Gateway endpoints cost nothing and are reached by routes. */
export const GATEWAY_SERVICES = {
  dynamodb: ["dynamodb"],
  s3: ["s3"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/**
 * Endpoints that take no policy, as far as AWS was seen to say (awsdocs/amazon-ecs-developer-guide, issue 55); one that
 * were refused would end an apply. Only the agents of ECS on EC2 use them.
 */
const WITHOUT_POLICY: readonly EndpointService[] = ["ecs-agent", "ecs-telemetry"];

export function takesPolicy(service: EndpointService): boolean {
  return !WITHOUT_POLICY.includes(service);
}

export type InterfaceService = keyof typeof INTERFACE_SERVICES;
export type GatewayService = keyof typeof GATEWAY_SERVICES;
export type EndpointService = InterfaceService | GatewayService;

const PREFIXES: Readonly<Record<EndpointService, readonly string[]>> = {
  ...INTERFACE_SERVICES,
  ...GATEWAY_SERVICES,
};

/** Those of some IAM actions (`kinesis:PutRecords`) that go to an endpoint's service. */
export function actionsOf(service: EndpointService, actions: readonly string[]): string[] {
  return actions.filter((action) => PREFIXES[service].includes(action.replace(/:.*/s, "")));
}
