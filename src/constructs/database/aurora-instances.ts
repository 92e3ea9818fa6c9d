import { type RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Role } from "../identity/role";
import { type Network } from "../network/network";
import { type AzKey, type Tier } from "../network/plan";
import { type AuroraCapacity } from "./aurora-capacity";

/** One instance of a cluster. */
export interface AuroraInstance {
  /** The availability zone it is in, one of the network's. */
  readonly az: AzKey;
  /**
   * Who takes over when the writer fails: the lowest, 0 to 15. A Serverless v2 reader in tier 0 or 1
   * is always as large as the writer (Aurora user guide, "Choosing the promotion tier").
   */
  readonly promotionTier: number;
}

export interface InstancesProps {
  readonly cluster: RdsCluster;
  readonly purpose: string;
  readonly network: Network;
  readonly tier: Tier;
  readonly capacity: AuroraCapacity;
  readonly instances: Readonly<Record<string, AuroraInstance>>;
  /** Encrypts what Performance Insights keeps. */
  readonly key: Key;
  readonly maintenanceWindow: string;
  readonly applyImmediately: boolean;
  readonly enhancedMonitoring: boolean;
}

/** Seconds between two readings of enhanced monitoring. */
const MONITORING_INTERVAL = 60;
/** Days that Performance Insights keeps without a charge. */
const INSIGHTS_RETENTION = 7;
const HIGHEST_TIER = 15;

/** All problems of the instances of a cluster. */
export function instanceProblems(
  instances: Readonly<Record<string, AuroraInstance>>,
  network: Network,
  tier: Tier,
): string[] {
  const all = Object.entries(instances);
  if (all.length === 0) return ["it has no instances: it needs one at least"];
  const problems = all.flatMap(([name, { az, promotionTier }]) => [
    ...(network.zoneOf(tier, az) === undefined
      ? [`instance "${name}" is in AZ ${az}, where the network has no ${tier} subnet`]
      : []),
    ...(Number.isInteger(promotionTier) && promotionTier >= 0 && promotionTier <= HIGHEST_TIER
      ? []
      : [`promotionTier ${promotionTier} of instance "${name}" is not allowed: 0 to ${HIGHEST_TIER}`]),
  ]);
  const azs = new Set(all.map(([, { az }]) => az));
  if (all.length > 1 && azs.size === 1) {
    problems.push(
      `all its instances are in AZ ${[...azs].join()}, so that its failure takes them all: use a second one`,
    );
  }
  return problems;
}

/**
 * The instances of a cluster, by their keys. The first one that there is becomes the writer, so those
 * of the lowest promotion tier come first, and go last.
 */
export function makeInstances(scope: Construct, props: InstancesProps): RdsClusterInstance[] {
  const stack = SystemStack.of(scope);
  const monitoring = props.enhancedMonitoring ? makeMonitoringRole(scope, props.purpose) : undefined;
  const inOrder = Object.entries(props.instances).sort(
    ([a, { promotionTier: first }], [b, { promotionTier: second }]) => first - second || (a < b ? -1 : 1),
  );
  const made: RdsClusterInstance[] = [];
  for (const [name, { az, promotionTier }] of inOrder) {
    const zone = props.network.zoneOf(props.tier, az);
    const [writer] = made;
    made.push(
      new RdsClusterInstance(scope, name, {
        identifier: stack.nameFor(scope, "db-instance", `${props.purpose}-${name}`),
        clusterIdentifier: props.cluster.id,
        engine: props.cluster.engine,
        instanceClass: props.capacity.kind === "serverless" ? "db.serverless" : props.capacity.instanceClass,
        ...(zone !== undefined && { availabilityZone: zone }),
        promotionTier,
        dbSubnetGroupName: props.cluster.dbSubnetGroupName,
        publiclyAccessible: false,
        autoMinorVersionUpgrade: true,
        copyTagsToSnapshot: true,
        preferredMaintenanceWindow: props.maintenanceWindow,
        monitoringInterval: monitoring === undefined ? 0 : MONITORING_INTERVAL,
        ...(monitoring !== undefined && { monitoringRoleArn: monitoring.arn }),
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: props.key.arn,
        performanceInsightsRetentionPeriod: INSIGHTS_RETENTION,
        applyImmediately: props.applyImmediately,
        dependsOn: [...(monitoring?.ready ?? []), ...(writer === undefined ? [] : [writer])],
      }),
    );
  }
  return made;
}

/**
 * Enhanced monitoring writes into one group for all databases of the account and region, which RDS makes:
 * it cannot belong to a stack (RDS user guide, "Enhanced Monitoring", `RDSOSMetrics`).
 */
function makeMonitoringRole(scope: Construct, purpose: string): Role {
  const stack = SystemStack.of(scope);
  const group = `arn:${stack.partition}:logs:${stack.region}:${stack.accountId}:log-group:RDSOSMetrics`;
  const role = new Role(scope, "monitoring-role", {
    purpose: `${purpose}-monitoring`,
    description: `Writes enhanced monitoring of ${purpose}`,
    assumedBy: "monitoring.rds.amazonaws.com",
  });
  role.grant({
    sid: "ManageMonitoringGroup",
    actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
    resources: [group],
  });
  role.grant({
    sid: "WriteMonitoringStreams",
    actions: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"],
    resources: [`${group}:log-stream:*`],
  });
  return role;
}
