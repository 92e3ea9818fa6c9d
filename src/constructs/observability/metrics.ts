import { type Metric, type Statistic } from "./metric";

/** A load balancer: a construct of ours, or the end of an ARN (`app/alb-dev/0123456789abcdef`). */
export interface BalancerDimensions {
  readonly balancer: { readonly arnSuffix: string };
}

/** A target group and its load balancer: a route of ours, or the ends of their ARNs. */
export interface TargetGroupDimensions {
  readonly targetGroup: { readonly arnSuffix: string };
  readonly loadBalancer: BalancerDimensions;
}

/** An ECS service and its cluster: constructs of ours, or their names. */
export interface ServiceDimensions {
  readonly cluster: { readonly name: string };
  readonly service: { readonly name: string };
}

/** An Aurora cluster: a construct of ours, or its identifier. */
export interface DatabaseDimensions {
  readonly clusterIdentifier: string;
}

/** An SQS queue. */
export interface QueueDimensions {
  readonly name: string;
}

/** A web ACL, by the metric name of its visibility configuration. */
export interface WebAclDimensions {
  readonly metricName: string;
  /** The region of a regional ACL; null for one of CloudFront, which has its metrics in us-east-1 only. */
  readonly region: string | null;
}

/** A rule of EventBridge's default bus. */
export interface RuleDimensions {
  readonly name: string;
}

/** A Lambda function. */
export interface FunctionDimensions {
  readonly name: string;
}

/** A vault of AWS Backup. */
export interface VaultDimensions {
  readonly name: string;
}

export type BalancerMetric =
  | "RequestCount"
  | "TargetResponseTime"
  | "HTTPCode_ELB_4XX_Count"
  | "HTTPCode_ELB_5XX_Count"
  | "HTTPCode_Target_2XX_Count"
  | "HTTPCode_Target_4XX_Count"
  | "HTTPCode_Target_5XX_Count"
  | "RejectedConnectionCount"
  | "TargetConnectionErrorCount";
export type TargetGroupMetric =
  | "HealthyHostCount"
  | "UnHealthyHostCount"
  | "RequestCountPerTarget"
  | "TargetResponseTime"
  | "HTTPCode_Target_5XX_Count";
export type ServiceMetric = "CPUUtilization" | "MemoryUtilization";
/** Of Container Insights. */
export type TaskMetric = "RunningTaskCount" | "DesiredTaskCount" | "PendingTaskCount";
export type DatabaseMetric =
  | "CPUUtilization"
  | "ACUUtilization"
  | "ServerlessDatabaseCapacity"
  | "DatabaseConnections"
  | "AuroraReplicaLagMaximum"
  | "FreeableMemory"
  | "Deadlocks";
export type QueueMetric =
  "ApproximateNumberOfMessagesVisible" | "ApproximateAgeOfOldestMessage" | "NumberOfMessagesSent";
export type WebAclMetric = "AllowedRequests" | "BlockedRequests" | "CountedRequests";
export type RuleMetric = "Invocations" | "FailedInvocations" | "InvocationsSentToDlq" | "TriggeredRules";
export type FunctionMetric =
  "Invocations" | "Errors" | "Duration" | "Throttles" | "ConcurrentExecutions" | "IteratorAge";

export type BackupMetric =
  "NumberOfBackupJobsCompleted" | "NumberOfBackupJobsFailed" | "NumberOfBackupJobsExpired";

/** A metric of a load balancer (ELB user guide, "CloudWatch metrics for your Application Load Balancer"). */
export function balancerMetric(
  { balancer }: BalancerDimensions,
  name: BalancerMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  const dimensions = { LoadBalancer: balancer.arnSuffix };
  return { namespace: "AWS/ApplicationELB", name, dimensions, statistic, label };
}

/** A metric of a target group behind its load balancer. */
export function targetGroupMetric(
  { targetGroup, loadBalancer }: TargetGroupDimensions,
  name: TargetGroupMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  const dimensions = {
    TargetGroup: targetGroup.arnSuffix,
    LoadBalancer: loadBalancer.balancer.arnSuffix,
  };
  return { namespace: "AWS/ApplicationELB", name, dimensions, statistic, label };
}

/** The share of a service's CPU or memory that is used, in percent. */
export function serviceMetric(
  service: ServiceDimensions,
  name: ServiceMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return { namespace: "AWS/ECS", name, dimensions: taskDimensions(service), statistic, label };
}

/** A count of a service's tasks, from the cluster's Container Insights. */
export function taskMetric(
  service: ServiceDimensions,
  name: TaskMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return { namespace: "ECS/ContainerInsights", name, dimensions: taskDimensions(service), statistic, label };
}

/** A metric over all instances of an Aurora cluster (Aurora user guide, "CloudWatch metrics for Aurora"). */
export function databaseMetric(
  { clusterIdentifier }: DatabaseDimensions,
  name: DatabaseMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return {
    namespace: "AWS/RDS",
    name,
    dimensions: { DBClusterIdentifier: clusterIdentifier },
    statistic,
    label,
  };
}

export function queueMetric(
  queue: QueueDimensions,
  name: QueueMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return { namespace: "AWS/SQS", name, dimensions: { QueueName: queue.name }, statistic, label };
}

/** A metric over all rules of a web ACL (WAF developer guide, "AWS WAF metrics and dimensions"). */
export function webAclMetric(
  { metricName, region }: WebAclDimensions,
  name: WebAclMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  const dimensions = { WebACL: metricName, Rule: "ALL", ...(region !== null && { Region: region }) };
  return { namespace: "AWS/WAFV2", name, dimensions, statistic, label };
}

/** A metric of an EventBridge rule, in minutes with an event only. */
export function ruleMetric(
  rule: RuleDimensions,
  name: RuleMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return { namespace: "AWS/Events", name, dimensions: { RuleName: rule.name }, statistic, label };
}

export function functionMetric(
  lambda: FunctionDimensions,
  name: FunctionMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return { namespace: "AWS/Lambda", name, dimensions: { FunctionName: lambda.name }, statistic, label };
}

/** A metric of AWS Backup (Backup developer guide, "AWS Backup metrics with CloudWatch"), by vault. */
export function backupMetric(
  vault: VaultDimensions,
  name: BackupMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return { namespace: "AWS/Backup", name, dimensions: { BackupVaultName: vault.name }, statistic, label };
}

function taskDimensions({ cluster, service }: ServiceDimensions): Record<string, string> {
  return { ClusterName: cluster.name, ServiceName: service.name };
}
