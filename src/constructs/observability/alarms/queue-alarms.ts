import { type Construct } from "constructs";
import { type QueueDimensions, queueMetric } from "../metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface DeadLetterAlarmsProps extends AlarmSetProps {
  readonly queue: QueueDimensions;
  /** What its messages are, in the plural: `starts of the nightly reassessment`. */
  readonly holds: string;
}

/** A dead-letter queue that is not empty. */
export class DeadLetterAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: DeadLetterAlarmsProps) {
    super(scope, id, props);
    const { queue, holds } = props;
    this.add("depth", {
      metric: queueMetric(
        queue,
        "ApproximateNumberOfMessagesVisible",
        "Maximum",
        `Messages in ${props.purpose}`,
      ),
      comparison: ">=",
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      // SQS stops reporting a queue after six hours without use.
      missingData: "notBreaching",
      meaning: `The dead-letter queue holds ${holds} that failed in all their attempts: they will not be tried again.`,
      remedy:
        "Read a message (its attributes name the error), repair the cause, then redrive the queue or start the work by hand. Messages are lost when the queue's retention ends.",
    });
  }
}
