import type { Rule } from "../../rule";
import { broadManagedPolicies } from "./broad-managed-policies";
import { confusedDeputy } from "./confused-deputy";
import { containers } from "./containers";
import { databaseIam } from "./database-iam";
import { inlinePolicies } from "./inline-policies";
import { keyPolicies } from "./key-policies";
import { passRole } from "./pass-role";
import { plainSecrets } from "./plain-secrets";
import { publicPolicies } from "./public-policies";
import { taskRoles } from "./task-roles";
import { trust } from "./trust";
import { users } from "./users";
import { wildcardActions } from "./wildcard-actions";
import { wildcardResources } from "./wildcard-resources";

/** The rules of the pack least-privilege. */
export const leastPrivilegeRules: readonly Rule[] = [
  broadManagedPolicies,
  confusedDeputy,
  containers,
  databaseIam,
  inlinePolicies,
  keyPolicies,
  passRole,
  plainSecrets,
  publicPolicies,
  taskRoles,
  trust,
  users,
  wildcardActions,
  wildcardResources,
];
