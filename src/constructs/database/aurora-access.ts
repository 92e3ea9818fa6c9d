import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { type Statement } from "../identity/policy-document";
import { type Aurora } from "./aurora";
import { secretStatements } from "./secret-access";

/** MySQL takes no longer one than 32 characters, and IAM no other characters. */
const DATABASE_USER = /^[a-z_][a-z0-9_]{0,31}$/;

/** What lets an IAM role sign in to a cluster as one of its users (Aurora user guide, "IAM database access"). */
export function connectStatement(database: Aurora, user: string): Statement {
  const problem = userProblem(database, user);
  if (problem !== undefined) throw ConfigurationError.at(database, problem);
  const stack = SystemStack.of(database);
  // By the cluster's resource id, which RDS makes up: there is no name to put it together from.
  const resource = `${database.resourceId}/${user}`;
  const prefix = `arn:${stack.partition}:rds-db:${stack.region}:${stack.accountId}:dbuser`;
  return {
    sid: `Connect${pascal(database.securityGroup.purpose)}As${pascal(user)}`,
    actions: ["rds-db:connect"],
    resources: [`${prefix}:${resource}`],
  };
}

/** What lets a role read the master's secret, and decrypt nothing but it. */
export function readMasterSecret(database: Aurora, key: Key): Statement[] {
  const name = pascal(database.securityGroup.purpose);
  return secretStatements(database, { name, secretArn: database.masterSecretArn, key });
}

function userProblem(database: Aurora, user: string): string | undefined {
  if (!DATABASE_USER.test(user)) {
    return `database user "${user}" is not allowed: a lower-case letter or _, then up to 31 lower-case letters, digits and _`;
  }
  if (user !== database.masterUsername) return undefined;
  return `database user "${user}" is the master: nobody but its password's keeper signs in as it`;
}

/** `loan_api` and `loan-api` as `LoanApi`, for the name of a statement. */
function pascal(name: string): string {
  return name
    .replaceAll(/(^|[-_]+)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
    .replaceAll("_", "");
}
