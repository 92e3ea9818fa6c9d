import { type DeliveryProps } from "../../../src/constructs/streaming/delivery";
import { problemsOf, stackOf } from "../../support/synth";
import { at, bucketArn } from "../../support/terraform";
import { flowIn } from "../lake/parts";

const flowOf = (delivery: Partial<DeliveryProps> = {}) =>
  stackOf((stack) => {
    flowIn(stack, { delivery });
  });
const made = flowOf();
const delivery = made.only("aws_kinesis_firehose_delivery_stream");
const target = at(delivery, "extended_s3_configuration");
const { policy } = made.resource("aws_iam_policy", "delivery_role");
const raw = bucketArn(made.resource("aws_s3_bucket", "raw"));

test("it takes from the stream and delivers to the raw bucket, with one role", () => {
  expect(delivery).toMatchObject({
    name: "delivery-stream-market-events-${var.environment_suffix}",
    destination: "extended_s3",
    kinesis_source_configuration: {
      kinesis_stream_arn: "${aws_kinesis_stream.stream.arn}",
      role_arn: "${aws_iam_role.delivery_role.arn}",
    },
  });
  expect(target).toMatchObject({
    bucket_arn: "${aws_s3_bucket.raw.arn}",
    role_arn: "${aws_iam_role.delivery_role.arn}",
    kms_key_arn: "${aws_kms_key.key.arn}",
  });
});

test("as compressed lines, by day and hour, apart from what could not be delivered", () => {
  expect(target).toMatchObject({
    prefix: "market-events/day=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/",
    error_output_prefix: "errors/market-events/!{firehose:error-output-type}/day=!{timestamp:yyyy-MM-dd}/",
    compression_format: "GZIP",
    file_extension: ".json.gz",
    buffering_size: 16,
    buffering_interval: 60,
    processing_configuration: {
      enabled: true,
      processors: [
        {
          type: "AppendDelimiterToRecord",
          parameters: [{ parameter_name: "Delimiter", parameter_value: "\\n" }],
        },
      ],
    },
  });
});

test("it writes its errors into a log that is there before it, and makes none", () => {
  expect(at(target, "cloudwatch_logging_options")).toEqual({
    enabled: true,
    log_group_name: "${aws_cloudwatch_log_group.delivery_log.name}",
    log_stream_name: "${aws_cloudwatch_log_stream.delivery_log.name}",
  });
  expect(made.resource("aws_cloudwatch_log_group", "delivery_log")).toMatchObject({
    name: "/aws/kinesisfirehose/delivery-stream-market-events-${var.environment_suffix}",
    kms_key_id: "${aws_kms_key.key.arn}",
  });
  expect(made.resource("aws_cloudwatch_log_stream", "delivery_log").name).toBe("S3Delivery");
  expect(made.statements(policy).flatMap(({ actions }) => actions)).not.toContain("logs:CreateLogGroup");
});

test("its role is Firehose's for this account, and writes under its prefixes alone", () => {
  const trust = made.resource("aws_iam_role", "delivery_role").assume_role_policy;
  expect(made.statement(trust, "AssumeRole")).toMatchObject({
    principals: [{ type: "Service", identifiers: ["firehose.amazonaws.com"] }],
    condition: [{ test: "StringEquals", variable: "sts:ExternalId" }],
  });
  expect(made.statement(policy, "DeliverRaw").resources).toEqual([
    `${raw}/market-events/*`,
    `${raw}/errors/market-events/*`,
  ]);
  expect(made.statement(policy, "ListRaw").resources).toEqual([raw]);
  expect(made.statements(policy).map(({ sid }) => sid)).toEqual([
    "DecryptRaw",
    "DecryptStream",
    "DeliverRaw",
    "ListRaw",
    "ReadStream",
    "WriteLogs",
  ]);
});

test("it waits for its role's policy: Firehose tries at once whether it may", () => {
  expect(delivery.depends_on).toEqual(
    expect.arrayContaining(["aws_iam_role_policy_attachment.delivery_role", "aws_s3_bucket_policy.raw"]),
  );
});

test("what Firehose does not gather is refused, all of it named", () => {
  const problems = problemsOf(() => flowOf({ bufferSize: 129, bufferInterval: -1 }));
  expect(problems.map(({ message }) => message)).toEqual([
    "bufferSize 129 is not allowed: 1 to 128",
    "bufferInterval -1 is not allowed: 0 to 900",
  ]);
});
