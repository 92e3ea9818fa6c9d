import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, decoded, pointsAt, text } from "../../support/terraform";
import { system } from "./synthesized";

const all = (type: string) => Object.values(system.resources(type));
const everyTarget = Object.entries(system.resources("aws_cloudwatch_event_target"));
/** Those that start tasks. */
const targets = everyTarget.filter(([, target]) => "ecs_target" in target);
const ACCOUNT = "${data.aws_caller_identity.caller.account_id}";
const arn = (service: string, resource: string, region = "us-east-1") =>
  `arn:\${data.aws_partition.partition.partition}:${service}:${region}:${ACCOUNT}:${resource}`;
const ruleArn = (target: JsonObject) => arn("events", `rule/${text(system.follow(target.rule).name)}`);
const taskOf = (target: JsonObject) => system.follow(at(target, "ecs_target", "task_definition_arn"));

describe("LP-50", () => {
  test("LP-50 every rule starts something, and the nightly reassessment is among them", () => {
    const started = everyTarget.flatMap(([, { rule }]) => pointsAt(rule));
    const rules = Object.keys(system.resources("aws_cloudwatch_event_rule"));
    expect(started.sort()).toEqual(rules.map((name) => `aws_cloudwatch_event_rule.${name}`).sort());
    const families = targets.map(([, target]) => taskOf(target).family);
    expect(families).toContain("task-reassessment-${var.environment_suffix}");
  });

  test.each(targets)("LP-50 %s is started by a cron expression, every night of New York", (_, target) => {
    const { schedule_expression: schedule, state } = system.follow(target.rule);
    expect(state).toBe("ENABLED");
    const [, hour] = /^cron\(\d+ (\d+) \* \* \? \*\)$/.exec(text(schedule)) ?? [];
    // In UTC: 23 to 4 o'clock in New York, in winter and in summer.
    expect(["4", "5", "6", "7", "8"]).toContain(hour);
  });

  test.each(targets)(
    "LP-50 %s runs on the cluster, in all private subnets, without a public address",
    (_, target) => {
      expect(pointsAt(target.arn)).toEqual(["aws_ecs_cluster.cluster"]);
      const network = at(target, "ecs_target", "network_configuration");
      expect(at(network, "assign_public_ip")).toBe(false);
      const isPrivate = ([, subnet]: [string, JsonObject]) => at(subnet, "tags", "Tier") === "private";
      const subnets = Object.entries(system.resources("aws_subnet")).filter(isPrivate);
      expect(pointsAt(at(network, "subnets"))).toEqual(subnets.map(([name]) => `aws_subnet.${name}`));
      const [group = "", ...others] = pointsAt(at(network, "security_groups"));
      expect(others).toEqual([]);
      const admitted = all("aws_vpc_security_group_ingress_rule").flatMap((each) =>
        pointsAt(each.security_group_id),
      );
      expect(admitted).not.toContain(group);
    },
  );

  test.each(targets)("LP-50 %s may run on Spot, which the cluster has", (_, target) => {
    const strategy = at(target, "ecs_target", "capacity_provider_strategy") as JsonObject[];
    const spot = strategy.filter((each) => each.capacity_provider === "FARGATE_SPOT");
    expect(spot).toHaveLength(1);
    expect(Number(spot[0]?.weight)).toBeGreaterThan(0);
    // A launch type would win over the strategy.
    expect(at(target, "ecs_target", "launch_type")).toBeUndefined();
    expect(system.only("aws_ecs_cluster_capacity_providers").capacity_providers).toContain("FARGATE_SPOT");
    expect(target.depends_on).toContain("aws_ecs_cluster_capacity_providers.cluster");
  });

  test.each(targets)("LP-50 %s has a task definition, an image and roles of its own", (_, target) => {
    const [own = ""] = pointsAt(at(target, "ecs_target", "task_definition_arn"));
    const services = all("aws_ecs_service");
    expect(services.flatMap((each) => pointsAt(each.task_definition))).not.toContain(own);
    const task = taskOf(target);
    expect(task).toMatchObject({ network_mode: "awsvpc", requires_compatibilities: ["FARGATE"] });
    expect(at(decoded(task.container_definitions), 0, "image")).toBe("${var.reassessment_image}");
    const theirs = services.map((each) => system.follow(each.task_definition));
    for (const role of ["task_role_arn", "execution_role_arn"]) {
      expect(theirs.flatMap((each) => pointsAt(each[role]))).not.toContain(pointsAt(task[role])[0]);
    }
  });
});

