import { type Construct } from "constructs";
import { functionMetric, type FunctionDimensions } from "../metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface FunctionAlarmsProps extends AlarmSetProps {
  readonly lambda: FunctionDimensions;
  /** What it means when the function fails, a sentence. */
  readonly meaning: string;
  /** The remedy in the alarm's description. */
  readonly remedy: string;
}

/** A function whose every failure somebody must know of, such as one that rotates a secret: one in five minutes rings. */
export class FunctionAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: FunctionAlarmsProps) {
    super(scope, id, props);
    const { purpose, lambda, meaning, remedy } = props;
    this.add("errors", {
      metric: functionMetric(lambda, "Errors", "Sum", `Errors of ${purpose}`),
      comparison: ">=",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      // No call, no number.
      missingData: "notBreaching",
      meaning,
      remedy,
    });
  }
}
