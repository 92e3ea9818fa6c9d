import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule, Verdict } from "../../rule";
import { combine, notApplicable, unknown, verdict } from "../../rule";
import { callsOf } from "./lib/calls";
import { type Client, CLIENT_TYPES, clientOf } from "./lib/clients";
import { hasEdge } from "./lib/edges";

/** What a client is told of: databases, by what its environment and its rights refer to. */
const DATABASES: Readonly<Record<string, { readonly groups: string; readonly port: number }>> = {
  aws_rds_cluster: { groups: "vpc_security_group_ids", port: 5432 },
  aws_db_instance: { groups: "vpc_security_group_ids", port: 5432 },
  aws_elasticache_replication_group: { groups: "security_group_ids", port: 6379 },
};

/** What is told of a database is also let through to it, by both security groups. */
export const databases: Rule = {
  id: "reachability-databases",
  title: "Who is told of a database reaches it",
  pack: "reachability",
  controls: [],
  rationale: "A connection that a security group drops times out at run time; no plan says so.",
  remedy:
    "add a rule to each of the two security groups: out of the client's, into the database's, on its port",
  types: CLIENT_TYPES,
  check: (resource, configuration) => {
    const client = clientOf(resource, configuration);
    if (client === undefined) return notApplicable();
    const told = toldOf(client, configuration);
    if (told.length === 0) return notApplicable();
    if (client.groups.length === 0) return unknown("its security groups cannot be seen");
    return combine(told.map((database) => judge(client, database, configuration)));
  },
};

function toldOf(client: Client, configuration: Configuration): readonly Resource[] {
  const { program } = client;
  const paths = ["container_definitions", "environment"];
  const references = [
    ...paths.flatMap((path) => program?.references(path) ?? []),
    ...callsOf(client, configuration).calls.flatMap(({ action, resources }) =>
      action === "rds-db:connect"
        ? resources.flatMap((one) => (one.kind === "unknown" ? one.references : []))
        : [],
    ),
  ];
  const found = references.flatMap((reference) => configuration.resolve(reference));
  return [...new Set(found)].filter(({ type, mode }) => type in DATABASES && mode === "managed");
}

function judge(client: Client, database: Resource, configuration: Configuration): Verdict {
  const { groups: path, port: usual } = DATABASES[database.type] as (typeof DATABASES)[string];
  const groups = configuration.targets(database, path).filter(({ type }) => type === "aws_security_group");
  const port = database.number("port", usual);
  if (port === "unknown") return unknown(`the port of ${database.address} cannot be seen`);
  if (groups.length === 0) return unknown(`the security groups of ${database.address} cannot be seen`);
  const vpc = configuration.targets(groups[0] as Resource, "vpc_id").find(({ type }) => type === "aws_vpc");
  const wrongs: string[] = [];
  if (!hasEdge("egress", client.groups, port, { groups, vpc }, configuration))
    wrongs.push(`no rule of its security group leads to ${database.address}, port ${port}`);
  if (!hasEdge("ingress", groups, port, { groups: client.groups, vpc }, configuration))
    wrongs.push(`no rule of the security group of ${database.address} admits it, port ${port}`);
  return verdict(wrongs);
}
