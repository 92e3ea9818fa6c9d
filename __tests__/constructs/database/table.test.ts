import { Table } from "../../../src/constructs/database/table";
import { Role } from "../../../src/constructs/identity/role";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";

const tableOf = (tableName?: string, destroyable = true) =>
  stackOf(
    (stack) => {
      const name = tableName === undefined ? {} : { tableName };
      new Table(stack, "locks", { purpose: "locks", hashKey: "LockID", key: logKey(stack), ...name });
    },
    { destroyable },
  ).resource("aws_dynamodb_table", "locks");

test("a table is on demand, under its key, and can go back in time", () => {
  expect(tableOf()).toEqual({
    name: "table-locks-${var.environment_suffix}",
    billing_mode: "PAY_PER_REQUEST",
    hash_key: "LockID",
    attribute: [{ name: "LockID", type: "S" }],
    server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.key.arn}" },
    point_in_time_recovery: { enabled: true },
    deletion_protection_enabled: false,
  });
});

test("one that is to be kept is protected, in AWS and in Terraform", () => {
  expect(tableOf(undefined, false)).toMatchObject({
    deletion_protection_enabled: true,
    lifecycle: { prevent_destroy: true },
  });
});

test("it may have a whole name that was chosen", () => {
  expect(tableOf("chosen").name).toBe("chosen");
});

test("a role that may read reads items of this table, and decrypts nothing but it", () => {
  const made = stackOf((stack) => {
    const table = new Table(stack, "events", { purpose: "events", hashKey: "id", key: logKey(stack) });
    const assumedBy = "lambda.amazonaws.com";
    table.grantRead(new Role(stack, "reader", { purpose: "reader", description: "d", assumedBy }));
  });
  const { policy } = made.resource("aws_iam_policy", "reader");
  expect(made.statement(policy, "ReadEvents")).toEqual({
    sid: "ReadEvents",
    actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
    resources: [expect.stringMatching(/:table\/table-events-\$\{var\.environment_suffix\}$/)],
  });
  expect(made.statement(policy, "ReadEventsKey").condition).toContainEqual({
    test: "StringEquals",
    variable: "kms:EncryptionContext:aws:dynamodb:tableName",
    values: ["table-events-${var.environment_suffix}"],
  });
});
