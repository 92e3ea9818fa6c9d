import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule, Verdict } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";
import { isSet } from "../lib/expect";
import { written } from "../lib/written";

/** The parameter that refuses plain connections, by the engine's family, and what it has to be. */
const PARAMETERS: readonly { family: RegExp; name: string; on: readonly string[]; since?: number }[] = [
  // Default groups force TLS from PostgreSQL 15 on RDS, and 17 on Aurora.
  { family: /^postgres/, name: "rds.force_ssl", on: ["1", "on", "true"], since: 15 },
  { family: /^aurora-postgresql/, name: "rds.force_ssl", on: ["1", "on", "true"], since: 17 },
  { family: /^(?:aurora-)?mysql|^mariadb/, name: "require_secure_transport", on: ["1", "on", "true"] },
];

/** Databases refuse connections without TLS. */
export const databaseTls: Rule = {
  id: "encryption-database-tls",
  title: "Databases refuse connections without TLS",
  pack: "encryption",
  controls: [...securityHub("RDS.38", "RDS.39"), ...pciDss("2.2.7", "4.2.1", "8.3.2")],
  shows:
    "The database's parameters refuse every client that does not use TLS, administrators and passwords included.",
  limits:
    "Whether clients check the server's certificate is decided by them. 4.2.1 is about open, public networks; inside a VPC this goes beyond it.",
  rationale: "Without the parameter TLS is offered only, and a client that is set wrong goes in clear.",
  remedy:
    "give it a parameter group with rds.force_ssl = 1 (PostgreSQL) or require_secure_transport = ON (MySQL, MariaDB)",
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: (database, configuration) => {
    const engine = database.get("engine");
    if (engine.kind === "unknown") return unknown(`engine is ${engine.expression}`);
    const name = written(engine);
    const wanted = PARAMETERS.find(({ family }) => family.test(name));
    if (wanted === undefined) return notApplicable();
    const cluster = database.type === "aws_rds_cluster";
    const path = cluster ? "db_cluster_parameter_group_name" : "parameter_group_name";
    const version = database.get("engine_version");
    // Aurora's MySQL 3 and the like have no default that forces it.
    const major = version.kind === "known" ? Number.parseInt(textOf(version.value), 10) : 0;
    const byDefault = wanted.since !== undefined && major >= wanted.since;
    if (!isSet(database, path)) {
      if (byDefault) return compliant();
      if (version.kind === "unknown") return unknown(`engine_version is ${version.expression}`);
      return violation(`it has no ${path}, and the default group does not force TLS`);
    }
    const groups = configuration
      .targets(database, path)
      .filter(({ type }) => type === "aws_rds_cluster_parameter_group" || type === "aws_db_parameter_group");
    if (groups.length === 0) return unknown(`its parameter group is not in this file`);
    return judge(groups, wanted, byDefault, configuration);
  },
};

function judge(
  groups: readonly Resource[],
  { name, on }: { name: string; on: readonly string[] },
  byDefault: boolean,
  { kind }: Configuration,
): Verdict {
  const parameters = groups.flatMap((group) => group.blocks("parameter"));
  const found = parameters.find((parameter) => parameter.text("name") === name);
  if (found === undefined) {
    if (parameters.some((parameter) => parameter.get("name").kind === "unknown"))
      return unknown(`its parameters cannot all be seen in this ${kind}`);
    return byDefault ? compliant() : violation(`its parameter group does not set ${name}`);
  }
  const value = found.get("value");
  if (value.kind === "unknown") return unknown(`${name} is ${value.expression}`);
  const text = written(value).toLowerCase();
  return on.includes(text) ? compliant() : violation(`${name} is ${text}`);
}
