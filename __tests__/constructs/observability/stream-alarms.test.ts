import { ConsumerAlarms } from "../../../src/constructs/observability/alarms/consumer-alarms";
import { DeliveryAlarms } from "../../../src/constructs/observability/alarms/delivery-alarms";
import { DeadLetterAlarms } from "../../../src/constructs/observability/alarms/queue-alarms";
import { stackOf } from "../../support/synth";
import { flowIn } from "../lake/parts";
import { consumerIn } from "../streaming/parts";
import { topicIn } from "./alarm-parts";

const made = stackOf((stack) => {
  const { stream, consumer, key } = consumerIn(stack);
  const topic = topicIn(stack, key);
  const purpose = "market-events";
  new ConsumerAlarms(stack, "market", { topic, purpose, stream, consumer: consumer.function, maxAge: 30 });
  new DeadLetterAlarms(stack, "dead", {
    topic,
    purpose: "market-events-dead",
    queue: consumer.deadLetters,
    holds: "market events",
  });
  new DeliveryAlarms(stack, "raw", { topic, purpose: "raw", delivery: { name: "delivery-x" } });
});
const alarm = (name: string) => made.resource("aws_cloudwatch_metric_alarm", name);

test("records that wait for the consumer ring, in its own unit", () => {
  expect(alarm("market_age")).toMatchObject({
    alarm_name: "alarm-market-events-age-${var.environment_suffix}",
    namespace: "AWS/Lambda",
    metric_name: "IteratorAge",
    statistic: "Maximum",
    dimensions: { FunctionName: "${aws_lambda_function.consumer_function.function_name}" },
    threshold: 30_000,
    comparison_operator: "GreaterThanThreshold",
  });
});

test("so do a consumer that dies, a stream that refuses, and dead letters", () => {
  expect(alarm("market_errors")).toMatchObject({ metric_name: "Errors", statistic: "Sum", threshold: 1 });
  expect(alarm("market_refused")).toMatchObject({
    namespace: "AWS/Kinesis",
    metric_name: "WriteProvisionedThroughputExceeded",
    dimensions: { StreamName: "${aws_kinesis_stream.stream.name}" },
  });
  expect(alarm("dead_depth").dimensions).toEqual({
    QueueName: "${aws_sqs_queue.consumer_dead_letters.name}",
  });
});

test("and a delivery that is late", () => {
  expect(alarm("raw_late")).toMatchObject({
    namespace: "AWS/Firehose",
    metric_name: "DeliveryToS3.DataFreshness",
    dimensions: { DeliveryStreamName: "delivery-x" },
    threshold: 900,
  });
});

test("a delivery of ours is taken as it is", () => {
  const own = stackOf((stack) => {
    const { delivery, key } = flowIn(stack);
    new DeliveryAlarms(stack, "raw-alarms", { topic: topicIn(stack, key), purpose: "raw", delivery });
  });
  expect(own.only("aws_cloudwatch_metric_alarm").dimensions).toEqual({
    DeliveryStreamName: "${aws_kinesis_firehose_delivery_stream.delivery.name}",
  });
});

test("records may wait for a minute, unless it is said otherwise", () => {
  const usual = stackOf((stack) => {
    const { stream, consumer, key } = consumerIn(stack);
    const topic = topicIn(stack, key);
    new ConsumerAlarms(stack, "market", { topic, purpose: "market", stream, consumer: consumer.function });
  });
  expect(usual.resource("aws_cloudwatch_metric_alarm", "market_age").threshold).toBe(60_000);
});
