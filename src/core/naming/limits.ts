/**
 * The resource types that a name can begin with, and the longest name AWS takes for each
 * (the service's API reference, "Length Constraints"). A type that is not here has no name in Plinth.
 */
export const NAME_LIMITS = {
  alb: 32, // elbv2 CreateLoadBalancer
  bucket: 63, // s3 CreateBucket
  cluster: 255, // ecs CreateCluster
  eip: 256, // tag value
  "flow-log": 256, // tag value
  igw: 256, // tag value
  key: 250, // kms CreateAlias: 256 with "alias/"
  log: 512, // logs CreateLogGroup, as the last part of a path
  nacl: 256, // tag value
  nat: 256, // tag value
  policy: 128, // iam CreatePolicy
  role: 64, // iam CreateRole
  rt: 256, // tag value
  service: 255, // ecs CreateService
  "security-group": 255, // ec2 CreateSecurityGroup, which refuses names that begin with "sg-"
  subnet: 256, // tag value
  table: 255, // dynamodb CreateTable
  task: 255, // ecs RegisterTaskDefinition, family
  tg: 32, // elbv2 CreateTargetGroup
  vpc: 256, // tag value
} as const;

export type NamedType = keyof typeof NAME_LIMITS;
