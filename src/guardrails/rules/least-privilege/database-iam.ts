import type { Rule } from "../../rule";
import { notApplicable, pciDss, securityHub } from "../../rule";
import { needs } from "../lib/expect";

/** Engines that know IAM authentication. */
const ENGINES = /^(?:aurora|postgres|mysql|mariadb)/;

/** Databases know users by IAM. */
export const databaseIam: Rule = {
  id: "least-privilege-database-iam",
  title: "Databases have IAM authentication",
  pack: "least-privilege",
  controls: [...securityHub("RDS.10", "RDS.12"), ...pciDss("8.6.3")],
  shows: "Applications can sign in with a token of fifteen minutes in place of a password.",
  limits: "Whether the users inside the database are made for it, and passwords gone, is not seen.",
  rationale: "A password is kept somewhere, shared and seldom changed; a token ends by itself.",
  remedy: "set iam_database_authentication_enabled to true",
  types: ["aws_rds_cluster", "aws_db_instance"],
  check: (database) => {
    const engine = database.text("engine");
    if (engine !== undefined && !ENGINES.test(engine)) return notApplicable();
    return needs(database, "iam_database_authentication_enabled", true, false);
  },
};
