import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";

const ACCOUNT = "${data.aws_caller_identity.caller.account_id}";
const PARTITION = "${data.aws_partition.partition.partition}";
const TOPIC_ARN = `arn:${PARTITION}:sns:us-east-1:${ACCOUNT}:topic-alerts-\${var.environment_suffix}`;

const made = stackOf((stack) => {
  const emails = stack.variable("alert_emails", {
    type: "list(string)",
    description: "Who is told",
    default: [],
    validation: [{ condition: "true", errorMessage: "It is always right." }],
  });
  const topic = new AlertTopic(stack, "alerts", {
    purpose: "alerts",
    key: logKey(stack),
    emails: emails.listValue,
  });
  topic.allowRule("FailoverRule", stack.nameFor(stack, "rule", "failover"));
});
const policy = made.resource("aws_sns_topic_policy", "alerts");

test("the topic is named, and under its key", () => {
  expect(made.resource("aws_sns_topic", "alerts")).toEqual({
    name: "topic-alerts-${var.environment_suffix}",
    kms_master_key_id: "${aws_kms_key.key.arn}",
  });
});

test("alarms of this account and region may publish, by the topic's name in the policy", () => {
  expect(policy.arn).toBe("${aws_sns_topic.alerts.arn}");
  expect(made.statement(policy.policy, "Alarms")).toEqual({
    sid: "Alarms",
    actions: ["sns:Publish"],
    resources: [TOPIC_ARN],
    principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
    condition: [
      { test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] },
      {
        test: "ArnLike",
        variable: "aws:SourceArn",
        values: [`arn:${PARTITION}:cloudwatch:us-east-1:${ACCOUNT}:alarm:*`],
      },
    ],
  });
});

test("nobody publishes without TLS", () => {
  expect(made.statement(policy.policy, "DenyPlainHttp")).toMatchObject({
    effect: "Deny",
    principals: [{ type: "*", identifiers: ["*"] }],
    condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
  });
});

test("a rule that was let in may publish, and only that one", () => {
  expect(made.statement(policy.policy, "FailoverRule").condition).toEqual([
    {
      test: "ArnEquals",
      variable: "aws:SourceArn",
      values: [`arn:${PARTITION}:events:us-east-1:${ACCOUNT}:rule/rule-failover-\${var.environment_suffix}`],
    },
  ]);
  expect(made.statements(policy.policy).map(({ sid }) => sid)).toEqual([
    "Alarms",
    "DenyPlainHttp",
    "FailoverRule",
  ]);
});

test.each([
  ["AllowAlertAlarms", "cloudwatch.amazonaws.com"],
  ["AllowAlertEvents", "events.amazonaws.com"],
])("the key's statement %s lets %s encrypt for this account", (sid, service) => {
  expect(made.statement(made.resource("aws_kms_key", "key").policy, sid)).toEqual({
    sid,
    actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
    resources: ["*"],
    principals: [{ type: "Service", identifiers: [service] }],
    condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] }],
  });
});

test("EventBridge may use the key only where a rule was let in, be it one or two", () => {
  const sids = (rules: string[]) => {
    const alone = stackOf((stack) => {
      const topic = new AlertTopic(stack, "alerts", { purpose: "alerts", key: logKey(stack), emails: [] });
      for (const rule of rules) topic.allowRule(rule, stack.nameFor(stack, "rule", rule.toLowerCase()));
    });
    return alone.statements(alone.resource("aws_kms_key", "key").policy).map(({ sid }) => sid);
  };
  expect(sids([])).toEqual(["AccountAdministersKey", "AllowAlertAlarms"]);
  expect(sids(["One", "Two"])).toEqual(["AccountAdministersKey", "AllowAlertAlarms", "AllowAlertEvents"]);
});

test("each address of the variable is a subscription known by the address itself", () => {
  expect(made.only("aws_sns_topic_subscription")).toEqual({
    for_each: "${toset(var.alert_emails)}",
    topic_arn: "${aws_sns_topic.alerts.arn}",
    protocol: "email",
    endpoint: "${each.value}",
  });
});
