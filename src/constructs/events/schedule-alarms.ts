import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Queue } from "./queue";

export interface ScheduleAlarmsProps {
  /** Names the alarms: `alarm-{purpose}-...-{suffix}`. */
  readonly purpose: string;
  readonly ruleName: string;
  readonly deadLetters: Queue;
  /** ARNs of the topics that are told. */
  readonly actions: readonly string[];
}

/** Both metrics come in minutes; a schedule fires seldom, so that five are read at once. */
const PERIOD_SECONDS = 300;

/** The two ways in which a schedule fails: an invocation, and an event that was given up. */
export class ScheduleAlarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ScheduleAlarmsProps,
  ) {
    super(scope, id);
    const { purpose, ruleName, deadLetters } = props;
    this.alarm("failed-invocations", {
      description: `The schedule of ${purpose} could not start its task. EventBridge tries again; see the rule's role and the task's last stop reason.`,
      namespace: "AWS/Events",
      metricName: "FailedInvocations",
      dimensions: { RuleName: ruleName },
      statistic: "Sum",
    });
    this.alarm("dead-letters", {
      description: `The schedule of ${purpose} gave up: a run is missing. The message in ${deadLetters.name} says why (ERROR_MESSAGE); run the task by hand, then delete the message.`,
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: deadLetters.name },
      statistic: "Maximum",
    });
  }

  private alarm(
    name: string,
    {
      description,
      ...metric
    }: {
      description: string;
      namespace: string;
      metricName: string;
      dimensions: Record<string, string>;
      statistic: "Sum" | "Maximum";
    },
  ): void {
    const actions = [...this.props.actions];
    new CloudwatchMetricAlarm(this, name, {
      ...metric,
      alarmName: SystemStack.of(this).nameFor(this, "alarm", `${this.props.purpose}-${name}`),
      alarmDescription: description,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      period: PERIOD_SECONDS,
      evaluationPeriods: 1,
      // Without an invocation there is no data.
      treatMissingData: "notBreaching",
      alarmActions: actions,
      okActions: actions,
    });
  }
}
