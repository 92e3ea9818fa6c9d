import { type Construct } from "constructs";
import { type DeliveryDimensions, deliveryMetric } from "../stream-metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface DeliveryAlarmsProps extends AlarmSetProps {
  readonly delivery: DeliveryDimensions;
  /** Seconds that a record may be on its way; more than it is gathered for. @default 900 */
  readonly maxAge?: number;
}

/** A delivery to a bucket that is late. */
export class DeliveryAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: DeliveryAlarmsProps) {
    super(scope, id, props);
    const { purpose, delivery, maxAge = 900 } = props;
    this.add("late", {
      metric: deliveryMetric(
        delivery,
        "DeliveryToS3.DataFreshness",
        "Maximum",
        `Age of what ${purpose} delivers (s)`,
      ),
      comparison: ">",
      threshold: maxAge,
      period: 300,
      evaluationPeriods: 3,
      missingData: "notBreaching",
      meaning: `Records of ${purpose} have been on their way to the bucket for more than ${maxAge} seconds: Firehose cannot write, and gives up after 24 hours.`,
      remedy:
        "Read the delivery stream's log: it names what S3 or KMS refuses. Mostly the role, the bucket's policy or the key was changed; put it back, and Firehose delivers what it holds.",
    });
  }
}
