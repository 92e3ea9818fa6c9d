import { Cluster } from "../../../src/constructs/compute/cluster";
import { ScheduledTask, type ScheduledTaskProps } from "../../../src/constructs/events/scheduled-task";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import { logKey, networkIn, repositoryIn } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, decoded, pointsAt, text } from "../../support/terraform";

const ALERTS = "${aws_sns_topic.alerts.arn}";
const scheduledOf = (props: Partial<ScheduledTaskProps> = {}) =>
  stackOf((stack) => {
    const key = logKey(stack);
    const logs = { key, retentionInDays: 365 };
    new ScheduledTask(stack, "reassessment", {
      cluster: new Cluster(stack, "cluster", { logs, storageKey: key }),
      network: networkIn(stack, {}, key),
      image: "${var.image}",
      repository: repositoryIn(stack, key),
      size: { cpu: 1024, memory: 2048 },
      command: ["reassess"],
      logs,
      schedule: "cron(0 2 * * ? *)",
      capacity: { fargate: 0, spot: 1 },
      queueKey: key,
      topic: new AlertTopic(stack, "alerts", { purpose: "alerts", key, emails: [] }),
      ...props,
    });
  });

const made = scheduledOf();
const rule = made.resource("aws_cloudwatch_event_rule", "reassessment");
const target = made.resource("aws_cloudwatch_event_target", "reassessment");
const arn = (service: string, resource: string, region = "us-east-1") =>
  `arn:\${data.aws_partition.partition.partition}:${service}:${region}:\${data.aws_caller_identity.caller.account_id}:${resource}-\${var.environment_suffix}`;
const RULE = arn("events", "rule/rule-reassessment");
const FAILED = arn("events", "rule/rule-reassessment-failed");
const CLUSTER = arn("ecs", "cluster/cluster");

test("the rule fires on its schedule", () => {
  expect(rule).toEqual({
    name: "rule-reassessment-${var.environment_suffix}",
    description: "Starts reassessment",
    schedule_expression: "cron(0 2 * * ? *)",
    state: "ENABLED",
  });
});

describe("the target", () => {
  test("is one task of the newest revision, on the cluster, where Spot is allowed", () => {
    expect(pointsAt(target.arn)).toEqual(["aws_ecs_cluster.cluster"]);
    expect(target.ecs_target).toMatchObject({
      task_definition_arn: "${aws_ecs_task_definition.reassessment_task.arn}",
      task_count: 1,
      capacity_provider_strategy: [{ capacity_provider: "FARGATE_SPOT", weight: 1 }],
    });
    expect(target.ecs_target).not.toHaveProperty("launch_type");
  });

  test("is in the private subnets, with a group that admits nobody", () => {
    const place = at(target, "ecs_target", "network_configuration");
    expect(at(place, "assign_public_ip")).toBe(false);
    expect(pointsAt(at(place, "subnets"))).toEqual(
      ["a", "b", "c"].map((az) => `aws_subnet.network_private_${az}`),
    );
    expect(pointsAt(at(place, "security_groups"))).toEqual(["aws_security_group.reassessment_sg"]);
    expect(made.resources("aws_vpc_security_group_ingress_rule")).toEqual({});
  });

  test("is tried for an hour, then the event lies in the dead-letter queue", () => {
    expect(target.retry_policy).toEqual({ maximum_event_age_in_seconds: 3600, maximum_retry_attempts: 10 });
    expect(pointsAt(target.dead_letter_config)).toEqual(["aws_sqs_queue.reassessment_dead_letters"]);
  });

  test("waits for all that a start needs", () => {
    expect(target.depends_on).toEqual([
      "aws_ecs_cluster_capacity_providers.cluster",
      "aws_iam_role_policy_attachment.reassessment_task_execution_role",
      "aws_iam_role.reassessment_task_role",
      "aws_iam_role_policy_attachment.reassessment_role",
      "aws_sqs_queue_policy.reassessment_dead_letters",
    ]);
  });
});

test("the task is a job: it runs its command and listens nowhere", () => {
  const { container_definitions } = made.resource("aws_ecs_task_definition", "reassessment_task");
  expect(decoded(container_definitions)).toMatchObject([{ command: ["reassess"], portMappings: [] }]);
});

test("the queue takes events of this rule and of the one of failed runs alone", () => {
  const { policy } = made.only("aws_sqs_queue_policy");
  expect(made.statement(policy, "SendFromRules").condition).toEqual([
    { test: "ArnEquals", variable: "aws:SourceArn", values: [RULE, FAILED] },
  ]);
});

describe("a run that started and failed", () => {
  const failed = made.resource("aws_cloudwatch_event_rule", "reassessment_failed");
  const news = made.resource("aws_cloudwatch_event_target", "reassessment_failed");

  test("is one of any revision that ended with another code than 0, or did not end by itself", () => {
    expect(decoded(failed.event_pattern)).toEqual({
      source: ["aws.ecs"],
      "detail-type": ["ECS Task State Change"],
      detail: {
        lastStatus: ["STOPPED"],
        taskDefinitionArn: [{ prefix: `${arn("ecs", "task-definition/task-reassessment")}:` }],
        $or: [
          { containers: { exitCode: [{ "anything-but": [0] }] } },
          { stopCode: [{ "anything-but": ["EssentialContainerExited"] }] },
        ],
      },
    });
    const { family } = made.resource("aws_ecs_task_definition", "reassessment_task");
    expect(family).toBe("task-reassessment-${var.environment_suffix}");
  });

  test("is told to the topic, which lets this rule publish, with the reason", () => {
    expect(pointsAt(news.rule)).toEqual(["aws_cloudwatch_event_rule.reassessment_failed"]);
    expect(news.arn).toBe(ALERTS);
    expect(news.depends_on).toContain("aws_sns_topic_policy.alerts");
    const { policy } = made.only("aws_sns_topic_policy");
    expect(made.statement(policy, "FailedRunsOfreassessment").condition).toEqual([
      { test: "ArnEquals", variable: "aws:SourceArn", values: [FAILED] },
    ]);
    const template = text(at(news, "input_transformer", "input_template"));
    const paths = Object.keys(at(news, "input_transformer", "input_paths") as JsonObject);
    // Each name that the template uses is known, and with values in their places it is JSON.
    expect([...template.matchAll(/<(\w+)>/g)].map(([, name]) => name).sort()).toEqual(paths.sort());
    expect(JSON.parse(template.replaceAll(/<\w+>/g, "null"))).toHaveProperty("stoppedReason", null);
  });
});

