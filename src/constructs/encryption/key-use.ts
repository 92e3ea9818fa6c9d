import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Statement } from "../identity/policy-document";

export interface KeyUse {
  /** Letters and digits, unique in the role's policy. */
  readonly sid: string;
  /** The service that calls KMS for the role, e.g. `s3`. */
  readonly service: "s3" | "kinesis" | "dynamodb" | "sqs";
  /** What the service tells KMS of the thing that is encrypted: by this part of the encryption context ... */
  readonly context: string;
  /** ... these values, with wildcards where they end in one. */
  readonly values: string[];
  /** @default both */
  readonly to?: "read" | "write";
}

const ACTIONS = {
  // A writer decrypts too: the data key of an object's next part, of a queue, of a table.
  write: ["kms:Decrypt", "kms:GenerateDataKey"],
  read: ["kms:Decrypt"],
};

/**
 * The statement by which a role uses, through one service and for one thing, whichever key that thing
 * is under: the key's ARN is not known before apply, and a policy says what it says at plan.
 */
export function keyUse(scope: Construct, { sid, service, context, values, to = "write" }: KeyUse): Statement {
  const { partition, region, accountId } = SystemStack.of(scope);
  const isPattern = values.some((value) => value.endsWith("*"));
  return {
    sid,
    actions: ACTIONS[to],
    resources: [`arn:${partition}:kms:${region}:${accountId}:key/*`],
    conditions: [
      { test: "StringEquals", variable: "kms:ViaService", values: [`${service}.${region}.amazonaws.com`] },
      {
        test: isPattern ? "StringLike" : "StringEquals",
        variable: `kms:EncryptionContext:${context}`,
        values,
      },
    ],
  };
}

/** The part of a `sid` that names a construct: its id in capitals, `raw-data` is `RawData`. */
export function sidOf(construct: Construct): string {
  return construct.node.id.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
