import { type AuroraProps } from "../../../src/constructs/database/aurora-props";
import { DatabaseUser, type DatabaseUserProps } from "../../../src/constructs/database/aurora-user";
import { Role } from "../../../src/constructs/identity/role";
import { problemsOf, stackOf } from "../../support/synth";
import { at, decoded } from "../../support/terraform";
import { databaseIn } from "./aurora-parts";

const madeWith = (given: Partial<DatabaseUserProps> = {}, cluster: Partial<AuroraProps> = {}) =>
  stackOf((stack) => {
    const { database, network, logs } = databaseIn(stack, cluster);
    const user = new DatabaseUser(stack, "database-user", {
      database,
      network,
      user: "loan_api",
      grants: { public: { privileges: ["USAGE"], tables: { "*": ["SELECT"] } } },
      key: logs.key,
      logs,
      ...given,
    });
    const role = new Role(stack, "task", { purpose: "task", description: "d", assumedBy: "x.amazonaws.com" });
    user.grantConnect(role);
  });

describe("a database user", () => {
  const made = madeWith();
  const invocation = made.only("aws_lambda_invocation");

  test("is asked for by the apply, again when user, grants, code or cluster change", () => {
    expect(decoded(invocation.input)).toEqual({
      user: "loan_api",
      grants: { public: { privileges: ["USAGE"], tables: { "*": ["SELECT"] } } },
    });
    expect(invocation.triggers).toEqual({
      code: made.only("aws_lambda_function").source_code_hash,
      cluster: "${aws_rds_cluster.database.cluster_resource_id}",
    });
  });

  test("is made when all instances are there, and the function reaches them and the secret", () => {
    expect(invocation.depends_on).toEqual(
      expect.arrayContaining([
        "aws_lambda_function.database_user_function",
        "aws_rds_cluster_instance.database_writer",
        "aws_rds_cluster_instance.database_reader",
        "aws_vpc_security_group_egress_rule.database_user_function_sg_443_to_internet",
        "aws_vpc_security_group_egress_rule.database_user_function_sg_5432_to_loans",
        "aws_vpc_security_group_ingress_rule.database_sg_5432_from_database_user_loan_api",
      ]),
    );
  });

  test("is made by a function that knows where the secret is, and never what is in it", () => {
    expect(at(made.only("aws_lambda_function"), "environment", "variables")).toEqual({
      DATABASE_HOST: "${aws_rds_cluster.database.endpoint}",
      DATABASE_PORT: "5432",
      DATABASE_NAME: "loans",
      MASTER_SECRET_ARN: "${aws_rds_cluster.database.master_user_secret[0].secret_arn}",
    });
    const policy = made.resource("aws_iam_policy", "database_user_function_role").policy;
    const sids = made.statements(policy).map(({ sid }) => sid);
    expect(sids).toEqual(expect.arrayContaining(["ReadLoansSecret", "DecryptLoansSecret"]));
  });

  test("is whom a role may sign in as", () => {
    const policy = made.resource("aws_iam_policy", "task").policy;
    expect(made.statement(policy, "ConnectLoansAsLoanApi").resources).toEqual([
      expect.stringMatching(/cluster_resource_id\}\/loan_api$/),
    ]);
  });
});

describe("is refused", () => {
  const refused = (given: Partial<DatabaseUserProps>, cluster: Partial<AuroraProps> = {}) =>
    problemsOf(() => madeWith(given, cluster)).map(({ message }) => message);

  test("with a wrong user and wrong grants, by the function's own rules", () => {
    const grants = { public: { privileges: ["EVERYTHING"] } } as unknown as DatabaseUserProps["grants"];
    expect(refused({ user: "Loan Api", grants })).toEqual([
      expect.stringContaining('user "Loan Api" is not allowed') as unknown,
      'grants.public.privileges: "EVERYTHING" is not allowed: USAGE, CREATE are',
    ]);
  });

  test("as the master", () => {
    expect(refused({ user: "clusteradmin" })).toEqual(['user "clusteradmin" is the master of the database']);
  });

  test("in Aurora MySQL", () => {
    expect(refused({}, { engine: "aurora-mysql", engineVersion: "8.0" })).toEqual([
      "its database is aurora-mysql: users are made in aurora-postgresql only",
    ]);
  });
});
