import { type Metric, type Statistic } from "./metric";

/** A Kinesis data stream, by its name. */
export interface StreamDimensions {
  readonly name: string;
}

/** A Firehose delivery stream, by its name. */
export interface DeliveryDimensions {
  readonly name: string;
}

export type StreamMetric =
  | "IncomingRecords"
  | "IncomingBytes"
  | "WriteProvisionedThroughputExceeded"
  | "ReadProvisionedThroughputExceeded"
  | "GetRecords.IteratorAgeMilliseconds";
export type DeliveryMetric =
  "DeliveryToS3.DataFreshness" | "DeliveryToS3.Records" | "DeliveryToS3.Success" | "ThrottledGetRecords";

/** A metric of a stream (Kinesis developer guide, "Monitor the service with CloudWatch", stream level). */
export function streamMetric(
  stream: StreamDimensions,
  name: StreamMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  return { namespace: "AWS/Kinesis", name, dimensions: { StreamName: stream.name }, statistic, label };
}

/** A metric of a delivery stream (Firehose developer guide, "Monitor with CloudWatch metrics"). */
export function deliveryMetric(
  delivery: DeliveryDimensions,
  name: DeliveryMetric,
  statistic: Statistic,
  label: string = name,
): Metric {
  const dimensions = { DeliveryStreamName: delivery.name };
  return { namespace: "AWS/Firehose", name, dimensions, statistic, label };
}
