import { LambdaInvocation } from "@cdktf/provider-aws/lib/lambda-invocation";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { jsonencode } from "../../core/synthesis/jsonencode";
import { type Grants, inputProblems } from "../../handlers/database-user/input";
import { type Key } from "../encryption/key";
import { NodeFunction } from "../functions/node-function";
import { type Role } from "../identity/role";
import { type Network } from "../network/network";
import { type LogProps } from "../observability/log-group";
import { type Aurora } from "./aurora";
import { readyToReach } from "./function-connectivity";

export interface DatabaseUserProps {
  /** The cluster, PostgreSQL. */
  readonly database: Aurora;
  /** A way to AWS's APIs is needed from its private subnets. */
  readonly network: Network;
  /** The database user. It has no password: it signs in with IAM. */
  readonly user: string;
  /** All that it may, by schema; what is not listed here is taken from it. */
  readonly grants: Grants;
  /** Encrypts the function's environment. */
  readonly key: Key;
  readonly logs: LogProps;
}

/** Seconds: all its attempts to reach a database that is away take less. */
const TIMEOUT = 120;

/**
 * A user of a database that signs in with IAM. A function inside the VPC makes it, with exactly the
 * rights that are listed, whenever an apply finds user, rights, function or cluster changed.
 * Destroying it leaves the user: it goes with its cluster.
 */
export class DatabaseUser extends Construct {
  readonly function: NodeFunction;
  readonly invocation: LambdaInvocation;
  /** The user's name. */
  readonly user: string;
  private readonly database: Aurora;

  constructor(scope: Construct, id: string, props: DatabaseUserProps) {
    super(scope, id);
    const { database, network, user, grants } = props;
    const problems = inputProblems({ user, grants });
    if (database.engine !== "aurora-postgresql") {
      problems.push(`its database is ${database.engine}: users are made in aurora-postgresql only`);
    }
    if (user === database.masterUsername) problems.push(`user "${user}" is the master of the database`);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);

    this.user = user;
    this.database = database;
    this.function = new NodeFunction(this, "function", {
      ...props,
      purpose: `database-user-${user.replaceAll("_", "-").replaceAll(/^-+|-+$/g, "")}`,
      description: `Makes the database user ${user}`,
      entry: "src/handlers/database-user/index.ts",
      timeout: TIMEOUT,
      environment: {
        DATABASE_HOST: database.endpoint,
        DATABASE_PORT: String(database.port),
        DATABASE_NAME: database.databaseName,
        MASTER_SECRET_ARN: database.masterSecretArn,
      },
    });
    database.grantReadMasterSecret(this.function.role);
    database.allowFrom(this.function.securityGroup);
    this.invocation = new LambdaInvocation(this, "this", {
      functionName: this.function.name,
      input: jsonencode({ user, grants }),
      triggers: { code: this.function.codeHash, cluster: database.resourceId },
      dependsOn: readyToReach(this.function, database, network),
    });
  }

  /** Resources that must exist before a client signs in as the user. */
  get ready(): ITerraformDependable[] {
    return [this.invocation];
  }

  /** Lets a role sign in as this user. */
  grantConnect(role: Role): void {
    this.database.grantConnect(role, this.user);
  }
}
