import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";
import { needs } from "../lib/expect";

/** The argument that protects each type, and the provider's default. */
const PROTECTION: Readonly<Record<string, readonly [path: string, otherwise: boolean]>> = {
  aws_alb: ["enable_deletion_protection", false],
  aws_db_instance: ["deletion_protection", false],
  aws_docdb_cluster: ["deletion_protection", false],
  aws_dynamodb_table: ["deletion_protection_enabled", false],
  aws_instance: ["disable_api_termination", false],
  aws_lb: ["enable_deletion_protection", false],
  aws_neptune_cluster: ["deletion_protection", false],
  aws_networkfirewall_firewall: ["delete_protection", false],
  aws_qldb_ledger: ["deletion_protection", true],
  aws_rds_cluster: ["deletion_protection", false],
  aws_rds_global_cluster: ["deletion_protection", false],
};

/** No resource is protected against deletion by AWS. */
export const deletionProtection: Rule = {
  id: "destroyable-deletion-protection",
  title: "Deletion protection is off",
  pack: "destroyable",
  controls: [],
  rationale: "AWS refuses to delete what is protected, and the destroy stops half-way.",
  remedy: "set it to false",
  types: [...Object.keys(PROTECTION), "aws_cognito_user_pool"],
  check: (resource) => {
    const flag = PROTECTION[resource.type];
    if (flag !== undefined) return needs(resource, flag[0], false, flag[1]);
    const value = resource.get("deletion_protection");
    if (value.kind === "unknown") return unknown(`deletion_protection is ${value.expression}`);
    const active = value.kind === "known" && value.value === "ACTIVE";
    return active ? violation("deletion_protection is ACTIVE") : compliant();
  },
};