describe("the rule's role", () => {
  const role = made.resource("aws_iam_role", "reassessment_role");
  const { policy } = made.resource("aws_iam_policy", "reassessment_role");

  test("is assumed by EventBridge for this rule alone", () => {
    const trust = made.statement(role.assume_role_policy, "AssumeRole");
    expect(trust.principals).toEqual([{ type: "Service", identifiers: ["events.amazonaws.com"] }]);
    expect(trust.condition).toContainEqual({ test: "ArnEquals", variable: "aws:SourceArn", values: [RULE] });
  });

  test("runs every revision of this task definition, on this cluster", () => {
    expect(made.statement(policy, "RunTask")).toEqual({
      sid: "RunTask",
      actions: ["ecs:RunTask"],
      resources: [`${arn("ecs", "task-definition/task-reassessment")}:*`],
      condition: [{ test: "ArnEquals", variable: "ecs:cluster", values: [CLUSTER] }],
    });
  });

  test("passes the task's two roles to ECS tasks, and no other", () => {
    expect(made.statement(policy, "PassRolesOfTask")).toEqual({
      sid: "PassRolesOfTask",
      actions: ["iam:PassRole"],
      resources: ["execution", "task"].map((kind) => arn("iam", `role/role-reassessment-${kind}`, "")),
      condition: [
        { test: "StringEquals", variable: "iam:PassedToService", values: ["ecs-tasks.amazonaws.com"] },
      ],
    });
    const passed = made.statement(policy, "PassRolesOfTask").resources ?? [];
    for (const name of ["reassessment_task_execution_role", "reassessment_task_role"])
      expect(passed).toContainEqual(
        expect.stringContaining(`:role/${text(made.resource("aws_iam_role", name).name)}`),
      );
  });

  test("tags a task only while it starts it, and may do nothing else", () => {
    expect(made.statement(policy, "TagTask").condition).toEqual([
      { test: "StringEquals", variable: "ecs:CreateAction", values: ["RunTask"] },
    ]);
    expect(made.statements(policy).map(({ sid }) => sid)).toEqual(["PassRolesOfTask", "RunTask", "TagTask"]);
  });
});

test.each([
  [
    "failed_invocations",
    "AWS/Events",
    "FailedInvocations",
    "RuleName",
    "aws_cloudwatch_event_rule.reassessment",
  ],
  [
    "dead_letters",
    "AWS/SQS",
    "ApproximateNumberOfMessagesVisible",
    "QueueName",
    "aws_sqs_queue.reassessment_dead_letters",
  ],
])("%s of the schedule raise an alarm", (name, namespace, metric, dimension, source) => {
  const alarm = made.resource("aws_cloudwatch_metric_alarm", `reassessment_alarms_${name}`);
  expect(alarm).toMatchObject({
    alarm_name: `alarm-reassessment-${name.replaceAll("_", "-")}-\${var.environment_suffix}`,
    namespace,
    metric_name: metric,
    comparison_operator: "GreaterThanThreshold",
    threshold: 0,
    treat_missing_data: "notBreaching",
    alarm_actions: [ALERTS],
    ok_actions: [ALERTS],
  });
  expect(pointsAt(at(alarm, "dimensions", dimension))).toEqual([source]);
});

test("what is wrong is refused, all at once", () => {
  const problems = problemsOf(() =>
    scheduledOf({
      schedule: "cron(0 2 * * * *)",
      size: { cpu: 300, memory: 512 },
      capacity: { fargate: 1, spot: 1, base: { fargate: 1, spot: 1 } },
      retry: { maximumAgeSeconds: 59, maximumAttempts: 186 },
    }),
  );
  expect(problems.every(({ where }) => where === "test/reassessment")).toBe(true);
  expect(problems.map(({ message }) => message)).toEqual([
    '"cron(0 2 * * * *)" is no schedule: one of day of month and day of week must be "?", and not both',
    "cpu 300 is no Fargate size: 256, 512, 1024, 2048, 4096, 8192, 16384 units are",
    "fargate and spot both have a base: ECS takes one in a strategy",
    "retry.maximumAgeSeconds is 59: a whole number, 60 to 86400, is allowed",
    "retry.maximumAttempts is 186: a whole number, 0 to 185, is allowed",
  ]);
});

test.each([
  { maximumAgeSeconds: 60, maximumAttempts: 0 },
  { maximumAgeSeconds: 86_400, maximumAttempts: 185 },
])("EventBridge's bounds are allowed: %j", (retry) => {
  expect(scheduledOf({ retry }).resource("aws_cloudwatch_event_target", "reassessment").retry_policy).toEqual(
    {
      maximum_event_age_in_seconds: retry.maximumAgeSeconds,
      maximum_retry_attempts: retry.maximumAttempts,
    },
  );
});
