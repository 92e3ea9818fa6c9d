import { LogArchive } from "../../../src/constructs/observability/log-archive/log-archive";
import { LogGroup } from "../../../src/constructs/observability/log-group";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { at, bucketArn } from "../../support/terraform";

const made = stackOf((stack) => {
  const key = logKey(stack);
  const logs = { key, retentionInDays: 30 };
  const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
  const archive = new LogArchive(stack, "archive", { purpose: "log-archive", key, accessLogs, logs });
  for (const id of ["first", "second"]) {
    new LogGroup(stack, id, { ...logs, archive, name: `/x/${stack.nameFor(stack, "log", id)}` });
  }
});
const delivery = made.only("aws_kinesis_firehose_delivery_stream");
const bucket = made.resource("aws_s3_bucket", "archive_bucket");

test("every group that is made with the archive is subscribed, all events of it", () => {
  const filters = made.resources("aws_cloudwatch_log_subscription_filter");
  expect(Object.keys(filters)).toEqual(["first", "second"]);
  expect(filters.first).toEqual({
    name: "archive",
    log_group_name: "${aws_cloudwatch_log_group.first.name}",
    filter_pattern: "",
    destination_arn: "${aws_kinesis_firehose_delivery_stream.archive_delivery.arn}",
    role_arn: "${aws_iam_role.archive_role.arn}",
    depends_on: ["aws_iam_role_policy_attachment.archive_role"],
  });
});

test("the archive's own log of errors is not: it would feed itself", () => {
  expect(Object.keys(made.resources("aws_cloudwatch_log_group")).sort()).toEqual([
    "archive_delivery_log",
    "first",
    "second",
  ]);
});

test("CloudWatch Logs puts into this delivery stream alone, for log groups of this account and region", () => {
  const role = made.resource("aws_iam_role", "archive_role");
  const [trust] = made.statements(role.assume_role_policy);
  expect(trust?.principals).toEqual([{ type: "Service", identifiers: ["logs.amazonaws.com"] }]);
  expect(trust?.condition).toEqual([
    {
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: [
        "arn:${data.aws_partition.partition.partition}:logs:us-east-1:${data.aws_caller_identity.caller.account_id}:*",
      ],
    },
  ]);
  expect(made.statements(made.resource("aws_iam_policy", "archive_role").policy)).toEqual([
    {
      sid: "PutRecords",
      actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
      resources: [
        expect.stringMatching(/:deliverystream\/delivery-stream-log-archive-\$\{var\.environment_suffix\}$/),
      ],
    },
  ]);
});

test("what was compressed by CloudWatch Logs is delivered as it is, under the CMK on its whole way", () => {
  expect(delivery).toMatchObject({
    destination: "extended_s3",
    server_side_encryption: {
      enabled: true,
      key_type: "CUSTOMER_MANAGED_CMK",
      key_arn: "${aws_kms_key.key.arn}",
    },
  });
  const target = at(delivery, "extended_s3_configuration");
  expect(target).toMatchObject({
    bucket_arn: "${aws_s3_bucket.archive_bucket.arn}",
    kms_key_arn: "${aws_kms_key.key.arn}",
    compression_format: "UNCOMPRESSED",
    prefix: "log-archive/day=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/",
  });
  expect(target).not.toHaveProperty("processing_configuration");
  const { policy } = made.resource("aws_iam_policy", "archive_delivery_role");
  expect(made.statement(policy, "DeliverBucket").resources).toContain(`${bucketArn(bucket)}/log-archive/*`);
});

test("objects stay for twelve months and more", () => {
  const rules = at(made.resource("aws_s3_bucket_lifecycle_configuration", "archive_bucket"), "rule", 0);
  expect(at(rules, "expiration", 0, "days")).toBeGreaterThanOrEqual(366);
});