describe("LP-51", () => {
  const queueOf = (target: JsonObject) => system.follow(at(target, "dead_letter_config", "arn"));
  const queueArn = (target: JsonObject) => arn("sqs", text(queueOf(target).name));
  const fromEvents = { type: "Service", identifiers: ["events.amazonaws.com"] };

  test.each(everyTarget)(
    "LP-51 %s is tried again, then lies in a queue for days, under a CMK",
    (_, target) => {
      const { maximum_retry_attempts: attempts, maximum_event_age_in_seconds: age } =
        target.retry_policy as JsonObject;
      expect(Number(attempts)).toBeGreaterThan(0);
      // EventBridge takes 60 seconds to a day. A nightly run must not start the next day.
      expect(Number(age)).toBeGreaterThanOrEqual(60);
      expect(Number(age)).toBeLessThanOrEqual(21600);
      const queue = queueOf(target);
      expect(queue.message_retention_seconds).toBe(1209600);
      expect(system.follow(queue.kms_master_key_id)).toMatchObject({ enable_key_rotation: true });
    },
  );

  test.each(everyTarget)(
    "LP-51 no one but the rules that give up to it may send to the queue of %s, and only over TLS",
    (_, target) => {
      const [address] = pointsAt(at(target, "dead_letter_config", "arn"));
      const [policy, ...others] = Object.entries(system.resources("aws_sqs_queue_policy")).filter(
        ([, each]) => pointsAt(each.queue_url)[0] === address,
      );
      expect(others).toEqual([]);
      const statements = system.statements(policy?.[1].policy);
      const givesUpHere = everyTarget.filter(
        ([, each]) => pointsAt(at(each, "dead_letter_config", "arn"))[0] === address,
      );
      const rules = givesUpHere.map(([, each]) => ruleArn(each));
      expect(statements.filter(({ effect }) => effect !== "Deny")).toEqual([
        {
          sid: expect.any(String) as unknown,
          actions: ["sqs:SendMessage"],
          principals: [fromEvents],
          resources: [queueArn(target)],
          condition: [{ test: "ArnEquals", variable: "aws:SourceArn", values: rules }],
        },
      ]);
      expect(statements.filter(({ effect }) => effect === "Deny")).toEqual([
        expect.objectContaining({
          actions: ["sqs:*"],
          resources: [queueArn(target)],
          principals: [{ type: "*", identifiers: ["*"] }],
          condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
        }),
      ]);
      expect(target.depends_on).toContain(`aws_sqs_queue_policy.${String(policy?.[0])}`);
    },
  );

  test.each(targets)(
    "LP-51 EventBridge may use the key of %s's queue, or dead letters are lost",
    (_, target) => {
      const { policy } = system.follow(queueOf(target).kms_master_key_id);
      const usable = system
        .statements(policy)
        .filter(({ principals = [] }) =>
          principals.some(({ identifiers }) => identifiers.includes("events.amazonaws.com")),
        )
        .filter(({ condition = [] }) => condition.some(({ values }) => values.includes(queueArn(target))));
      expect(usable).toHaveLength(1);
      expect(usable[0]?.actions).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
    },
  );

  test.each(targets)("LP-51 an alarm tells of the first message in the queue of %s", (_, target) => {
    const [address] = pointsAt(at(target, "dead_letter_config", "arn"));
    const watching = all("aws_cloudwatch_metric_alarm").filter(
      (alarm) => pointsAt(at(alarm, "dimensions", "QueueName"))[0] === address,
    );
    expect(watching).toHaveLength(1);
    expect(watching[0]).toMatchObject({
      namespace: "AWS/SQS",
      metric_name: "ApproximateNumberOfMessagesVisible",
      statistic: "Maximum",
      comparison_operator: "GreaterThanThreshold",
      threshold: 0,
      alarm_actions: ["${aws_sns_topic.alerts.arn}"],
    });
  });

  test.each(targets)(
    "LP-51 a run of %s that starts and fails is told to the topic of the alarms",
    (_, target) => {
      const prefix = `${arn("ecs", `task-definition/${text(taskOf(target).family)}`)}:`;
      const telling = everyTarget.filter(([, each]) => {
        const { event_pattern: pattern } = system.follow(each.rule);
        return pattern !== undefined && text(decoded(pattern)).includes(JSON.stringify({ prefix }));
      });
      expect(telling.map(([, each]) => each.arn)).toEqual(["${aws_sns_topic.alerts.arn}"]);
    },
  );

  describe.each(targets)("the role of %s", (_, target) => {
    const [address] = pointsAt(target.role_arn);
    const role = system.follow(target.role_arn);
    const attachments = all("aws_iam_role_policy_attachment").filter(
      (each) => pointsAt(each.role)[0] === address,
    );
    const allowing = (action: string) =>
      attachments
        .flatMap((each) => system.statements(system.follow(each.policy_arn).policy))
        .filter(({ actions }) => actions.includes(action));

    test("LP-51 is taken by EventBridge for this rule alone", () => {
      expect(system.statements(role.assume_role_policy)).toEqual([
        expect.objectContaining({ actions: ["sts:AssumeRole"], principals: [fromEvents] }),
      ]);
      const [{ condition = [] } = {}] = system.statements(role.assume_role_policy);
      expect(condition).toContainEqual({
        test: "ArnEquals",
        variable: "aws:SourceArn",
        values: [ruleArn(target)],
      });
    });

    test("LP-51 may run that task definition on that cluster, and nothing else", () => {
      const cluster = text(system.follow(target.arn).name);
      expect(allowing("ecs:RunTask")).toEqual([
        expect.objectContaining({
          resources: [arn("ecs", `task-definition/${text(taskOf(target).family)}:*`)],
          condition: [
            { test: "ArnEquals", variable: "ecs:cluster", values: [arn("ecs", `cluster/${cluster}`)] },
          ],
        }),
      ]);
    });

    test("LP-51 may pass the task's two roles, to ECS tasks only", () => {
      const { execution_role_arn: execution, task_role_arn: task } = taskOf(target);
      const roles = [execution, task].map((each) => arn("iam", `role/${text(system.follow(each).name)}`, ""));
      expect(allowing("iam:PassRole")).toEqual([
        expect.objectContaining({
          resources: roles,
          condition: [
            { test: "StringEquals", variable: "iam:PassedToService", values: ["ecs-tasks.amazonaws.com"] },
          ],
        }),
      ]);
    });

    test("LP-51 may do no more than that and tag what it starts", () => {
      expect(attachments).toHaveLength(1);
      expect(role).not.toHaveProperty("inline_policy");
      expect(role).not.toHaveProperty("managed_policy_arns");
      const [attachment] = attachments;
      const actions = system
        .statements(system.follow(attachment?.policy_arn).policy)
        .flatMap((statement) => statement.actions);
      expect(actions.sort()).toEqual(["ecs:RunTask", "ecs:TagResource", "iam:PassRole"]);
      const [tagging] = allowing("ecs:TagResource");
      expect(tagging?.condition).toEqual([
        { test: "StringEquals", variable: "ecs:CreateAction", values: ["RunTask"] },
      ]);
    });
  });
});
