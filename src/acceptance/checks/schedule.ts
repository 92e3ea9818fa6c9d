import assert from "node:assert/strict";
import { DescribeRuleCommand, ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { GetQueueAttributesCommand, GetQueueUrlCommand } from "@aws-sdk/client-sqs";
import { type Check, type Deployed, present, textOutput } from "../acceptance-spec";
import { customerKey, privateSubnets, sorted, taskDefinition } from "./find";
import { allowing, onlyAllowing, roleOf, statementsOf } from "./policies";

const EVENTS = { Service: "events.amazonaws.com" };

const rule = (deployed: Deployed, output: string) => ruleNamed(deployed, textOutput(deployed, output));

/** The rule that tells of failed runs of what another rule starts: `rule-reassessment-failed-dev`. */
function failedRuns(deployed: Deployed, output: string) {
  const end = `-${deployed.facts.suffix}`;
  return ruleNamed(deployed, textOutput(deployed, output).replace(new RegExp(`${end}$`), `-failed${end}`));
}

async function ruleNamed(deployed: Deployed, Name: string) {
  const { events } = deployed.aws;
  const found = await events.send(new DescribeRuleCommand({ Name }));
  const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: Name }));
  assert.equal(Targets.length, 1, `targets of ${Name}`);
  return { ...found, target: present(Targets[0], `the target of ${Name}`) };
}

/**
 * rule -> target -> task definition, role and queue: what is started, by whom, and where it lies if not.
 * @param output holds the rule's name
 * @param topic the output with the ARN of the topic that is told of failed runs
 */
export function scheduleChecks(output: string, expression: string, topic: string): Check[] {
  return [
    {
      title: `${output} starts a task by ${expression} on the cluster, on Spot, in the private subnets`,
      async run(deployed) {
        const { ScheduleExpression, State, target } = await rule(deployed, output);
        assert.deepEqual([ScheduleExpression, State], [expression, "ENABLED"], "schedule");
        const cluster = textOutput(deployed, "cluster_name");
        assert.ok(target.Arn?.endsWith(`:cluster/${cluster}`), `cluster ${target.Arn}`);
        const task = present(target.EcsParameters, "what is started");
        assert.equal(task.TaskCount, 1, "tasks");
        const providers = task.CapacityProviderStrategy?.map((one) => one.capacityProvider);
        assert.deepEqual(providers, ["FARGATE_SPOT"], "capacity");
        const network = task.NetworkConfiguration?.awsvpcConfiguration;
        assert.deepEqual(sorted(network?.Subnets), privateSubnets(deployed), "subnets");
        assert.equal(network?.AssignPublicIp, "DISABLED", "public addresses");
      },
    },
    {
      title: `what ${output} cannot start is tried again, then lies in a queue under a CMK that no other fills`,
      async run(deployed) {
        const { Arn, target } = await rule(deployed, output);
        const { MaximumRetryAttempts = 0, MaximumEventAgeInSeconds = 0 } = target.RetryPolicy ?? {};
        assert.ok(MaximumRetryAttempts > 0, "attempts");
        assert.ok(MaximumEventAgeInSeconds >= 60, "seconds of attempts");
        const queue = present(target.DeadLetterConfig?.Arn, "the dead-letter queue");
        const { Arn: failedArn, target: news } = await failedRuns(deployed, output);
        assert.equal(news.DeadLetterConfig?.Arn, queue, "where news of failed runs lie");
        const { sqs } = deployed.aws;
        const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue.split(":").at(-1) }));
        const { Attributes } = await sqs.send(
          new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }),
        );
        await customerKey(deployed, Attributes?.KmsMasterKeyId, queue);
        const policy = statementsOf(Attributes?.Policy, `the policy of ${queue}`);
        const send = onlyAllowing(policy, "sqs:SendMessage", queue);
        assert.deepEqual(send.principal, EVENTS, "who sends");
        assert.deepEqual(send.conditions, { "ArnEquals aws:SourceArn": [Arn, failedArn] }, "for which rules");
        assert.ok(
          policy.some((one) => one.effect === "Deny" && "Bool aws:SecureTransport" in one.conditions),
          "plain HTTP is refused",
        );
      },
    },
    {
      title: `the role of ${output} runs that task on that cluster and passes its two roles, for this rule`,
      async run(deployed) {
        const { Arn, target } = await rule(deployed, output);
        const role = await roleOf(deployed, target.RoleArn);
        assert.deepEqual(
          role.trust.map((one) => one.principal),
          [EVENTS],
          `who takes ${role.name}`,
        );
        assert.deepEqual(role.trust[0]?.conditions["ArnEquals aws:SourceArn"], [Arn], "for which rule");
        const definition = target.EcsParameters?.TaskDefinitionArn;
        const { taskRoleArn, executionRoleArn } = await taskDefinition(deployed, definition);
        const run = onlyAllowing(role.permissions, "ecs:RunTask", role.name);
        assert.deepEqual(run.resources, [`${definition?.replace(/:\d+$/, "")}:*`], "what it runs");
        assert.deepEqual(run.conditions, { "ArnEquals ecs:cluster": [target.Arn] }, "where it runs");
        const pass = onlyAllowing(role.permissions, "iam:PassRole", role.name);
        assert.deepEqual(sorted(pass.resources), sorted([taskRoleArn, executionRoleArn]), "roles it passes");
      },
    },
    {
      title: `a run of ${output} that fails is told to the topic, which lets that rule publish`,
      async run(deployed) {
        const { Arn, EventPattern, State, target } = await failedRuns(deployed, output);
        assert.equal(State, "ENABLED", "rule");
        const { EcsParameters } = (await rule(deployed, output)).target;
        const prefix = `${present(EcsParameters?.TaskDefinitionArn, "the task").replace(/:\d+$/, "")}:`;
        assert.ok(EventPattern?.includes(JSON.stringify({ prefix })), `${prefix} in ${EventPattern}`);
        const TopicArn = textOutput(deployed, topic);
        assert.equal(target.Arn, TopicArn, "who is told");
        const { Attributes } = await deployed.aws.sns.send(new GetTopicAttributesCommand({ TopicArn }));
        const publishing = allowing(statementsOf(Attributes?.Policy, "the topic's policy"), "sns:Publish");
        const rules = publishing.map((one) => one.conditions["ArnEquals aws:SourceArn"]?.[0]);
        assert.ok(rules.includes(Arn), "the topic lets it publish");
      },
    },
  ];
}
