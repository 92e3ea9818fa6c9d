import { type AuroraProps } from "../../../src/constructs/database/aurora-props";
import { RotatedSecret, type RotatedSecretProps } from "../../../src/constructs/database/rotated-secret";
import { Role } from "../../../src/constructs/identity/role";
import { problemsOf, stackOf } from "../../support/synth";
import { at } from "../../support/terraform";
import { databaseIn } from "./aurora-parts";

const madeWith = (
  given: Partial<RotatedSecretProps> = {},
  { destroyable = true, cluster = {} }: { destroyable?: boolean; cluster?: Partial<AuroraProps> } = {},
) =>
  stackOf(
    (stack) => {
      const { database, network, logs } = databaseIn(stack, cluster);
      const secret = new RotatedSecret(stack, "login", {
        purpose: "loans-app",
        database,
        network,
        user: "app",
        grants: { public: { privileges: ["USAGE"], tables: { "*": ["SELECT"] } } },
        key: logs.key,
        logs,
        ...given,
      });
      secret.grantRead(
        new Role(stack, "reader", { purpose: "reader", description: "d", assumedBy: "x.amazonaws.com" }),
      );
    },
    { destroyable },
  );
const made = madeWith();
const secretArn = "${aws_secretsmanager_secret.login.arn}";

test("the secret is under the CMK, and no value of it is in the configuration", () => {
  expect(made.only("aws_secretsmanager_secret")).toEqual({
    name: "secret-loans-app-${var.environment_suffix}",
    description: "Signs in to the database as app and app_clone in turn",
    kms_key_id: "${aws_kms_key.key.arn}",
    recovery_window_in_days: 0,
  });
  expect(made.resources("aws_secretsmanager_secret_version")).toEqual({});
});

test("it can be brought back where not all may go", () => {
  const kept = madeWith({}, { destroyable: false }).only("aws_secretsmanager_secret");
  expect(kept).toMatchObject({ recovery_window_in_days: 30, lifecycle: { prevent_destroy: true } });
});

test("it is rotated each month, by a function that then reaches database and secrets", () => {
  const rotation = made.only("aws_secretsmanager_secret_rotation");
  expect(rotation).toMatchObject({
    secret_id: "${aws_secretsmanager_secret.login.id}",
    rotation_lambda_arn: "${aws_lambda_function.login_function.arn}",
    rotation_rules: { automatically_after_days: 30 },
  });
  expect(rotation.depends_on).toEqual(
    expect.arrayContaining([
      "aws_lambda_permission.login",
      "aws_lambda_function.login_function",
      "aws_rds_cluster_instance.database_writer",
      "aws_vpc_security_group_egress_rule.login_function_sg_443_to_internet",
      "aws_vpc_security_group_egress_rule.login_function_sg_5432_to_loans",
      "aws_vpc_security_group_ingress_rule.database_sg_5432_from_loans_app_rotation",
    ]),
  );
});

test("Secrets Manager alone invokes the function, for this secret of this account", () => {
  expect(made.only("aws_lambda_permission")).toEqual({
    function_name: "${aws_lambda_function.login_function.function_name}",
    action: "lambda:InvokeFunction",
    principal: "secretsmanager.amazonaws.com",
    source_account: "${data.aws_caller_identity.caller.account_id}",
    source_arn: secretArn,
  });
});

test("the function knows where the secrets are, and may read the master's and rotate this one", () => {
  expect(at(made.only("aws_lambda_function"), "environment", "variables")).toMatchObject({
    DATABASE_USER: "app",
    MASTER_SECRET_ARN: "${aws_rds_cluster.database.master_user_secret[0].secret_arn}",
    ROTATED_SECRET_ARN: secretArn,
  });
  const { policy } = made.resource("aws_iam_policy", "login_function_role");
  expect(made.statement(policy, "RotateRotatedSecret")).toMatchObject({
    resources: [secretArn],
    actions: expect.arrayContaining(["secretsmanager:UpdateSecretVersionStage"]) as unknown,
  });
  expect(made.statement(policy, "ReadLoansSecret").actions).toEqual(["secretsmanager:GetSecretValue"]);
});

test("a reader may read it, and decrypt nothing but it", () => {
  const { policy } = made.resource("aws_iam_policy", "reader");
  expect(made.statements(policy)).toEqual([
    expect.objectContaining({
      actions: ["kms:Decrypt"],
      condition: expect.arrayContaining([
        { test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values: [secretArn] },
      ]) as unknown,
    }),
    { sid: "ReadLoginSecret", actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] },
  ]);
});

describe("is refused", () => {
  const refused = (...given: Parameters<typeof madeWith>) =>
    problemsOf(() => madeWith(...given)).map(({ message }) => message);

  test("for a user whose second name is too long, and a wrong number of days", () => {
    expect(refused({ user: "a".repeat(30), rotateEveryDays: 0 })).toEqual([
      expect.stringContaining(`its second user "${"a".repeat(30)}_clone" is not allowed`) as unknown,
      "rotateEveryDays 0 is not allowed: 1 to 1000",
    ]);
  });

  test("for the master, and in Aurora MySQL", () => {
    const cluster = { masterUsername: "app_clone", engine: "aurora-mysql", engineVersion: "8.0" } as const;
    expect(refused({}, { cluster })).toEqual([
      "its database is aurora-mysql: only users of aurora-postgresql are rotated",
      'user "app_clone" is the master of the database',
    ]);
  });
});

test("grants that are none are refused, once: the second user's are the same", () => {
  const problems = problemsOf(() => madeWith({ user: "Upper", grants: { public: { privileges: [] } } }));
  expect(problems.map(({ message }) => message)).toEqual([
    'user "Upper" is not allowed: a lower-case letter or _, then up to 31 lower-case letters, digits and _',
  ]);
});
