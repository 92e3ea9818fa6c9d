import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { jsonencode } from "../../core/synthesis/jsonencode";
import { Role } from "../identity/role";
import { LogGroup, type LogProps } from "../observability/log-group";
import {
  CONTAINER_HEALTH,
  type ContainerDefinition,
  type ContainerSecret,
  toEnvironment,
  toSecrets,
} from "./container";
import { type FargateSize } from "./fargate-size";
import { type Repository } from "./repository";

export interface TaskDefinitionProps {
  /** Names the family, its one container, its roles and its log group. */
  readonly name: string;
  /** With a tag or a digest: from `repository`, or from ECR's public gallery until one is pushed there. */
  readonly image: string;
  /** Where the image is pulled from. */
  readonly repository: Repository;
  readonly size: FargateSize;
  /** What runs in place of the image's own command. */
  readonly command?: readonly string[];
  /** The TCP port that the container listens on. @default none: a job without connections */
  readonly port?: number;
  /** The path that answers 200 when the container is well. Goes with `port`. */
  readonly healthCheckPath?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Variables of the container that ECS takes from secrets, by their names. */
  readonly secrets?: Readonly<Record<string, ContainerSecret>>;
  readonly logs: LogProps;
}

/** The only writable folder: everything else of the container is read-only. */
const SCRATCH = { volume: "scratch", path: "/tmp" };

/**
 * A Fargate task of one container with roles of its own: the execution role starts it, the task
 * role is what its code may do.
 */
export class TaskDefinition extends Construct {
  readonly definition: EcsTaskDefinition;
  readonly taskRole: Role;
  readonly executionRole: Role;
  /** Where its container writes. */
  readonly log: LogGroup;

  constructor(scope: Construct, id: string, props: TaskDefinitionProps) {
    super(scope, id);
    const { image, repository } = props;
    const problems = taskProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const stack = SystemStack.of(this);
    this.log = new LogGroup(this, "log", {
      ...props.logs,
      name: `/ecs/${stack.nameFor(this, "log", props.name)}`,
    });
    this.executionRole = this.role(
      "execution-role",
      `${props.name}-execution`,
      `Starts tasks of ${props.name}`,
    );
    this.taskRole = this.role("role", `${props.name}-task`, `What the code of ${props.name} may do`);
    this.log.grantWrite(this.executionRole);
    repository.grantPull(this.executionRole);
    // One secret may have several values.
    const secrets = new Set(Object.values(props.secrets ?? {}).map(({ secret }) => secret));
    for (const secret of secrets) secret.grantRead(this.executionRole);
    this.definition = new EcsTaskDefinition(this, "this", {
      family: stack.nameFor(this, "task", props.name),
      requiresCompatibilities: ["FARGATE"],
      networkMode: "awsvpc",
      cpu: String(props.size.cpu),
      memory: String(props.size.memory),
      executionRoleArn: this.executionRole.arn,
      taskRoleArn: this.taskRole.arn,
      runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
      volume: [{ name: SCRATCH.volume }],
      containerDefinitions: jsonencode([containerOf(props, this.log.name, stack.region)]),
      lifecycle: { precondition: [repository.mustHold(image)] },
    });
  }

  /** The ARN of the newest revision. */
  get arn(): string {
    return this.definition.arn;
  }

  /** Resources that must exist from before the first task starts until the last one has stopped. */
  get ready(): ITerraformDependable[] {
    return [...this.executionRole.ready, ...this.taskRole.ready];
  }

  private role(id: string, purpose: string, description: string): Role {
    return new Role(this, id, { purpose, description, assumedBy: "ecs-tasks.amazonaws.com" });
  }
}

function taskProblems({
  port,
  healthCheckPath,
  environment = {},
  secrets = {},
}: TaskDefinitionProps): string[] {
  const taken = new Set([...Object.keys(environment), ...(port === undefined ? [] : ["PORT"])]);
  const twice = Object.keys(secrets).filter((name) => taken.has(name));
  return [
    ...((port === undefined) === (healthCheckPath === undefined)
      ? []
      : ["port and healthCheckPath go together: both or neither is allowed"]),
    // ECS developer guide, "Pass Secrets Manager secrets through environment variables".
    ...twice.map((name) => `${name} is in environment and in secrets: one of them is allowed`),
  ];
}

function containerOf(props: TaskDefinitionProps, logGroup: string, region: string): ContainerDefinition {
  const { name, image, command, port, healthCheckPath } = props;
  return {
    name,
    image,
    essential: true,
    readonlyRootFilesystem: true,
    privileged: false,
    ...(command !== undefined && { command }),
    portMappings: port === undefined ? [] : [{ name, containerPort: port, hostPort: port, protocol: "tcp" }],
    environment: toEnvironment({ ...props.environment, ...(port !== undefined && { PORT: String(port) }) }),
    ...(props.secrets !== undefined && { secrets: toSecrets(props.secrets) }),
    mountPoints: [{ sourceVolume: SCRATCH.volume, containerPath: SCRATCH.path, readOnly: false }],
    ...(port !== undefined &&
      healthCheckPath !== undefined && {
        healthCheck: {
          ...CONTAINER_HEALTH,
          command: ["CMD-SHELL", `wget -q -O /dev/null http://127.0.0.1:${port}${healthCheckPath} || exit 1`],
        },
      }),
    logConfiguration: {
      logDriver: "awslogs",
      options: { "awslogs-group": logGroup, "awslogs-region": region, "awslogs-stream-prefix": name },
    },
    linuxParameters: { initProcessEnabled: true },
    volumesFrom: [],
    systemControls: [],
  };
}
