import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { jsonencode } from "../../core/synthesis/jsonencode";
import { type Key } from "../encryption/key";
import { keyUse, sidOf } from "../encryption/key-use";
import { type Condition, PolicyDocument, type Statement } from "../identity/policy-document";
import { type Role } from "../identity/role";

export interface QueueProps {
  /** Names the queue: `queue-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly key: Key;
  /** Seconds that a received message is hidden from others, up to 43200. @default 30 */
  readonly visibilityTimeout?: number;
  /** Where a message goes that was received `maxReceives` times and never deleted. @default nowhere */
  readonly deadLetters?: { readonly queue: Queue; readonly maxReceives: number };
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
      ...(props.visibilityTimeout !== undefined && { visibilityTimeoutSeconds: props.visibilityTimeout }),
      ...(props.deadLetters !== undefined && {
        redrivePolicy: jsonencode({
          deadLetterTargetArn: props.deadLetters.queue.queue.arn,
          maxReceiveCount: props.deadLetters.maxReceives,
        }),
      }),
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

  /** Resources that must exist before an AWS service sends to the queue: the queue's policy. */
  get ready(): ITerraformDependable[] {
    return [this.policy];
  }

  /** Lets EventBridge rules, named by their ARNs, send to the queue, and no others. */
  allowRules(ruleArns: string[]): void {
    this.allowService("SendFromRules", "events", [
      { test: "ArnEquals", variable: "aws:SourceArn", values: ruleArns },
    ]);
  }

  /** Allows S3 to send the events of one bucket, named by its ARN, to the queue. */
  allowBucket(bucketArn: string): void {
    this.allowService("SendFromBucket", "s3", [
      { test: "ArnEquals", variable: "aws:SourceArn", values: [bucketArn] },
      { test: "StringEquals", variable: "aws:SourceAccount", values: [SystemStack.of(this).accountId] },
    ]);
  }

  /** Lets a role send messages. */
  grantSend(role: Role): void {
    this.grant(role, "Send", ["sqs:SendMessage"]);
  }

  /** Lets Lambda take messages out with a function's role, and hand them to the function. */
  grantReceiveByLambda(role: Role): void {
    const actions = [
      "sqs:ChangeMessageVisibility",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
    ];
    this.grant(role, "Receive", actions, { usedBy: "aws" });
  }

  private grant(role: Role, verb: string, actions: string[], by: Pick<Statement, "usedBy"> = {}): void {
    const sid = `${verb}${sidOf(this)}`;
    role.grant({ sid, actions, resources: [this.arn], ...by });
    role.grant(
      keyUse(this, { sid: `${sid}Key`, service: "sqs", context: "aws:sqs:arn", values: [this.arn] }),
    );
  }

  private allowService(sid: string, service: "events" | "s3", conditions: Condition[]): void {
    const principal = `${service}.amazonaws.com`;
    this.policyDocument.add({
      sid,
      actions: ["sqs:SendMessage"],
      resources: [this.arn],
      principals: [{ type: "Service", identifiers: [principal] }],
      conditions,
    });
    // For this queue only, by what SQS says of itself to KMS: not every service names its source there.
    this.props.key.allowService(
      `${service}-to-${this.props.purpose}`,
      principal,
      [{ test: "ArnEquals", variable: "kms:EncryptionContext:aws:sqs:arn", values: [this.arn] }],
      ["kms:Decrypt", "kms:GenerateDataKey"],
    );
  }
}
