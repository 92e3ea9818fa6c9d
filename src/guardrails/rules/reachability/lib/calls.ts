import type { Configuration } from "../../../model/configuration";
import { textOf } from "../../../model/json";
import type { NodeObject } from "../../../model/node";
import type { Resource } from "../../../model/resource";
import type { Value } from "../../../model/view";
import { type Condition, policyAt, type Statement } from "../../lib/policy";
import { isDoneByLambda, isPolling } from "./catalogue";
import type { Client } from "./clients";
import { rememberedIn } from "../../lib/memoize";
import { written } from "../../lib/written";

/** What a client may ask of AWS from inside its subnets. */
export interface Call {
  readonly role: Resource;
  readonly action: string;
  readonly resources: readonly Value[];
  readonly conditions: readonly Condition[];
}

export interface Calls {
  readonly calls: readonly Call[];
  /** Policies that cannot be seen, in words. */
  readonly unseen: readonly string[];
}

/** All that a client's roles may do, but what AWS does with them elsewhere. */
export const callsOf = rememberedIn(find);

function find(client: Client, configuration: Configuration): Calls {
  const unseen: string[] = [];
  const calls = client.roles.flatMap((role) =>
    policiesOf(role, configuration).flatMap((policy) => {
      if (typeof policy === "string") {
        unseen.push(policy);
        return [];
      }
      const { statements, unseen: hidden } = policyAt(policy, "policy", configuration);
      unseen.push(...hidden.map((what) => `of ${policy.address} the part ${what}`));
      return statements.flatMap((statement) => callsIn(statement, role, client, configuration, unseen));
    }),
  );
  return { calls, unseen: [...new Set(unseen)] };
}

/** The policies of a role; a text says which one is not in the file. */
function policiesOf(role: Resource, configuration: Configuration): (Resource | string)[] {
  const referring = configuration.referring(role, "role");
  const attached = referring
    .filter(({ type }) => type === "aws_iam_role_policy_attachment")
    .flatMap((attachment): (Resource | string)[] => {
      const policies = configuration
        .targets(attachment, "policy_arn")
        .filter(({ type }) => type === "aws_iam_policy");
      const arn = attachment.get("policy_arn");
      const shown = arn.kind === "known" ? textOf(arn.value) : "that of " + attachment.address;
      return policies.length > 0 ? [...policies] : [`the policy ${shown}`];
    });
  const managed = role.items("managed_policy_arns").map((arn) => {
    return `the policy ${written(arn)}`;
  });
  return [...attached, ...referring.filter(({ type }) => type === "aws_iam_role_policy"), ...managed];
}

/** KMS is called by Secrets Manager, S3 or Kinesis, and Glue by Athena, for their client and not by it. */
const BY_ANOTHER_SERVICE = ["kms:viaservice", "aws:calledvia", "aws:calledviafirst", "aws:calledvialast"];

function callsIn(
  statement: Statement,
  role: Resource,
  client: Client,
  configuration: Configuration,
  unseen: string[],
): Call[] {
  const { effect, actions, resources, conditions } = statement;
  if (effect === "Deny") return [];
  if (conditions.some(({ variable }) => BY_ANOTHER_SERVICE.includes(variable.toLowerCase()))) return [];
  if (effect === undefined || statement.notActions.length > 0)
    unseen.push(`what a statement of ${role.address} allows`);
  return actions.flatMap((value): Call[] => {
    const action = value.kind === "known" ? textOf(value.value) : undefined;
    if (action === undefined || action === "*") {
      unseen.push(`which actions ${role.address} may do`);
      return [];
    }
    if (client.kind === "function" && isLambdas(action, resources, client.resource, configuration)) return [];
    return [{ role, action, resources, conditions }];
  });
}

/** Whether Lambda does it, outside the VPC, for its function. */
function isLambdas(
  action: string,
  resources: readonly Value[],
  of: Resource,
  configuration: Configuration,
): boolean {
  if (isDoneByLambda(action)) return true;
  const polls = isPolling(action);
  if (!polls && action !== "sqs:SendMessage") return false;
  const mappings = configuration
    .referring(of, "function_name")
    .filter(({ type }) => type === "aws_lambda_event_source_mapping");
  const sources = mappings.map((mapping) => mapping.get("event_source_arn"));
  if (polls) return resources.every((one) => isOneOf(one, sources, configuration));
  // A function that is told of the queue sends to it by itself, too.
  const known = configuration.targets(of, "environment");
  const failures = mappings
    .filter((mapping) => {
      const queues = configuration.targets(mapping, "destination_config.on_failure.destination_arn");
      return !queues.some((queue) => known.includes(queue));
    })
    .map((mapping) => mapping.get("destination_config.on_failure.destination_arn"));
  return resources.every((one) => isOneOf(one, failures, configuration));
}

/** Whether a resource of a policy is one of some ARNs: by its text, or by what both refer to or are named after. */
function isOneOf(one: Value, arns: readonly Value[], configuration: Configuration): boolean {
  return arns.some((arn) => {
    if (written(one) === written(arn)) return true;
    if (arn.kind !== "unknown") return false;
    const targets = arn.references.flatMap((reference) => configuration.resolve(reference));
    return targets.some((target) => isNamed(one, target));
  });
}

/** Whether an ARN is that of a resource: it refers to it, or ends in its name. */
export function isNamed(arn: Value, resource: Resource): boolean {
  if (arn.kind === "unknown" && arn.references.some(({ subject }) => subject === resource.subject))
    return true;
  return namesOf(resource).some((name) => [":", "/"].some((before) => written(arn).endsWith(before + name)));
}

/** A resource's name as it is known, and as it is written: an ARN put together from it may have either. */
export function namesOf(resource: Resource): readonly string[] {
  const raw = (resource.body.written as NodeObject).name;
  const names = [written(resource.get("name")), typeof raw === "string" ? raw : ""];
  return names.filter((name) => name !== "");
}
