import { EcsCluster } from "@cdktf/provider-aws/lib/ecs-cluster";
import { EcsClusterCapacityProviders } from "@cdktf/provider-aws/lib/ecs-cluster-capacity-providers";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { CAPACITY_PROVIDERS, type CapacityKind } from "./capacity-model";
import { type Key } from "../encryption/key";
import { LogGroup, type LogProps } from "../observability/log-group";

export interface ClusterProps {
  /** For Container Insights. */
  readonly logs: LogProps;
  /** Encrypts the tasks' ephemeral storage. */
  readonly storageKey: Key;
  /** What its services may run on. @default both */
  readonly capacityProviders?: readonly CapacityKind[];
}

const BOTH: readonly CapacityKind[] = ["fargate", "spot"];

/** An ECS cluster for Fargate, Fargate Spot or both, with Container Insights. */
export class Cluster extends Construct {
  readonly cluster: EcsCluster;
  readonly capacityKinds: readonly CapacityKind[];
  private readonly providers: EcsClusterCapacityProviders;

  constructor(scope: Construct, id: string, { logs, storageKey, capacityProviders = BOTH }: ClusterProps) {
    super(scope, id);
    this.capacityKinds = capacityProviders;
    const name = SystemStack.of(this).nameFor(this, "cluster");
    const insights = new LogGroup(this, "insights", {
      ...logs,
      // ECS writes there and makes the group itself, without key and retention, if it is missing.
      name: `/aws/ecs/containerinsights/${name}/performance`,
    });
    allowFargateStorage(storageKey, name);
    this.cluster = new EcsCluster(this, "this", {
      name,
      setting: [{ name: "containerInsights", value: "enabled" }],
      configuration: { managedStorageConfiguration: { fargateEphemeralStorageKmsKeyId: storageKey.arn } },
      dependsOn: [insights.group],
    });
    this.providers = new EcsClusterCapacityProviders(this, "this.providers", {
      clusterName: this.cluster.name,
      capacityProviders: BOTH.filter((kind) => capacityProviders.includes(kind)).map(
        (kind) => CAPACITY_PROVIDERS[kind],
      ),
    });
  }

  get arn(): string {
    return this.cluster.arn;
  }

  get name(): string {
    return this.cluster.name;
  }

  /** Resources that must exist before a service is placed in the cluster. */
  get ready(): ITerraformDependable[] {
    return [this.providers];
  }
}

/** The two statements of the ECS developer guide, "Customer managed keys for Fargate ephemeral storage". */
function allowFargateStorage(key: Key, clusterName: string): void {
  const conditions = [
    {
      test: "StringEquals",
      variable: "kms:EncryptionContext:aws:ecs:clusterAccount",
      values: [SystemStack.of(key).accountId],
    },
    { test: "StringEquals", variable: "kms:EncryptionContext:aws:ecs:clusterName", values: [clusterName] },
  ];
  key.allowService("fargate-storage", "fargate.amazonaws.com", conditions, [
    "kms:GenerateDataKeyWithoutPlaintext",
  ]);
  key.allowService(
    "fargate-grants",
    "fargate.amazonaws.com",
    [
      ...conditions,
      { test: "ForAllValues:StringEquals", variable: "kms:GrantOperations", values: ["Decrypt"] },
    ],
    ["kms:CreateGrant"],
  );
}
