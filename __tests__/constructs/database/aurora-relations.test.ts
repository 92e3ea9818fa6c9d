import { Role } from "../../../src/constructs/identity/role";
import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { stackOf } from "../../support/synth";
import { databaseIn } from "./aurora-parts";

const made = stackOf((stack) => {
  const { database, network } = databaseIn(stack);
  const role = new Role(stack, "task", { purpose: "task", description: "d", assumedBy: "x.amazonaws.com" });
  database.grantConnect(role, "loan_api");
  database.grantReadMasterSecret(role);
  database.allowFrom(new SecurityGroup(stack, "api", { network, purpose: "api" }));
  const { endpoint, readerEndpoint, clusterIdentifier, arn } = database;
  stack.output("facts", { value: [endpoint, readerEndpoint, clusterIdentifier, arn], description: "facts" });
});
const { policy } = made.resource("aws_iam_policy", "task");

test("a role may sign in to this cluster as one user", () => {
  expect(made.statement(policy, "ConnectLoansAsLoanApi")).toEqual({
    sid: "ConnectLoansAsLoanApi",
    actions: ["rds-db:connect"],
    resources: [
      "arn:${data.aws_partition.partition.partition}:rds-db:us-east-1:" +
        "${data.aws_caller_identity.caller.account_id}:dbuser:" +
        "${aws_rds_cluster.database.cluster_resource_id}/loan_api",
    ],
  });
});

test("a role may read the master's secret, and decrypt nothing else with its key", () => {
  const secret = "${aws_rds_cluster.database.master_user_secret[0].secret_arn}";
  expect(made.statement(policy, "ReadLoansSecret").resources).toEqual([secret]);
  expect(made.statement(policy, "DecryptLoansSecret")).toMatchObject({
    actions: ["kms:Decrypt"],
    resources: ["${aws_kms_key.key.arn}"],
    condition: [
      { variable: "kms:ViaService", values: ["secretsmanager.us-east-1.amazonaws.com"] },
      { variable: "kms:EncryptionContext:SecretARN", values: [secret] },
    ],
  });
});

test("a security group may connect, on the engine's port: both ends of the edge", () => {
  const port = { from_port: 5432, to_port: 5432, ip_protocol: "tcp" };
  expect(made.only("aws_vpc_security_group_ingress_rule")).toMatchObject({
    ...port,
    security_group_id: "${aws_security_group.database_sg.id}",
    referenced_security_group_id: "${aws_security_group.api.id}",
  });
  expect(made.only("aws_vpc_security_group_egress_rule")).toMatchObject({
    ...port,
    security_group_id: "${aws_security_group.api.id}",
  });
});

test("where it is, is told by the cluster", () => {
  expect(made.section("output").facts?.value).toEqual(
    ["endpoint", "reader_endpoint", "cluster_identifier", "arn"].map(
      (attribute) => `\${aws_rds_cluster.database.${attribute}}`,
    ),
  );
});
