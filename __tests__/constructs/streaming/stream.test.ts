import { Role } from "../../../src/constructs/identity/role";
import { Stream, type StreamProps } from "../../../src/constructs/streaming/stream";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";

const streamOf = (given: Partial<StreamProps> = {}, destroyable = true) =>
  stackOf(
    (stack) => {
      const stream = new Stream(stack, "market", { purpose: "market", key: logKey(stack), ...given });
      for (const purpose of ["producer", "reader"]) {
        const role = new Role(stack, purpose, {
          purpose,
          description: purpose,
          assumedBy: "ecs-tasks.amazonaws.com",
        });
        if (purpose === "producer") stream.grantWrite(role);
        else stream.grantRead(role);
      }
    },
    { destroyable },
  );
const made = streamOf();
const ARN =
  "arn:${data.aws_partition.partition.partition}:kinesis:us-east-1:${data.aws_caller_identity.caller.account_id}:stream/stream-market-${var.environment_suffix}";

test("a stream is on demand, under its key, keeps a week, and goes with its readers", () => {
  expect(made.only("aws_kinesis_stream")).toEqual({
    name: "stream-market-${var.environment_suffix}",
    stream_mode_details: { stream_mode: "ON_DEMAND" },
    encryption_type: "KMS",
    kms_key_id: "${aws_kms_key.key.arn}",
    retention_period: 168,
    enforce_consumer_deletion: true,
  });
});

test("one that is to be kept is", () => {
  expect(streamOf({}, false).only("aws_kinesis_stream")).toMatchObject({
    enforce_consumer_deletion: false,
    lifecycle: { prevent_destroy: true },
  });
});

test.each([
  ["producer", "PutMarket", ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary"]],
  [
    "reader",
    "ReadMarket",
    [
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
    ],
  ],
])("a %s may that, on this stream alone", (role, sid, actions) => {
  const { policy } = made.resource("aws_iam_policy", role);
  expect(made.statement(policy, sid)).toMatchObject({ actions, resources: [ARN] });
});

test.each([
  ["producer", "EncryptMarket", ["kms:Decrypt", "kms:GenerateDataKey"]],
  ["reader", "DecryptMarket", ["kms:Decrypt"]],
])("a %s uses the key by Kinesis, for this stream alone", (role, sid, actions) => {
  const { policy } = made.resource("aws_iam_policy", role);
  expect(made.statement(policy, sid)).toMatchObject({
    actions,
    condition: [
      { test: "StringEquals", variable: "kms:ViaService", values: ["kinesis.us-east-1.amazonaws.com"] },
      { test: "StringEquals", variable: "kms:EncryptionContext:aws:kinesis:arn", values: [ARN] },
    ],
  });
});

test.each([23, 8761, 24.5])("%s hours are refused", (retentionHours) => {
  expect(problemsOf(() => streamOf({ retentionHours }))).toEqual([
    { where: "test/market", message: `retentionHours ${retentionHours} is not allowed: 24 to 8760` },
  ]);
});
