import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Route } from "../edge/route";
import { type Network } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import { type LogProps } from "../observability/log-group";
import { type Cluster } from "./cluster";
import { fargateSizeProblem, type FargateSize } from "./fargate-size";
import { TaskDefinition } from "./task-definition";

/** How many tasks of each kind ECS places for one round: 4 and 1 make Spot 20 %. */
export interface CapacityWeights {
  readonly fargate: number;
  readonly spot: number;
}

export interface FargateServiceProps {
  readonly cluster: Cluster;
  readonly network: Network;
  /** The container's image, with a tag or a digest. */
  readonly image: string;
  readonly size: FargateSize;
  /** The TCP port that the container listens on. */
  readonly port: number;
  /** The path that answers 200 when the container is well. */
  readonly healthCheckPath: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** How many tasks run. */
  readonly desiredCount: number;
  readonly capacity: CapacityWeights;
  /** Where its requests come from. */
  readonly route: Route;
  readonly logs: LogProps;
}

/** Seconds in which a new task may fail the load balancer's check. */
const GRACE_SECONDS = 60;

/**
 * A service of Fargate tasks in private subnets behind a route of a load balancer. It is named by
 * its construct id. A deployment that does not become healthy is rolled back.
 */
export class FargateService extends Construct {
  readonly service: EcsService;
  readonly securityGroup: SecurityGroup;
  readonly task: TaskDefinition;

  constructor(scope: Construct, id: string, props: FargateServiceProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const { cluster, network, route, port } = props;
    const problems = [fargateSizeProblem(props.size), weightsProblem(props.capacity)];
    const wrong = problems.filter((problem) => problem !== undefined);
    if (wrong.length > 0) throw ConfigurationError.at(this, ...wrong);

    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose: id });
    this.securityGroup.allowFrom(route.loadBalancer.securityGroup, port);
    this.securityGroup.allowHttpsToInternet();
    this.task = new TaskDefinition(this, "task", { ...props, name: id });
    this.service = new EcsService(this, "this", {
      name: stack.nameFor(this, "service", id),
      cluster: cluster.arn,
      taskDefinition: this.task.arn,
      desiredCount: props.desiredCount,
      capacityProviderStrategy: strategy(props.capacity),
      availabilityZoneRebalancing: "ENABLED",
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      healthCheckGracePeriodSeconds: GRACE_SECONDS,
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      networkConfiguration: {
        subnets: network.subnetIds("private"),
        securityGroups: [this.securityGroup.id],
        assignPublicIp: false,
      },
      loadBalancer: [{ targetGroupArn: route.targetGroup.arn, containerName: id, containerPort: port }],
      dependsOn: [...cluster.ready, ...this.task.ready, route.rule],
    });
  }

  get name(): string {
    return this.service.name;
  }
}

/** ECS API reference, CapacityProviderStrategyItem: 0 to 1000; with zeros alone no task is ever placed. */
function weightsProblem({ fargate, spot }: CapacityWeights): string | undefined {
  const isWeight = (weight: number) => Number.isInteger(weight) && weight >= 0 && weight <= 1000;
  if (isWeight(fargate) && isWeight(spot) && fargate + spot > 0) return undefined;
  return `weights ${fargate} (FARGATE) and ${spot} (FARGATE_SPOT) are not allowed: whole numbers from 0 to 1000, not both 0`;
}

function strategy({ fargate, spot }: CapacityWeights) {
  return [
    { capacityProvider: "FARGATE", weight: fargate },
    { capacityProvider: "FARGATE_SPOT", weight: spot },
  ].filter(({ weight }) => weight > 0);
}
