import type { Configuration } from "../../../model/configuration";
import type { Resource } from "../../../model/resource";
import { rememberedIn } from "../../lib/memoize";

/** Something that runs in subnets, and what it may do as whom. */
export interface Client {
  readonly resource: Resource;
  readonly kind: "task" | "function" | "instance";
  readonly subnets: readonly Resource[];
  readonly groups: readonly Resource[];
  /** Roles that it bears; those of a task, its execution role among them. */
  readonly roles: readonly Resource[];
  /** The resource that says what runs: a task definition, a function. */
  readonly program: Resource | undefined;
  /** What could not be seen of it, in words. */
  readonly unseen: readonly string[];
}

/** The types whose resources run in subnets. */
export const CLIENT_TYPES = [
  "aws_ecs_service",
  "aws_cloudwatch_event_target",
  "aws_lambda_function",
  "aws_instance",
] as const;

interface Where {
  readonly kind: Client["kind"];
  readonly subnets: string;
  readonly groups: string;
  readonly program?: string;
}

const WHERE: Readonly<Record<(typeof CLIENT_TYPES)[number], Where>> = {
  aws_ecs_service: {
    kind: "task",
    subnets: "network_configuration.subnets",
    groups: "network_configuration.security_groups",
    program: "task_definition",
  },
  aws_cloudwatch_event_target: {
    kind: "task",
    subnets: "ecs_target.network_configuration.subnets",
    groups: "ecs_target.network_configuration.security_groups",
    program: "ecs_target.task_definition_arn",
  },
  aws_lambda_function: {
    kind: "function",
    subnets: "vpc_config.subnet_ids",
    groups: "vpc_config.security_group_ids",
  },
  aws_instance: { kind: "instance", subnets: "subnet_id", groups: "vpc_security_group_ids" },
};

/** The client that a resource is; undefined if it runs in no subnet. */
export const clientOf = rememberedIn(find);

function find(resource: Resource, configuration: Configuration): Client | undefined {
  const where = WHERE[resource.type as (typeof CLIENT_TYPES)[number]];
  if (resource.get(where.subnets).kind === "absent") return undefined;
  const at = (from: Resource, path: string, type: string): readonly Resource[] =>
    configuration.targets(from, path).filter((target) => target.type === type && target.mode === "managed");
  const program =
    where.program === undefined ? resource : at(resource, where.program, "aws_ecs_task_definition")[0];
  const subnets = at(resource, where.subnets, "aws_subnet");
  const groups = at(resource, where.groups, "aws_security_group");
  const roles = program === undefined ? [] : rolesOf(program, at);
  const unseen = [
    ...(subnets.length === 0 ? ["its subnets"] : []),
    ...(groups.length === 0 ? ["its security groups"] : []),
    ...(program === undefined ? ["its task definition"] : []),
    ...(program !== undefined && roles.length === 0 ? ["its roles"] : []),
  ].map((what) => `${what} cannot be seen`);
  return { resource, kind: where.kind, subnets, groups, roles, program, unseen };
}

function rolesOf(
  program: Resource,
  at: (from: Resource, path: string, type: string) => readonly Resource[],
): readonly Resource[] {
  const profiles = at(program, "iam_instance_profile", "aws_iam_instance_profile");
  const roles = [
    ...["task_role_arn", "execution_role_arn", "role"].flatMap((path) => at(program, path, "aws_iam_role")),
    ...profiles.flatMap((profile) => at(profile, "role", "aws_iam_role")),
  ];
  return [...new Set(roles)];
}
