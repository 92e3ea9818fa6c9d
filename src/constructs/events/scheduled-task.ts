import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { capacityProblems, type CapacityStrategy, capacityProviderStrategy } from "../compute/capacity-model";
import { type Cluster } from "../compute/cluster";
import { fargateSizeProblem } from "../compute/fargate-size";
import { TaskDefinition, type TaskDefinitionProps } from "../compute/task-definition";
import { type Key } from "../encryption/key";
import { type Network } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import { type Alarm } from "../observability/alarm";
import { type AlertTopic } from "../observability/alert-topic";
import { FailedRuns } from "./failed-runs";
import { Queue } from "./queue";
import { RETRY, type RetryPolicy, retryProblems } from "./retry-policy";
import { RunTaskRole } from "./run-task-role";
import { ScheduleAlarms } from "./schedule-alarms";
import { scheduleProblem } from "./schedule-expression";

export interface ScheduledTaskProps extends Omit<TaskDefinitionProps, "name" | "port" | "healthCheckPath"> {
  readonly cluster: Cluster;
  readonly network: Network;
  /** When it runs, in UTC: `cron(0 2 * * ? *)` or `rate(1 day)`. */
  readonly schedule: string;
  /** Spot may take a task away after two minutes' notice: only for a job that can be run again. */
  readonly capacity: CapacityStrategy;
  /** @default 10 attempts within an hour */
  readonly retry?: RetryPolicy;
  /** Encrypts the events that were given up. */
  readonly queueKey: Key;
  /** Told of runs that did not start, and of those that failed. */
  readonly topic: AlertTopic;
  /** Resources that must exist before the task runs, such as a database user. @default none */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/**
 * A Fargate task that EventBridge starts on a schedule, in private subnets, with a task definition of
 * its own. What could not be started lies in a dead-letter queue; a run that fails is told. It is named by its
 * construct id.
 */
export class ScheduledTask extends Construct {
  readonly rule: CloudwatchEventRule;
  readonly task: TaskDefinition;
  /** For what the task is to reach, e.g. a database. */
  readonly securityGroup: SecurityGroup;
  readonly deadLetters: Queue;
  readonly alarms: readonly Alarm[];

  constructor(scope: Construct, id: string, props: ScheduledTaskProps) {
    super(scope, id);
    const { retry = RETRY, cluster, network } = props;
    const problems = [scheduleProblem(props.schedule), fargateSizeProblem(props.size)].filter(
      (problem) => problem !== undefined,
    );
    problems.push(...capacityProblems(props.capacity), ...retryProblems(retry));
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);

    const stack = SystemStack.of(this);
    const name = stack.nameFor(this, "rule", id);
    const ruleArn = `arn:${stack.partition}:events:${stack.region}:${stack.accountId}:rule/${name}`;
    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose: id });
    this.task = new TaskDefinition(this, "task", { ...props, name: id });
    network.openAwsApis(this.securityGroup, [this.task.taskRole, this.task.executionRole]);
    const role = new RunTaskRole(this, "role", {
      purpose: `${id}-schedule`,
      ruleArn,
      cluster,
      task: this.task,
    });
    this.deadLetters = new Queue(this, "dead-letters", {
      purpose: `${id}-dead-letters`,
      key: props.queueKey,
    });
    const { deadLetters, task } = this;
    const failed = new FailedRuns(this, "failed", {
      purpose: id,
      topic: props.topic,
      task,
      deadLetters,
      retry,
    });
    deadLetters.allowRules([ruleArn, failed.ruleArn]);
    this.rule = new CloudwatchEventRule(this, "this", {
      name,
      description: `Starts ${id}`,
      scheduleExpression: props.schedule,
      state: "ENABLED",
      ...(props.dependsOn !== undefined && { dependsOn: [...props.dependsOn] }),
    });
    new CloudwatchEventTarget(this, "this.target", {
      rule: this.rule.name,
      targetId: id,
      arn: cluster.arn,
      roleArn: role.arn,
      ecsTarget: {
        taskDefinitionArn: this.task.arn,
        taskCount: 1,
        capacityProviderStrategy: capacityProviderStrategy(props.capacity),
        enableEcsManagedTags: true,
        propagateTags: "TASK_DEFINITION",
        networkConfiguration: {
          subnets: network.subnetIds("private"),
          securityGroups: [this.securityGroup.id],
          assignPublicIp: false,
        },
      },
      retryPolicy: {
        maximumEventAgeInSeconds: retry.maximumAgeSeconds,
        maximumRetryAttempts: retry.maximumAttempts,
      },
      deadLetterConfig: { arn: this.deadLetters.queue.arn },
      dependsOn: [...cluster.ready, ...this.task.ready, ...role.ready, ...this.deadLetters.ready],
    });
    this.alarms = new ScheduleAlarms(this, "alarms", {
      topic: props.topic,
      purpose: id,
      rule: this.rule,
      deadLetters,
    }).alarms;
  }
}
