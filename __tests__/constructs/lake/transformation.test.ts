import { stackOf } from "../../support/synth";
import { bucketArn, decoded } from "../../support/terraform";
import { flowIn } from "./parts";

const made = stackOf((stack) => {
  flowIn(stack);
});
const { policy } = made.resource("aws_iam_policy", "transformation_function_role");
const arn = (bucket: string) => bucketArn(made.resource("aws_s3_bucket", bucket));

test("S3 tells the queue of new objects under the prefix, once it may", () => {
  const notification = made.resource("aws_s3_bucket_notification", "raw");
  expect(notification).toMatchObject({
    bucket: "${aws_s3_bucket.raw.id}",
    eventbridge: true,
    queue: [
      {
        id: "new-in-market-events",
        queue_arn: "${aws_sqs_queue.transformation_queue.arn}",
        events: ["s3:ObjectCreated:*"],
        filter_prefix: "market-events/",
      },
    ],
  });
  expect(notification.depends_on).toEqual([
    "aws_s3_bucket_lifecycle_configuration.raw",
    "aws_sqs_queue_policy.transformation_queue",
  ]);
  const queue = made.resource("aws_sqs_queue_policy", "transformation_queue");
  expect(made.statement(queue.policy, "SendFromBucket")).toMatchObject({
    principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
    condition: [
      { test: "ArnEquals", variable: "aws:SourceArn", values: [arn("raw")] },
      { test: "StringEquals", variable: "aws:SourceAccount" },
    ],
  });
});

test("S3 may use the queue's key, for this queue alone", () => {
  const key = made.only("aws_kms_key").policy;
  expect(made.statement(key, "AllowS3ToLakeTransform")).toMatchObject({
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
    condition: [{ variable: "kms:EncryptionContext:aws:sqs:arn" }],
  });
});

test("a message that fails comes again by itself, five times, and is then put aside", () => {
  expect(made.only("aws_lambda_event_source_mapping")).toMatchObject({
    event_source_arn: "${aws_sqs_queue.transformation_queue.arn}",
    function_response_types: ["ReportBatchItemFailures"],
    batch_size: 10,
  });
  const queue = made.resource("aws_sqs_queue", "transformation_queue");
  expect(decoded(queue.redrive_policy)).toEqual({
    deadLetterTargetArn: "${aws_sqs_queue.transformation_dead_letters.arn}",
    maxReceiveCount: 5,
  });
});

test("a message stays hidden six times as long as the function may take", () => {
  const { timeout } = made.only("aws_lambda_function");
  const queue = made.resource("aws_sqs_queue", "transformation_queue");
  expect(queue.visibility_timeout_seconds).toBe(6 * Number(timeout));
});

test("the function reads under the one prefix and writes under the other", () => {
  expect(made.statement(policy, "ReadRaw")).toMatchObject({
    actions: ["s3:GetObject"],
    resources: [`${arn("raw")}/market-events/*`],
  });
  expect(made.statement(policy, "PutProcessed")).toMatchObject({
    actions: ["s3:PutObject"],
    resources: [`${arn("processed")}/market_events/*`, `${arn("processed")}/rejected/market_events/*`],
  });
  expect(made.only("aws_lambda_function").environment).toEqual({
    variables: { PROCESSED_BUCKET: "${aws_s3_bucket.processed.id}", DATASET: "market_events" },
  });
});
