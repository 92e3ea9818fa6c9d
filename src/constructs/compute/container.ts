/**
 * A container of a task, typed: the task definition takes it as JSON, which nobody checks until AWS
 * does. Keys are ECS's own; none may be null, and the environment is sorted by AWS.
 */
export interface ContainerDefinition {
  readonly name: string;
  readonly image: string;
  /** What runs in place of the image's own command. */
  readonly command?: readonly string[];
  readonly essential: true;
  readonly readonlyRootFilesystem: true;
  readonly privileged: false;
  readonly portMappings: { containerPort: number; hostPort: number; protocol: "tcp"; name: string }[];
  readonly environment: { name: string; value: string }[];
  readonly mountPoints: { sourceVolume: string; containerPath: string; readOnly: boolean }[];
  /** None where nothing listens: ECS then watches the process alone. */
  readonly healthCheck?: {
    command: string[];
    interval: number;
    timeout: number;
    retries: number;
    startPeriod: number;
  };
  readonly logConfiguration: { logDriver: "awslogs"; options: Record<string, string> };
  readonly linuxParameters: { initProcessEnabled: boolean };
  readonly volumesFrom: never[];
  readonly systemControls: never[];
}

/** Seconds. Three failures in a row, 30 s apart, replace a task. */
export const CONTAINER_HEALTH = { interval: 30, timeout: 5, retries: 3, startPeriod: 60 };

/** `{ A: "1" }` as ECS's list, in the order in which ECS gives it back. */
export function toEnvironment(
  variables: Readonly<Record<string, string>>,
): { name: string; value: string }[] {
  return Object.entries(variables)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => ({ name, value }));
}
