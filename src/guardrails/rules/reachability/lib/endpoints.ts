import type { Configuration } from "../../../model/configuration";
import { textOf } from "../../../model/json";
import type { Resource } from "../../../model/resource";
import type { Value } from "../../../model/view";
import { type Condition, policyAt, type Statement } from "../../lib/policy";
import { type Call, isNamed, namesOf } from "./calls";
import { written } from "../../lib/written";
import { covers } from "../../lib/covers";
import { remembered } from "../../lib/memoize";
import type { Client } from "./clients";
import { hasEdge } from "./edges";
import { routeTablesOf } from "./routes";

/** The VPC endpoints of a configuration by their service: `kinesis-streams`, `ecr.api`, `s3`. */
export const endpointsByService = remembered((configuration: Configuration) => {
  const byService = new Map<string, Resource[]>();
  for (const endpoint of configuration.resourcesOfType("aws_vpc_endpoint")) {
    const service = /\.(ecr\.(?:api|dkr)|[a-z0-9-]+)$/.exec(written(endpoint.get("service_name")))?.[1];
    if (service !== undefined) byService.set(service, [...(byService.get(service) ?? []), endpoint]);
  }
  return byService;
});

/** Why a client does not reach a service through an endpoint: undefined when it does. */
export function obstacle(
  client: Client,
  endpoint: Resource,
  service: string,
  configuration: Configuration,
): string | undefined {
  const type = endpoint.text("vpc_endpoint_type") ?? "Gateway";
  return type === "Gateway"
    ? gatewayObstacle(client, endpoint, service, configuration)
    : interfaceObstacle(client, endpoint, service, configuration);
}

function gatewayObstacle(
  client: Client,
  endpoint: Resource,
  service: string,
  configuration: Configuration,
): string | undefined {
  const associated = configuration
    .referring(endpoint, "vpc_endpoint_id")
    .filter(({ type: kind }) => kind === "aws_vpc_endpoint_route_table_association")
    .flatMap((association) => configuration.targets(association, "route_table_id"));
  const tables = [...configuration.targets(endpoint, "route_table_ids"), ...associated];
  for (const subnet of client.subnets) {
    if (!routeTablesOf(subnet, configuration).some((table) => tables.includes(table)))
      return `${subnet.address} has no route to the endpoint of ${service}`;
  }
  return hasEdge("egress", client.groups, 443, { gateway: endpoint }, configuration)
    ? undefined
    : `no rule of its security group leads to ${service} (the prefix list of ${endpoint.address}, port 443)`;
}

function interfaceObstacle(
  client: Client,
  endpoint: Resource,
  service: string,
  configuration: Configuration,
): string | undefined {
  if (endpoint.flag("private_dns_enabled", false) !== true)
    return `${endpoint.address} has no private DNS, so the name of ${service} still leads outside`;
  const groups = configuration.targets(endpoint, "security_group_ids");
  const vpc = configuration.targets(endpoint, "vpc_id").find(({ type }) => type === "aws_vpc");
  if (!hasEdge("egress", client.groups, 443, { groups, vpc }, configuration))
    return `no rule of its security group leads to that of ${endpoint.address}, port 443`;
  if (!hasEdge("ingress", groups, 443, { groups: client.groups, vpc }, configuration))
    return `no rule of the security group of ${endpoint.address} admits it, port 443`;
  return undefined;
}

/** Whether an endpoint's policy admits a call; "unseen" if that cannot be told. */
export function admission(endpoint: Resource, call: Call, configuration: Configuration): boolean | "unseen" {
  // Without a policy an endpoint admits everything (VPC user guide, "Default endpoint policy").
  if (endpoint.get("policy").kind === "absent") return true;
  const { statements, unseen } = policyAt(endpoint, "policy", configuration);
  const about = statements.filter(({ actions }) => actions.some((value) => isAbout(value, call.action)));
  const denies = about.filter(({ effect, conditions }) => effect === "Deny" && conditions.length === 0);
  if (denies.some((statement) => speaksOf(statement, call))) return false;
  const allows = about.filter(({ effect }) => effect === "Allow");
  if (allows.some((statement) => speaksOf(statement, call) && isFor(statement, call))) return true;
  return unseen.length > 0 ? "unseen" : false;
}

function isAbout(pattern: Statement["actions"][number], action: string): boolean {
  return pattern.kind === "known" && covers(textOf(pattern.value), action);
}

/** Whether every resource of a call is among those of a statement. */
function speaksOf({ resources }: Statement, call: Call): boolean {
  const patterns = resources.map(written);
  return call.resources
    .map(written)
    .every((resource) => patterns.some((pattern) => pattern === resource || covers(pattern, resource)));
}

/** Whether a statement's conditions let the role of a call through. */
function isFor({ conditions }: Statement, { role, conditions: own }: Call): boolean {
  return conditions.every((condition) => {
    switch (condition.variable.toLowerCase()) {
      case "aws:principalarn":
        return condition.values.some((value) => isRole(value, role));
      case "aws:principalaccount":
      case "aws:principalorgid":
      case "aws:resourceaccount":
      case "aws:sourcevpc":
        return true;
      default:
        return own.some((one) => isSame(one, condition));
    }
  });
}

/** A pattern of ArnLike may have stars. */
function isRole(arn: Value, role: Resource): boolean {
  return isNamed(arn, role) || namesOf(role).some((name) => covers(written(arn), `:role/${name}`));
}

function isSame(a: Condition, b: Condition): boolean {
  const text = ({ test, variable, values }: Condition): string =>
    [test, variable, ...values.map(written)].join(" ");
  return text(a) === text(b);
}
