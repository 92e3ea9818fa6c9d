import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission";
import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { jsonencode } from "../../core/synthesis/jsonencode";
import { type Grants, inputProblems } from "../../handlers/database-user/input";
import { usersOf } from "../../handlers/secret-rotation/users";
import { type Key } from "../encryption/key";
import { sidOf } from "../encryption/key-use";
import { NodeFunction } from "../functions/node-function";
import { type Role } from "../identity/role";
import { type Network } from "../network/network";
import { type LogProps } from "../observability/log-group";
import { type Aurora } from "./aurora";
import { readyToReach } from "./function-connectivity";
import { secretStatements } from "./secret-access";

export interface RotatedSecretProps {
  /** Names the secret, and the function that rotates it. */
  readonly purpose: string;
  /** The cluster, PostgreSQL. */
  readonly database: Aurora;
  /** A way to AWS's APIs is needed from its private subnets. */
  readonly network: Network;
  /** The first of the two users; the second is `{user}_clone`, and both are members of `{user}_role`. */
  readonly user: string;
  /** All that they may, by schema; what is not listed here is taken from them at the next rotation. */
  readonly grants: Grants;
  /** Encrypts the secret and the function's environment. */
  readonly key: Key;
  readonly logs: LogProps;
  /** Days from one rotation to the next, 1 to 1000. @default 30 */
  readonly rotateEveryDays?: number;
}

const DEFAULTS = { rotateEveryDays: 30 };
/** Secrets Manager API reference, RotationRulesType: in days. */
const DAYS = { min: 1, max: 1000 };
/** Days in which a secret that was deleted can be brought back. */
const RECOVERY_WINDOW = { destroyable: 0, kept: 30 };
/** Seconds: all its attempts to reach a database that is away take less. */
const TIMEOUT = 120;

/**
 * The user name and password of a database user, rotated by Secrets Manager: two users take turns, so that
 * what a client read stays good until the rotation after the next. The first rotation, which the apply
 * has begun, makes users and password: neither configuration nor state ever has one. Keys of its JSON:
 * `engine`, `host`, `port`, `dbname`, `username`, `password`.
 *
 * Destroying it leaves the users: they go with their cluster.
 */
export class RotatedSecret extends Construct {
  readonly secret: SecretsmanagerSecret;
  readonly rotation: SecretsmanagerSecretRotation;
  readonly function: NodeFunction;
  private readonly key: Key;

  constructor(scope: Construct, id: string, given: RotatedSecretProps) {
    super(scope, id);
    const props = { ...DEFAULTS, ...given };
    const problems = secretProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const { database, key, rotateEveryDays } = props;
    this.key = key;
    this.secret = this.makeSecret(props);
    this.function = this.makeFunction(props);
    const stack = SystemStack.of(this);
    const permission = new LambdaPermission(this, "this.permission", {
      functionName: this.function.name,
      action: "lambda:InvokeFunction",
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: stack.accountId,
      sourceArn: this.secret.arn,
    });
    this.rotation = new SecretsmanagerSecretRotation(this, "this.rotation", {
      secretId: this.secret.id,
      rotationLambdaArn: this.function.function.arn,
      rotationRules: { automaticallyAfterDays: rotateEveryDays },
      // Secrets Manager begins to rotate at once.
      dependsOn: [permission, ...readyToReach(this.function, database, props.network)],
    });
  }

  get arn(): string {
    return this.secret.arn;
  }

  /**
   * What must be there before somebody reads it. The first rotation takes seconds, which no apply waits
   * for: until then there is nothing to read, and ECS starts the task again.
   */
  get ready(): ITerraformDependable[] {
    return [this.rotation];
  }

  /** Lets a role read it. */
  grantRead(role: Role): void {
    for (const statement of secretStatements(this, { name: sidOf(this), ...this.access }))
      role.grant(statement);
  }

  private get access() {
    return { secretArn: this.secret.arn, key: this.key };
  }

  private makeSecret({ purpose, user, key }: RotatedSecretProps): SecretsmanagerSecret {
    const stack = SystemStack.of(this);
    const { destroyable } = stack;
    return new SecretsmanagerSecret(this, "this", {
      name: stack.nameFor(this, "secret", purpose),
      description: `Signs in to the database as ${usersOf(user).pair.join(" and ")} in turn`,
      kmsKeyId: key.arn,
      recoveryWindowInDays: destroyable ? RECOVERY_WINDOW.destroyable : RECOVERY_WINDOW.kept,
      ...(!destroyable && { lifecycle: { preventDestroy: true } }),
    });
  }

  private makeFunction(props: RotatedSecretProps): NodeFunction {
    const { database, purpose, user } = props;
    const made = new NodeFunction(this, "function", {
      purpose: `${purpose}-rotation`,
      description: `Rotates the secret ${purpose}`,
      entry: "src/handlers/secret-rotation/index.ts",
      network: props.network,
      key: props.key,
      logs: props.logs,
      timeout: TIMEOUT,
      environment: {
        DATABASE_HOST: database.endpoint,
        DATABASE_PORT: String(database.port),
        DATABASE_NAME: database.databaseName,
        DATABASE_USER: user,
        DATABASE_GRANTS: jsonencode(props.grants),
        MASTER_SECRET_ARN: database.masterSecretArn,
        ROTATED_SECRET_ARN: this.secret.arn,
      },
    });
    database.grantReadMasterSecret(made.role);
    database.allowFrom(made.securityGroup);
    for (const statement of secretStatements(this, { name: "Rotated", to: "rotate", ...this.access }))
      made.role.grant(statement);
    return made;
  }
}

function secretProblems(props: RotatedSecretProps & typeof DEFAULTS): string[] {
  const { database, user, grants, rotateEveryDays: days } = props;
  const { pair, role } = usersOf(user);
  const problems = inputProblems({ user, grants });
  if (problems.length === 0) {
    const second = inputProblems({ user: pair[1], grants });
    problems.push(...second.map((problem) => `its second ${problem}`));
  }
  if (database.engine !== "aurora-postgresql") {
    problems.push(`its database is ${database.engine}: only users of aurora-postgresql are rotated`);
  }
  if ([...pair, role].includes(database.masterUsername)) {
    problems.push(`user "${database.masterUsername}" is the master of the database`);
  }
  if (!Number.isInteger(days) || days < DAYS.min || days > DAYS.max) {
    problems.push(`rotateEveryDays ${days} is not allowed: ${DAYS.min} to ${DAYS.max}`);
  }
  return problems;
}
