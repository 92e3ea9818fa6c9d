import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { jsonencode } from "../../core/synthesis/jsonencode";
import { type TaskDefinition } from "../compute/task-definition";
import { describe } from "../observability/alarm-description";
import { type AlertTopic } from "../observability/alert-topic";
import { type Queue } from "./queue";
import { type RetryPolicy } from "./retry-policy";

export interface FailedRunsProps {
  /** Names the rule: `rule-{purpose}-failed-{suffix}`. */
  readonly purpose: string;
  readonly task: TaskDefinition;
  readonly topic: AlertTopic;
  /** Takes the news that the topic did not. */
  readonly deadLetters: Queue;
  readonly retry: RetryPolicy;
}

/** What the reader of the topic gets; an unquoted name stands for JSON (EventBridge, "Input transformation"). */
const MESSAGE = {
  task: "$.detail.taskArn",
  stopCode: "$.detail.stopCode",
  stoppedReason: "$.detail.stoppedReason",
  containers: "$.detail.containers",
};

/**
 * Tells the topic of each task of a family that started and did not end well: its container ended with
 * another code than 0, or it was stopped by something else than its own end, such as Spot (ECS developer
 * guide, "Task state change events").
 */
export class FailedRuns extends Construct {
  /** For policies: made from the name. */
  readonly ruleArn: string;

  constructor(scope: Construct, id: string, { purpose, task, topic, deadLetters, retry }: FailedRunsProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const name = stack.nameFor(this, "rule", `${purpose}-failed`);
    const inAccount = `${stack.region}:${stack.accountId}`;
    this.ruleArn = `arn:${stack.partition}:events:${inAccount}:rule/${name}`;
    const family = `arn:${stack.partition}:ecs:${inAccount}:task-definition/${String(task.definition.familyInput)}`;
    const rule = new CloudwatchEventRule(this, "this", {
      name,
      description: describe({
        meaning: `A run of ${purpose} started and did not end well: its code failed, or Spot took it.`,
        remedy: `The message names stop code, reason and exit codes; the log group of ${purpose} says more. Repair what failed, then run the task by hand.`,
      }),
      eventPattern: jsonencode({
        source: ["aws.ecs"],
        "detail-type": ["ECS Task State Change"],
        detail: {
          lastStatus: ["STOPPED"],
          // Every revision.
          taskDefinitionArn: [{ prefix: `${family}:` }],
          $or: [
            { containers: { exitCode: [{ "anything-but": [0] }] } },
            { stopCode: [{ "anything-but": ["EssentialContainerExited"] }] },
          ],
        },
      }),
      state: "ENABLED",
    });
    // The topic names the rule as the one that may publish.
    topic.allowRule(`FailedRunsOf${purpose.replaceAll("-", "")}`, name);
    const parts = Object.keys(MESSAGE).map((key) => `"${key}": <${key}>`);
    new CloudwatchEventTarget(this, "this.target", {
      rule: rule.name,
      targetId: "alerts",
      arn: topic.arn,
      inputTransformer: {
        inputPaths: MESSAGE,
        inputTemplate: `{"alert": "A run of ${purpose} failed", ${parts.join(", ")}}`,
      },
      retryPolicy: {
        maximumEventAgeInSeconds: retry.maximumAgeSeconds,
        maximumRetryAttempts: retry.maximumAttempts,
      },
      deadLetterConfig: { arn: deadLetters.queue.arn },
      dependsOn: [...topic.ready, ...deadLetters.ready],
    });
  }
}
