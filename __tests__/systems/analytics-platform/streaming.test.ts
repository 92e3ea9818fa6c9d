import { type JsonObject } from "../../../src/core/synthesis/json";
import { statementsOfRole } from "../../support/systems/roles";
import { at, pointsAt, text } from "../../support/terraform";
import { ACCOUNT, all, arn, subnetsOf, SUFFIX, system } from "./synthesized";

const stream = system.only("aws_kinesis_stream");
const STREAM = "${aws_kinesis_stream.market_data.arn}";
const consumer = system.resource("aws_lambda_event_source_mapping", "consumer");
const reader = system.follow(consumer.function_name);

describe("FA-60", () => {
  test("FA-60 the stream grows by itself, is under a CMK, and keeps records for days", () => {
    expect(stream).toMatchObject({
      stream_mode_details: { stream_mode: "ON_DEMAND" },
      encryption_type: "KMS",
      kms_key_id: "${aws_kms_key.keys_data.arn}",
    });
    expect(stream).not.toHaveProperty("shard_count");
    // Longer than a batch is tried: nothing is lost to age while somebody repairs the consumer.
    expect(Number(stream.retention_period)).toBeGreaterThanOrEqual(24 * 7);
  });

  test("FA-60 the consumer reads it from its oldest record on, and tries bad batches in halves", () => {
    expect(consumer).toMatchObject({
      event_source_arn: STREAM,
      starting_position: "TRIM_HORIZON",
      bisect_batch_on_function_error: true,
      function_response_types: ["ReportBatchItemFailures"],
    });
    expect(Number(consumer.maximum_retry_attempts)).toBeGreaterThan(0);
    expect(Number(consumer.maximum_retry_attempts)).toBeLessThanOrEqual(10);
    const age = Number(consumer.maximum_record_age_in_seconds);
    expect(age).toBeGreaterThanOrEqual(60);
    expect(age).toBeLessThan(Number(stream.retention_period) * 3600);
  });

  test("FA-60 what it gives up lies in a queue for two weeks, under the CMK, and an alarm tells", () => {
    const [queue] = pointsAt(at(consumer, "destination_config", "on_failure", "destination_arn"));
    expect(queue).toBe("aws_sqs_queue.consumer_dead_letters");
    expect(system.resource("aws_sqs_queue", "consumer_dead_letters")).toMatchObject({
      kms_master_key_id: "${aws_kms_key.keys_data.arn}",
      message_retention_seconds: 1_209_600,
    });
    const watching = all("aws_cloudwatch_metric_alarm")
      .map(([, alarm]) => alarm)
      .filter((alarm) => pointsAt(at(alarm, "dimensions", "QueueName"))[0] === queue);
    expect(watching).toEqual([
      expect.objectContaining({
        metric_name: "ApproximateNumberOfMessagesVisible",
        comparison_operator: "GreaterThanOrEqualToThreshold",
        threshold: 1,
        alarm_actions: ["${aws_sns_topic.alerts.arn}"],
      }),
    ]);
  });

  test("FA-60 it writes events and checkpoints into tables of their own, under the CMK", () => {
    const { RECORDS_TABLE: records, CHECKPOINTS_TABLE: checkpoints } = at(
      reader,
      "environment",
      "variables",
    ) as JsonObject;
    const safe = {
      billing_mode: "PAY_PER_REQUEST",
      point_in_time_recovery: { enabled: true },
      server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.keys_data.arn}" },
    };
    expect(system.follow(checkpoints)).toMatchObject({ ...safe, hash_key: "shard" });
    expect(system.follow(records)).toMatchObject({
      ...safe,
      hash_key: "id",
      ttl: { enabled: true, attribute_name: "expires_at" },
    });
    expect(records).not.toBe(checkpoints);
  });

  test("FA-60 it runs in the private subnets, may read the stream, write the tables, send dead letters", () => {
    expect(pointsAt(at(reader, "vpc_config", "subnet_ids"))).toEqual(subnetsOf("private"));
    const [role] = pointsAt(reader.role);
    const may = (prefix: string) =>
      statementsOfRole(system, role)
        .filter(({ actions }) => actions.every((action) => action.startsWith(`${prefix}:`)))
        .map(({ actions, resources }) => ({ actions, resources }));
    expect(may("kinesis").map(({ resources }) => resources)).toEqual([
      [arn("kinesis", `stream/stream-market-data-${SUFFIX}`)],
    ]);
    const writing = ["dynamodb:PutItem", "dynamodb:UpdateItem"];
    expect(may("dynamodb")).toEqual([
      { actions: writing, resources: [arn("dynamodb", `table/table-market-events-checkpoints-${SUFFIX}`)] },
      { actions: writing, resources: [arn("dynamodb", `table/table-market-events-${SUFFIX}`)] },
    ]);
    expect(may("sqs")).toEqual([
      { actions: ["sqs:SendMessage"], resources: [arn("sqs", `queue-market-events-dead-${SUFFIX}`)] },
    ]);
  });

  test("FA-60 alarms tell of a consumer that falls behind or fails, and of records that are refused", () => {
    const metrics = all("aws_cloudwatch_metric_alarm")
      .filter(([name]) => name.startsWith("consumer_alarms_"))
      .map(([, { metric_name: metric }]) => metric);
    expect(metrics.sort()).toEqual(["Errors", "IteratorAge", "WriteProvisionedThroughputExceeded"]);
  });

  describe("Firehose", () => {
    const delivery = system.resource("aws_kinesis_firehose_delivery_stream", "delivery");
    const target = delivery.extended_s3_configuration as JsonObject;

    test("FA-60 Firehose brings the stream's records into the raw bucket, under the CMK", () => {
      expect(delivery.destination).toBe("extended_s3");
      expect(at(delivery, "kinesis_source_configuration", "kinesis_stream_arn")).toBe(STREAM);
      expect(target).toMatchObject({
        bucket_arn: "${aws_s3_bucket.raw.arn}",
        kms_key_arn: "${aws_kms_key.keys_data.arn}",
      });
    });

    test("FA-60 compressed JSON, an event a line, in a folder for each hour, which the raw table knows", () => {
      expect(target).toMatchObject({ compression_format: "GZIP", custom_time_zone: "UTC" });
      expect(target.prefix).toBe("market-events/day=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/");
      const processors = at(target, "processing_configuration", "processors") as JsonObject[];
      expect(processors.map(({ type }) => type)).toEqual(["AppendDelimiterToRecord"]);
      const { storage_descriptor: stored } = system.resource(
        "aws_glue_catalog_table",
        "catalog_raw_market_events",
      );
      expect(at(stored, "location")).toBe("s3://${aws_s3_bucket.raw.id}/market-events/");
      expect(at(stored, "ser_de_info", "serialization_library")).toBe("org.openx.data.jsonserde.JsonSerDe");
    });

    test("FA-60 what cannot be delivered lies apart, and the failure is logged and alarmed", () => {
      expect(target.error_output_prefix).toBe(
        "errors/market-events/!{firehose:error-output-type}/day=!{timestamp:yyyy-MM-dd}/",
      );
      expect(text(target.error_output_prefix).startsWith("market-events/")).toBe(false);
      expect(at(target, "cloudwatch_logging_options", "enabled")).toBe(true);
      const alarm = system.resource("aws_cloudwatch_metric_alarm", "delivery_alarms_late");
      expect(text(alarm)).toContain("aws_kinesis_firehose_delivery_stream.delivery.name");
    });

    test("FA-60 its role is Firehose's for this account alone, and is given before it starts", () => {
      const role = system.follow(target.role_arn);
      expect(system.statements(role.assume_role_policy)).toEqual([
        {
          sid: "AssumeRole",
          actions: ["sts:AssumeRole"],
          principals: [{ type: "Service", identifiers: ["firehose.amazonaws.com"] }],
          condition: [{ test: "StringEquals", variable: "sts:ExternalId", values: [ACCOUNT] }],
        },
      ]);
      expect(delivery.depends_on).toContain("aws_iam_role_policy_attachment.delivery_role");
      const writing = statementsOfRole(system, pointsAt(target.role_arn)[0]).filter(({ actions }) =>
        actions.includes("s3:PutObject"),
      );
      const raw = arn("s3", `bucket-raw-${ACCOUNT}-${SUFFIX}`, "", "");
      expect(writing.map(({ resources }) => resources)).toEqual([
        [`${raw}/market-events/*`, `${raw}/errors/market-events/*`],
      ]);
    });
  });
});
