import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { PolicyDocument } from "../identity/policy-document";

export interface QueueProps {
  /** Names the queue: `queue-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly key: Key;
}

/** As long as SQS keeps a message (SetQueueAttributes, MessageRetentionPeriod): 14 days. */
const RETENTION_SECONDS = 14 * 24 * 60 * 60;

/** An SQS queue under a CMK that keeps messages as long as SQS can, reached by TLS alone. */
export class Queue extends Construct {
  readonly queue: SqsQueue;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the queue changes. */
  readonly arn: string;
  private readonly policyDocument: PolicyDocument;
  private readonly policy: SqsQueuePolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: QueueProps,
  ) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const name = stack.nameFor(this, "queue", props.purpose);
    this.arn = `arn:${stack.partition}:sqs:${stack.region}:${stack.accountId}:${name}`;
    this.queue = new SqsQueue(this, "this", {
      name,
      messageRetentionSeconds: RETENTION_SECONDS,
      kmsMasterKeyId: props.key.arn,
    });
    this.policyDocument = new PolicyDocument(this, "policy", [
      {
        sid: "DenyPlainHttp",
        effect: "Deny",
        actions: ["sqs:*"],
        resources: [this.arn],
        principals: [{ type: "*", identifiers: ["*"] }],
        conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      },
    ]);
    this.policy = new SqsQueuePolicy(this, "this.policy", {
      queueUrl: this.queue.url,
      policy: this.policyDocument.json,
    });
  }

  get name(): string {
    return this.queue.name;
  }

  /** What must be there before an AWS service sends to the queue: the policy that lets it. */
  get ready(): ITerraformDependable[] {
    return [this.policy];
  }

  /** Lets EventBridge rules, named by their ARNs, send to the queue, and no others. */
  allowRules(ruleArns: string[]): void {
    const events = "events.amazonaws.com";
    this.policyDocument.add({
      sid: "SendFromRules",
      actions: ["sqs:SendMessage"],
      resources: [this.arn],
      principals: [{ type: "Service", identifiers: [events] }],
      conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: ruleArns }],
    });
    // For this queue only, by what SQS says of itself to KMS: EventBridge names neither rule nor account
    // to KMS for every kind of target.
    this.props.key.allowService(
      `events-to-${this.props.purpose}`,
      events,
      [{ test: "ArnEquals", variable: "kms:EncryptionContext:aws:sqs:arn", values: [this.arn] }],
      ["kms:Decrypt", "kms:GenerateDataKey"],
    );
  }
}
