import { Queue } from "../../../src/constructs/events/queue";
import { LakeBucket, type LakeBucketProps } from "../../../src/constructs/storage/lake-bucket";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at } from "../../support/terraform";

function bucketIn(stack: SystemStack, given: Partial<LakeBucketProps> = {}) {
  const key = logKey(stack);
  const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
  const bucket = new LakeBucket(stack, "raw", { purpose: "raw", key, accessLogs, ...given });
  const queue = (purpose: string) => new Queue(stack, purpose, { purpose, key });
  return { bucket, queue };
}

const lifecycleOf = (given: Partial<LakeBucketProps> = {}) =>
  stackOf((stack) => {
    bucketIn(stack, given);
  }).resource("aws_s3_bucket_lifecycle_configuration", "raw");

test("objects and replaced versions move to Glacier after 90 days, however small, and stay", () => {
  const { rule, transition_default_minimum_object_size } = lifecycleOf();
  expect(rule).toEqual([
    {
      id: "archive",
      status: "Enabled",
      filter: [{ prefix: "" }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      transition: [{ storage_class: "GLACIER", days: 90 }],
      noncurrent_version_transition: [{ storage_class: "GLACIER", noncurrent_days: 90 }],
    },
  ]);
  expect(transition_default_minimum_object_size).toBe("varies_by_storage_class");
});

test("the age is a choice", () => {
  expect(at(lifecycleOf({ archiveAfter: 30 }), "rule", 0, "transition", 0, "days")).toBe(30);
  expect(problemsOf(() => lifecycleOf({ archiveAfter: 0 }))).toEqual([
    { where: "test/raw", message: "archiveAfter 0 is not allowed: whole days from 1" },
  ]);
});

test("several queues are told of new objects in one configuration, which is all that S3 keeps", () => {
  const made = stackOf((stack) => {
    const { bucket, queue } = bucketIn(stack);
    bucket.notifyOnCreate("trades/", queue("trades"));
    bucket.notifyOnCreate("quotes/", queue("quotes"));
  });
  const notification = made.resource("aws_s3_bucket_notification", "raw");
  expect(notification.queue).toMatchObject([
    { filter_prefix: "trades/", queue_arn: "${aws_sqs_queue.trades.arn}" },
    { filter_prefix: "quotes/", queue_arn: "${aws_sqs_queue.quotes.arn}" },
  ]);
  expect(notification.depends_on).toEqual([
    "aws_s3_bucket_lifecycle_configuration.raw",
    "aws_sqs_queue_policy.trades",
    "aws_sqs_queue_policy.quotes",
  ]);
});

test("prefixes that overlap are refused, as S3 does", () => {
  const overlapping = () =>
    stackOf((stack) => {
      const { bucket, queue } = bucketIn(stack);
      bucket.notifyOnCreate("market/", queue("one"));
      bucket.notifyOnCreate("market/trades/", queue("two"));
    });
  expect(problemsOf(overlapping).map(({ message }) => message)).toEqual([
    'prefix "market/trades/" overlaps "market/", which is told of already',
  ]);
});
