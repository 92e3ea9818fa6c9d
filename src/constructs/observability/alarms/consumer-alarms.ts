import { type Construct } from "constructs";
import { functionMetric, type FunctionDimensions } from "../metrics";
import { type StreamDimensions, streamMetric } from "../stream-metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface ConsumerAlarmsProps extends AlarmSetProps {
  readonly stream: StreamDimensions;
  /** The function that reads it. */
  readonly consumer: FunctionDimensions;
  /** Seconds that records may wait for the function. @default 60 */
  readonly maxAge?: number;
}

const MINUTE = 60;

/** A stream whose producers are refused, or whose consumer is late or fails. Its dead letters have a set of their own. */
export class ConsumerAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: ConsumerAlarmsProps) {
    super(scope, id, props);
    const { purpose, stream, consumer, maxAge = 60 } = props;
    this.add("age", {
      metric: functionMetric(consumer, "IteratorAge", "Maximum", `Age of ${purpose} (ms)`),
      comparison: ">",
      threshold: maxAge * 1000,
      period: MINUTE,
      evaluationPeriods: 5,
      datapoints: 3,
      // No record, no age.
      missingData: "notBreaching",
      meaning: `The records of ${purpose} have waited for more than ${maxAge} seconds: what is shown from them is old, and records that grow older than the stream's retention are lost.`,
      remedy:
        "Look at the function's errors, throttles and duration. If it works but is slow, raise its memory or the mapping's parallelization factor; if one record keeps failing, its log names the shard and sequence number.",
    });
    this.add("errors", {
      metric: functionMetric(consumer, "Errors", "Sum", `Errors of ${purpose}`),
      comparison: ">=",
      threshold: 1,
      period: MINUTE,
      evaluationPeriods: 5,
      datapoints: 3,
      missingData: "notBreaching",
      meaning: `The function of ${purpose} has died or run out of time again and again: its batches are halved and tried again until their attempts end.`,
      remedy:
        "Read the function's log of that time: a timeout, a lack of memory, or an error with its stack. Roll back what was deployed last; the records are in the stream, and come again.",
    });
    this.add("refused", {
      metric: streamMetric(
        stream,
        "WriteProvisionedThroughputExceeded",
        "Sum",
        `Records refused by ${purpose}`,
      ),
      comparison: ">",
      threshold: 0,
      period: MINUTE,
      evaluationPeriods: 5,
      datapoints: 3,
      missingData: "notBreaching",
      meaning: `The stream of ${purpose} refuses records: producers put in more than twice the peak of the last 30 days, or too much under one partition key.`,
      remedy:
        "See whether one partition key is hot (a shard takes 1 MB or 1,000 records a second): then spread it. Otherwise the stream scales within minutes; producers have to try again what PutRecords says has failed.",
    });
  }
}
