import { type Construct } from "constructs";
import { AlarmSet, type AlarmSetProps } from "../observability/alarms/alarm-set";
import { queueMetric, type RuleDimensions, ruleMetric } from "../observability/metrics";
import { type Queue } from "./queue";

export interface ScheduleAlarmsProps extends AlarmSetProps {
  readonly rule: RuleDimensions;
  readonly deadLetters: Queue;
}

/** The metrics come every minute; a schedule fires seldom, so five minutes are one period. */
const WINDOW = { period: 300, evaluationPeriods: 1 } as const;

/** Alarms for a schedule that does not start its task: a failed invocation, and an event in the dead-letter queue. */
export class ScheduleAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: ScheduleAlarmsProps) {
    super(scope, id, props);
    const { purpose, rule, deadLetters } = props;
    this.add("failed-invocations", {
      ...WINDOW,
      metric: ruleMetric(rule, "FailedInvocations", "Sum", `Failed starts of ${purpose}`),
      comparison: ">",
      threshold: 0,
      // Without an invocation there is no data.
      missingData: "notBreaching",
      meaning: `The schedule of ${purpose} could not start its task. EventBridge tries again for a while.`,
      remedy:
        "See in CloudTrail what RunTask answered (capacity, the rule's role, the task definition), and the stop reason of the last task.",
    });
    this.add("dead-letters", {
      ...WINDOW,
      metric: queueMetric(
        deadLetters,
        "ApproximateNumberOfMessagesVisible",
        "Maximum",
        `Dead letters of ${purpose}`,
      ),
      comparison: ">",
      threshold: 0,
      missingData: "notBreaching",
      meaning: `EventBridge gave up a start of ${purpose}, so that a run is missing, or the news of a failed one.`,
      remedy:
        "The message's attributes say why (ERROR_MESSAGE) and by which rule (RULE_ARN). Repair the cause, run the task by hand, then delete the message.",
    });
  }
}
