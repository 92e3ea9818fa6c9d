import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";

/** What each engine has to export, by the beginning of its name. */
const WANTED: readonly (readonly [engine: RegExp, log: string])[] = [
  [/^(?:aurora-)?postgres/, "postgresql"],
  [/^(?:aurora-mysql|mysql|mariadb|docdb|neptune)/, "audit"],
  [/^oracle/, "audit"],
  [/^sqlserver/, "error"],
];
const ENGINES: Readonly<Record<string, string>> = {
  aws_docdb_cluster: "docdb",
  aws_neptune_cluster: "neptune",
};

/** Databases export the log that tells who did what. */
export const databaseLogs: Rule = {
  id: "logging-database-logs",
  title: "Databases export their logs",
  pack: "logging",
  controls: [
    ...securityHub("RDS.9", "RDS.34", "RDS.37", "DocumentDB.4", "Neptune.2"),
    ...pciDss("10.2.1", "10.3.3"),
  ],
  shows: "The database's log leaves it for CloudWatch as it is written.",
  limits:
    "What the engine writes into it (log_statement, pgaudit, the audit plug-in) is in its parameters. Who may delete log groups and streams (10.3.3: hard to change) is in the account's policies.",
  rationale: "A log inside the database is gone with it, and kept for days only.",
  remedy:
    'set enabled_cloudwatch_logs_exports ("postgresql"; "audit" for MySQL, MariaDB, DocumentDB, Neptune)',
  types: ["aws_rds_cluster", "aws_db_instance", ...Object.keys(ENGINES)],
  check: (database) => {
    const engine = database.get("engine");
    if (engine.kind === "unknown") return unknown(`engine is ${engine.expression}`);
    const name = engine.kind === "known" ? textOf(engine.value) : ENGINES[database.type];
    const wanted = WANTED.find(([pattern]) => pattern.test(name ?? ""))?.[1];
    if (wanted === undefined) return notApplicable();
    const path =
      database.type === "aws_neptune_cluster"
        ? "enable_cloudwatch_logs_exports"
        : "enabled_cloudwatch_logs_exports";
    const exported = database.items(path);
    if (exported.some((one) => one.kind === "known" && one.value === wanted)) return compliant();
    const hidden = exported.find((one) => one.kind === "unknown");
    return hidden?.kind === "unknown"
      ? unknown(`${path} is ${hidden.expression}`)
      : violation(`${path} has no ${JSON.stringify(wanted)}`);
  },
};
