import type { Rule } from "../../rule";
import { notApplicable, pciDss, unknown, violation, compliant } from "../../rule";
import { isSet } from "../lib/expect";

const PATHS: Readonly<Record<string, string>> = {
  aws_db_instance: "password",
  aws_docdb_cluster: "master_password",
  aws_rds_cluster: "master_password",
  aws_redshift_cluster: "master_password",
};
const SOURCES = ["replicate_source_db", "replication_source_identifier", "snapshot_identifier"];

/** Master passwords are made and held by Secrets Manager. */
export const databasePassword: Rule = {
  id: "encryption-database-password",
  title: "Master passwords are in no configuration and no state",
  pack: "encryption",
  controls: pciDss("8.3.2", "8.6.2"),
  shows:
    "The master password is not in the state, nor a literal in the configuration: AWS makes it, or a write-only argument passes it on.",
  limits:
    "Where a write-only password comes from is not seen; in a plan, nor whether it is a literal. Passwords of users inside the database, and what applications do with a secret, are not seen. 8.6.2 itself is about accounts that can be used for interactive login.",
  rationale: "A password that Terraform sets is in the state in clear, for everyone who may read that.",
  remedy:
    "take the password away and set manage_master_user_password (Redshift: manage_master_password) to true, or use the write-only argument with an ephemeral value",
  types: Object.keys(PATHS),
  check: (database) => {
    const path = PATHS[database.type] as string;
    if (isSet(database, path)) return violation(`${path} is set, so the state holds it`);
    // Nothing but a literal, or a variable's default, is known here.
    if (isSet(database, `${path}_wo`) && database.get(`${path}_wo`).kind === "known")
      return violation(`the value of ${path}_wo is in the configuration`);
    if (isSet(database, `${path}_wo`) || isSet(database, `${path}_wo_version`)) return compliant();
    const managed = database.flag(
      path === "master_password" && database.type === "aws_redshift_cluster"
        ? "manage_master_password"
        : "manage_master_user_password",
      false,
    );
    if (managed === "unknown") return unknown("whether AWS manages the master password cannot be seen");
    if (managed) return compliant();
    // What is made from another has its password.
    return SOURCES.some((source) => isSet(database, source))
      ? notApplicable()
      : violation("manage_master_user_password is not true, and no write-only password is given");
  },
};
