import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { PolicyDocument } from "../identity/policy-document";
import { tlsOnly } from "./topic-policy";

export interface TrailTopicProps {
  readonly key: Key;
  /** The one trail that publishes to it. */
  readonly trailArn: string;
}

/**
 * The topic of a trail: a message for every file that CloudTrail delivers, under a CMK, over TLS only.
 * Nobody is subscribed: the messages are many, and meant for the queue of a system that collects logs
 * (CloudTrail user guide, "Configuring Amazon SNS notifications for CloudTrail").
 */
export class TrailTopic extends Construct {
  readonly topic: SnsTopic;
  /** Resources that must exist before the trail publishes: the topic's policy. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, { key, trailArn }: TrailTopicProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const name = stack.nameFor(this, "topic", "trail");
    const arn = `arn:${stack.partition}:sns:${stack.region}:${stack.accountId}:${name}`;
    const principal = "cloudtrail.amazonaws.com";
    const ofTrail = { test: "StringEquals", variable: "aws:SourceArn", values: [trailArn] };
    key.allowService("trail-topic", principal, [ofTrail], ["kms:Decrypt", "kms:GenerateDataKey*"]);
    this.topic = new SnsTopic(this, "this", { name, kmsMasterKeyId: key.arn });
    const policy = new PolicyDocument(this, "policy", [
      {
        sid: "TrailPublishes",
        actions: ["sns:Publish"],
        resources: [arn],
        principals: [{ type: "Service", identifiers: [principal] }],
        conditions: [ofTrail],
      },
      tlsOnly(arn),
    ]);
    this.ready = [new SnsTopicPolicy(this, "this.policy", { arn: this.topic.arn, policy: policy.json })];
  }

  get arn(): string {
    return this.topic.arn;
  }

  get name(): string {
    return this.topic.name;
  }
}
