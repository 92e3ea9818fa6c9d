import { type Role } from "../identity/role";

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
  /** By reference: ECS reads them when the task starts. None where there are none. */
  readonly secrets?: { name: string; valueFrom: string }[];
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

/** One value of a secret in Secrets Manager. */
export interface ContainerSecret {
  readonly secret: { readonly arn: string; grantRead(role: Role): void };
  /** The key of the value in the secret's JSON. */
  readonly jsonKey: string;
}

/** `{ A: ... }` as ECS's list, in the order in which ECS gives it back, each as `{arn}:{json key}::`. */
export function toSecrets(
  secrets: Readonly<Record<string, ContainerSecret>>,
): { name: string; valueFrom: string }[] {
  return Object.entries(secrets)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { secret, jsonKey }]) => ({ name, valueFrom: `${secret.arn}:${jsonKey}::` }));
}
