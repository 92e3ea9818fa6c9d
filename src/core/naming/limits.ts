/**
 * The resource types that a name can begin with, and the longest name AWS takes for each
 * (the service's API reference, "Length Constraints"). A type that is not here has no name in Plinth.
 */
export const NAME_LIMITS = {
  alarm: 255, // cloudwatch PutMetricAlarm
  alb: 32, // elbv2 CreateLoadBalancer
  "backup-plan": 50, // backup CreateBackupPlan
  "backup-selection": 50, // backup CreateBackupSelection
  "backup-vault": 50, // backup CreateBackupVault
  bucket: 63, // s3 CreateBucket
  "cache-policy": 128, // cloudfront CreateCachePolicy
  cluster: 255, // ecs CreateCluster
  dashboard: 255, // cloudwatch PutDashboard
  database: 255, // glue CreateDatabase
  "db-cluster": 63, // rds CreateDBCluster
  "db-instance": 63, // rds CreateDBInstance
  "db-parameters": 255, // rds CreateDBClusterParameterGroup
  "db-subnets": 255, // rds CreateDBSubnetGroup
  delivery: 60, // logs PutDeliverySource, PutDeliveryDestination
  "delivery-stream": 64, // firehose CreateDeliveryStream
  eip: 256, // tag value
  endpoint: 256, // tag value
  "flow-log": 256, // tag value
  function: 64, // lambda CreateFunction
  "headers-policy": 128, // cloudfront CreateResponseHeadersPolicy
  igw: 256, // tag value
  instance: 256, // tag value
  "instance-profile": 128, // iam CreateInstanceProfile
  "ip-set": 128, // wafv2 CreateIPSet
  key: 250, // kms CreateAlias: 256 with "alias/"
  log: 512, // logs CreateLogGroup, as the last part of a path
  "metric-filter": 512, // logs PutMetricFilter
  metrics: 255, // cloudwatch PutMetricData, namespace
  nacl: 256, // tag value
  namespace: 253, // servicediscovery CreatePrivateDnsNamespace, a DNS name
  nat: 256, // tag value
  oac: 64, // cloudfront CreateOriginAccessControl
  policy: 128, // iam CreatePolicy
  queue: 80, // sqs CreateQueue
  repository: 256, // ecr CreateRepository
  role: 64, // iam CreateRole
  rt: 256, // tag value
  rule: 64, // events PutRule
  "scaling-policy": 256, // application-autoscaling PutScalingPolicy
  "scheduled-action": 256, // application-autoscaling PutScheduledAction
  secret: 512, // secretsmanager CreateSecret
  "security-group": 255, // ec2 CreateSecurityGroup, which refuses names that begin with "sg-"
  service: 255, // ecs CreateService
  stream: 128, // kinesis CreateStream
  subnet: 256, // tag value
  table: 255, // dynamodb CreateTable
  task: 255, // ecs RegisterTaskDefinition, family
  tg: 32, // elbv2 CreateTargetGroup
  topic: 256, // sns CreateTopic
  trail: 128, // cloudtrail CreateTrail
  vpc: 256, // tag value
  "web-acl": 128, // wafv2 CreateWebACL
  workgroup: 128, // athena CreateWorkGroup
} as const;

export type NamedType = keyof typeof NAME_LIMITS;
