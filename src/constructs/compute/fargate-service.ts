import { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Route } from "../edge/route";
import { type Network } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import { type LogProps } from "../observability/log-group";
import { Autoscaling, type Scaling, scalingProblems } from "./autoscaling";
import { capacityProblems, type CapacityStrategy, capacityProviderStrategy } from "./capacity-model";
import { type Cluster } from "./cluster";
import { type ContainerSecret } from "./container";
import { fargateSizeProblem, type FargateSize } from "./fargate-size";
import { type Repository } from "./repository";
import { type ServiceDiscovery } from "./service-discovery";
import { TaskDefinition } from "./task-definition";

export interface FargateServiceProps {
  readonly cluster: Cluster;
  readonly network: Network;
  /** The container's image, with a tag or a digest. */
  readonly image: string;
  /** Where the image is pulled from. */
  readonly repository: Repository;
  readonly size: FargateSize;
  /** The TCP port that the container listens on. */
  readonly port: number;
  /** The path that answers 200 when the container is well. */
  readonly healthCheckPath: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables of the container that ECS takes from secrets, by their names. */
  readonly secrets?: Readonly<Record<string, ContainerSecret>>;
  /** How many tasks run; with `scaling`, how many it begins with. */
  readonly desiredCount: number;
  /** @default as many tasks as `desiredCount` at all times */
  readonly scaling?: Scaling;
  readonly capacity: CapacityStrategy;
  /** Where its requests come from. @default from other services alone */
  readonly route?: Route;
  /** Where other services find it by its construct id. @default nowhere */
  readonly discovery?: ServiceDiscovery;
  readonly logs: LogProps;
  /** Resources that must exist before the first task starts, such as a database user. @default none */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** Seconds in which a new task may fail the load balancer's check. */
const GRACE_SECONDS = 60;

/**
 * A service of Fargate tasks in private subnets, behind a route of a load balancer or for other services. It is named by
 * its construct id. A deployment that does not become healthy is rolled back.
 */
export class FargateService extends Construct {
  readonly service: EcsService;
  readonly securityGroup: SecurityGroup;
  readonly task: TaskDefinition;
  readonly cluster: Cluster;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: FargateServiceProps,
  ) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const { cluster, network, route, port, scaling } = props;
    const problems = serviceProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);

    this.cluster = cluster;
    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose: id });
    if (route !== undefined) this.securityGroup.allowFrom(route.loadBalancer.securityGroup, port);
    this.task = new TaskDefinition(this, "task", { ...props, name: id });
    network.openAwsApis(this.securityGroup, [this.task.taskRole, this.task.executionRole]);
    this.service = new EcsService(this, "this", {
      name: stack.nameFor(this, "service", id),
      cluster: cluster.arn,
      taskDefinition: this.task.arn,
      desiredCount: props.desiredCount,
      capacityProviderStrategy: capacityProviderStrategy(props.capacity),
      availabilityZoneRebalancing: "ENABLED",
      deploymentMinimumHealthyPercent: 100,
      deploymentMaximumPercent: 200,
      deploymentCircuitBreaker: { enable: true, rollback: true },
      enableEcsManagedTags: true,
      propagateTags: "SERVICE",
      networkConfiguration: {
        subnets: network.subnetIds("private"),
        securityGroups: [this.securityGroup.id],
        assignPublicIp: false,
      },
      ...(props.discovery !== undefined && {
        serviceRegistries: { registryArn: props.discovery.register(id).arn },
      }),
      ...(route !== undefined && {
        healthCheckGracePeriodSeconds: GRACE_SECONDS,
        loadBalancer: [{ targetGroupArn: route.targetGroup.arn, containerName: id, containerPort: port }],
      }),
      dependsOn: [
        ...cluster.ready,
        ...this.task.ready,
        ...(route === undefined ? [] : [route.rule]),
        ...(props.dependsOn ?? []),
        // A first deployment whose image cannot be pulled is given up, and nothing starts it again.
        ...this.securityGroup.edges,
        ...network.egressDependencies,
      ],
      // From the first day on the count is autoscaling's.
      ...(scaling !== undefined && { lifecycle: { ignoreChanges: ["desired_count"] } }),
    });
    if (scaling !== undefined) {
      const zones = network.subnetIds("private").length;
      new Autoscaling(this, "scaling", { ...scaling, purpose: id, service: this, zones });
    }
  }

  get name(): string {
    return this.service.name;
  }

  /** Lets the tasks of this service connect to those of another, which must have a name in `discovery`. */
  allowCallsTo(provider: FargateService): void {
    const { discovery, port } = provider.props;
    if (discovery === undefined)
      throw ConfigurationError.at(provider, `it has no discovery, so ${this.node.id} cannot find it`);
    provider.securityGroup.allowFrom(this.securityGroup, port);
  }
}

function serviceProblems(props: FargateServiceProps): string[] {
  const { cluster, network, size, capacity, desiredCount, scaling } = props;
  const problems = capacityProblems(capacity);
  for (const kind of ["fargate", "spot"] as const) {
    if (capacity[kind] > 0 && !cluster.capacityKinds.includes(kind))
      problems.push(
        `capacity has ${kind} ${capacity[kind]}, and the cluster ${cluster.capacityKinds.join(" and ")} only`,
      );
  }
  const wrongSize = fargateSizeProblem(size);
  if (wrongSize !== undefined) problems.unshift(wrongSize);
  if (scaling === undefined) return problems;
  if (desiredCount < scaling.minimum || desiredCount > scaling.maximum)
    problems.push(
      `desiredCount is ${desiredCount}: from scaling's minimum (${scaling.minimum}) to its maximum (${scaling.maximum}) is allowed`,
    );
  const zones = network.subnetIds("private").length;
  return [...problems, ...scalingProblems(scaling, zones).map((problem) => `scaling: ${problem}`)];
}
