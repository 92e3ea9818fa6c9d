import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import { type ITerraformDependable, TerraformIterator, Token } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { PolicyDocument } from "../identity/policy-document";
import { tlsOnly } from "./topic-policy";

export interface AlertTopicProps {
  /** Names the topic: `topic-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly key: Key;
  /**
   * Who is told by e-mail: the list variable's `listValue`. Each has to confirm by the link that
   * SNS sends; a subscription is known by its address, so that one that goes changes no other.
   */
  readonly emails: string[];
}

/** A topic under a CMK that the alarms of this account publish to, over TLS only. */
export class AlertTopic extends Construct {
  readonly topic: SnsTopic;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the topic changes. */
  private readonly namedArn: string;
  /** Resources that must exist before a service publishes. */
  readonly ready: ITerraformDependable[];
  private readonly policy: PolicyDocument;
  private readonly key: Key;
  private admitsRules = false;

  constructor(scope: Construct, id: string, props: AlertTopicProps) {
    super(scope, id);
    this.key = props.key;
    const stack = SystemStack.of(this);
    const name = stack.nameFor(this, "topic", props.purpose);
    this.namedArn = `arn:${stack.partition}:sns:${stack.region}:${stack.accountId}:${name}`;
    allowPublisher(props.key, "alert-alarms", "cloudwatch.amazonaws.com");
    this.topic = new SnsTopic(this, "this", { name, kmsMasterKeyId: props.key.arn });
    this.policy = new PolicyDocument(this, "policy", [
      {
        sid: "Alarms",
        actions: ["sns:Publish"],
        resources: [this.namedArn],
        principals: [{ type: "Service", identifiers: ["cloudwatch.amazonaws.com"] }],
        conditions: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: [stack.accountId] },
          {
            test: "ArnLike",
            variable: "aws:SourceArn",
            values: [`arn:${stack.partition}:cloudwatch:${stack.region}:${stack.accountId}:alarm:*`],
          },
        ],
      },
      tlsOnly(this.namedArn),
    ]);
    this.ready = [new SnsTopicPolicy(this, "this.policy", { arn: this.topic.arn, policy: this.policy.json })];
    const emails = TerraformIterator.fromList(props.emails);
    new SnsTopicSubscription(this, "this.emails", {
      forEach: emails,
      topicArn: this.topic.arn,
      protocol: "email",
      endpoint: Token.asString(emails.value),
    });
  }

  get arn(): string {
    return this.topic.arn;
  }

  get name(): string {
    return this.topic.name;
  }

  /**
   * Lets an EventBridge rule publish to the topic.
   * @param sid names the statement: letters and digits
   * @param rule the rule's name on the default bus
   */
  allowRule(sid: string, rule: string): void {
    const stack = SystemStack.of(this);
    if (!this.admitsRules) allowPublisher(this.key, "alert-events", "events.amazonaws.com");
    this.admitsRules = true;
    this.policy.add({
      sid,
      actions: ["sns:Publish"],
      resources: [this.namedArn],
      principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
      conditions: [
        {
          test: "ArnEquals",
          variable: "aws:SourceArn",
          values: [`arn:${stack.partition}:events:${stack.region}:${stack.accountId}:rule/${rule}`],
        },
      ],
    });
  }
}

/** SNS developer guide, "Enable compatibility between event sources from AWS services and encrypted topics". */
function allowPublisher(key: Key, name: string, service: string): void {
  const conditions = [
    { test: "StringEquals", variable: "aws:SourceAccount", values: [SystemStack.of(key).accountId] },
  ];
  key.allowService(name, service, conditions, ["kms:Decrypt", "kms:GenerateDataKey*"]);
}
