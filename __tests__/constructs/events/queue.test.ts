import { Queue } from "../../../src/constructs/events/queue";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";

const RULE = "arn:aws:events:us-east-1:123456789012:rule/rule-x";
const made = stackOf((stack) => {
  const key = logKey(stack);
  new Queue(stack, "jobs", { purpose: "jobs", key }).allowRules([RULE]);
  new Queue(stack, "other", { purpose: "other", key }).allowRules([RULE]);
});
const arnOf = (purpose: string) =>
  `arn:\${data.aws_partition.partition.partition}:sqs:us-east-1:\${data.aws_caller_identity.caller.account_id}:queue-${purpose}-\${var.environment_suffix}`;
const policy = made.resource("aws_sqs_queue_policy", "jobs");

test("a queue keeps messages for 14 days, under its key", () => {
  expect(made.resource("aws_sqs_queue", "jobs")).toEqual({
    name: "queue-jobs-${var.environment_suffix}",
    message_retention_seconds: 1_209_600,
    kms_master_key_id: "${aws_kms_key.key.arn}",
  });
});

test("nobody reaches it without TLS", () => {
  expect(policy.queue_url).toBe("${aws_sqs_queue.jobs.url}");
  expect(made.statement(policy.policy, "DenyPlainHttp")).toEqual({
    sid: "DenyPlainHttp",
    effect: "Deny",
    actions: ["sqs:*"],
    resources: [arnOf("jobs")],
    principals: [{ type: "*", identifiers: ["*"] }],
    condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
  });
});

test("one rule may send to it, and nothing else is allowed", () => {
  const [allowed, ...others] = made.statements(policy.policy).filter(({ effect }) => effect !== "Deny");
  expect(others).toEqual([]);
  expect(allowed).toEqual({
    sid: "SendFromRules",
    actions: ["sqs:SendMessage"],
    resources: [arnOf("jobs")],
    principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
    condition: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [RULE] }],
  });
});

test("EventBridge may use the key for each of its queues, and for no other", () => {
  const { policy: keyPolicy } = made.resource("aws_kms_key", "key");
  for (const [sid, purpose] of [
    ["AllowEventsToJobs", "jobs"],
    ["AllowEventsToOther", "other"],
  ] as const) {
    const statement = made.statement(keyPolicy, sid);
    expect(statement.principals).toEqual([{ type: "Service", identifiers: ["events.amazonaws.com"] }]);
    expect(statement.actions).toEqual(["kms:Decrypt", "kms:GenerateDataKey"]);
    expect(statement.condition).toEqual([
      { test: "ArnEquals", variable: "kms:EncryptionContext:aws:sqs:arn", values: [arnOf(purpose)] },
    ]);
  }
});

test("a second rule is refused: a dead letter must tell whose it is", () => {
  const twice = () =>
    stackOf((stack) => {
      const queue = new Queue(stack, "jobs", { purpose: "jobs", key: logKey(stack) });
      queue.allowRules([RULE]);
      queue.allowRules([RULE]);
    });
  expect(problemsOf(twice)[0]?.message).toBe('there is a statement "SendFromRules" already');
});
