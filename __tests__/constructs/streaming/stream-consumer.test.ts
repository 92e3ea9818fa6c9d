import { batchProblems, DEFAULT_BATCH } from "../../../src/constructs/streaming/batch-settings";
import { type StreamConsumerProps } from "../../../src/constructs/streaming/stream-consumer";
import { problemsOf, stackOf } from "../../support/synth";
import { pointsAt } from "../../support/terraform";
import { consumerIn } from "./parts";

const made = stackOf((stack) => {
  consumerIn(stack);
});
const mapping = made.only("aws_lambda_event_source_mapping");
const { policy } = made.resource("aws_iam_policy", "consumer_function_role");

describe("the mapping", () => {
  test("begins at the oldest record, and takes what Lambda knows against losing one", () => {
    expect(mapping).toMatchObject({
      event_source_arn: "${aws_kinesis_stream.stream.arn}",
      function_name: "${aws_lambda_function.consumer_function.arn}",
      starting_position: "TRIM_HORIZON",
      function_response_types: ["ReportBatchItemFailures"],
      bisect_batch_on_function_error: true,
      batch_size: 500,
      maximum_batching_window_in_seconds: 1,
      maximum_retry_attempts: 5,
      maximum_record_age_in_seconds: 86_400,
      parallelization_factor: 1,
      destination_config: {
        on_failure: { destination_arn: "${aws_sqs_queue.consumer_dead_letters.arn}" },
      },
    });
  });

  test("waits for the role's policy: Lambda tries at once whether it may read", () => {
    expect(mapping.depends_on).toEqual(
      expect.arrayContaining(["aws_iam_role_policy_attachment.consumer_function_role"]),
    );
  });
});

test("the function knows its tables and its queue, by reference", () => {
  const { environment } = made.only("aws_lambda_function");
  expect(environment).toEqual({
    variables: {
      RECORDS_TABLE: "${aws_dynamodb_table.consumer_records.name}",
      CHECKPOINTS_TABLE: "${aws_dynamodb_table.consumer_checkpoints.name}",
      DEAD_LETTER_QUEUE_URL: "${aws_sqs_queue.consumer_dead_letters.url}",
      KEEP_DAYS: "7",
    },
  });
});

test("events leave the table after a while, checkpoints stay; all are under the key", () => {
  const records = made.resource("aws_dynamodb_table", "consumer_records");
  const checkpoints = made.resource("aws_dynamodb_table", "consumer_checkpoints");
  expect(records).toMatchObject({ hash_key: "id", ttl: { attribute_name: "expires_at", enabled: true } });
  expect(checkpoints).toMatchObject({ hash_key: "shard" });
  expect(checkpoints).not.toHaveProperty("ttl");
  const queue = made.resource("aws_sqs_queue", "consumer_dead_letters");
  expect(
    [records.server_side_encryption, checkpoints.server_side_encryption, queue].flatMap(pointsAt),
  ).toEqual(["aws_kms_key.key", "aws_kms_key.key", "aws_kms_key.key"]);
});

test("its role may read the stream, write two tables and send to one queue", () => {
  const what = made
    .statements(policy)
    .filter(({ effect, sid }) => effect !== "Deny" && /^(Read|Write|Send)/.test(sid))
    .map(({ sid, actions }) => [sid, ...actions]);
  expect(what).toEqual([
    [
      "ReadStream",
      "kinesis:DescribeStream",
      "kinesis:DescribeStreamSummary",
      "kinesis:GetRecords",
      "kinesis:GetShardIterator",
      "kinesis:ListShards",
    ],
    ["SendDeadLetters", "sqs:SendMessage"],
    ["SendDeadLettersKey", "kms:Decrypt", "kms:GenerateDataKey"],
    ["WriteCheckpoints", "dynamodb:PutItem", "dynamodb:UpdateItem"],
    ["WriteCheckpointsKey", "kms:Decrypt", "kms:GenerateDataKey"],
    ["WriteLogs", "logs:CreateLogStream", "logs:PutLogEvents"],
    ["WriteRecords", "dynamodb:PutItem", "dynamodb:UpdateItem"],
    ["WriteRecordsKey", "kms:Decrypt", "kms:GenerateDataKey"],
  ]);
});

describe("is refused", () => {
  const refused = (given: Partial<StreamConsumerProps>) =>
    problemsOf(() =>
      stackOf((stack) => {
        consumerIn(stack, given);
      }),
    ).map(({ message }) => message);

  test("with what Lambda does not take, all of it named", () => {
    expect(
      refused({
        batchSize: 0,
        batchingWindow: 301,
        maxRetries: -1,
        maxRecordAge: 59,
        parallelizationFactor: 11,
        keepDays: 0,
      }),
    ).toEqual([
      "batchSize 0 is not allowed: 1 to 10000",
      "batchingWindow 301 is not allowed: 0 to 300",
      "maxRetries -1 is not allowed: 0 to 10000",
      "maxRecordAge 59 is not allowed: 60 to 604800",
      "parallelizationFactor 11 is not allowed: 1 to 10",
      "keepDays 0 is not allowed: whole days from 1",
    ]);
  });

  test("when it would try records that the stream no longer has", () => {
    expect(batchProblems({ ...DEFAULT_BATCH, maxRecordAge: 86_401 }, 24)).toEqual([
      "maxRecordAge 86401 is not allowed: the stream keeps records for 86400 seconds",
    ]);
    expect(batchProblems({ ...DEFAULT_BATCH, maxRecordAge: 86_400 }, 24)).toEqual([]);
  });
});
