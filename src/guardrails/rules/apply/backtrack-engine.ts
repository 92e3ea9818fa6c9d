import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { written } from "../lib/written";

/** Only Aurora MySQL rewinds. */
export const backtrackEngine: Rule = {
  id: "apply-backtrack-engine",
  title: "backtrack_window is for aurora-mysql only",
  pack: "apply",
  controls: [],
  rationale:
    "RDS refuses backtrack for every other engine, when the cluster is made and not when it is planned.",
  remedy: "take backtrack_window away; for PostgreSQL restore to a point in time instead",
  types: ["aws_rds_cluster"],
  check: (cluster) => {
    const window = cluster.number("backtrack_window", 0);
    const engine = cluster.get("engine");
    if (window === 0) return notApplicable();
    if (engine.kind === "unknown") return unknown(`engine is ${engine.expression}`);
    const name = written(engine);
    if (name === "aurora-mysql") return compliant();
    return window === "unknown"
      ? unknown(`backtrack_window for ${name} cannot be seen`)
      : violation(`backtrack_window is ${window} and engine ${name}`);
  },
};
