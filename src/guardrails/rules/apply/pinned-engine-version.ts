import { textOf } from "../../model/json";
import type { Rule, Verdict } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";
import { ignores } from "../lib/lifecycle";

/** Versions that name a minor one, by the engine's name. */
const MINOR: readonly (readonly [engine: RegExp, version: RegExp])[] = [
  [/^(?:aurora-)?postgres/, /^\d+\.\d+/],
  [/^aurora-mysql/, /mysql_aurora\.\d+\.\d+\.\d+/],
  [/^(?:mysql|mariadb)/, /^\d+\.\d+\.\d+/],
];

/** A version that AWS moves on is not pinned. */
export const pinnedEngineVersion: Rule = {
  id: "apply-pinned-engine-version",
  title: "No minor version is pinned that AWS moves on",
  pack: "apply",
  controls: [],
  rationale: "After AWS's upgrade the plan wants the old version back, and RDS refuses to go back.",
  remedy: "name the major version only, ignore changes of engine_version, or turn the upgrades off",
  types: ["aws_db_instance", "aws_rds_cluster"],
  check: (database, configuration) => {
    // A plan and a state show the version that runs, not the one that is written.
    if (configuration.kind !== "configuration") return notApplicable();
    const [engine, version] = [database.get("engine"), database.get("engine_version")];
    if (version.kind === "absent") return notApplicable();
    if (ignores(database, "engine_version", configuration) === true) return compliant();
    if (engine.kind !== "known" || version.kind !== "known")
      return unknown("its engine and version cannot be seen");
    const minor = MINOR.find(([name]) => name.test(textOf(engine.value)))?.[1];
    if (minor === undefined) return notApplicable();
    if (!minor.test(textOf(version.value))) return compliant();
    if (database.type === "aws_db_instance")
      return judge([database.flag("auto_minor_version_upgrade", true)]);
    const type = "aws_rds_cluster_instance";
    const { found, unclear } = companions(configuration, database, type, "cluster_identifier");
    if (unclear.length > 0) return unknown(`its instances may be ${unclear.join(", ")}`);
    return judge(found.map((instance) => instance.flag("auto_minor_version_upgrade", true)));
  },
};

function judge(upgrades: readonly (boolean | "unknown")[]): Verdict {
  if (upgrades.includes(true))
    return violation("its minor version is pinned and auto_minor_version_upgrade is on");
  return upgrades.includes("unknown") ? unknown("auto_minor_version_upgrade cannot be seen") : compliant();
}
