import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Statement } from "../identity/policy-document";

export interface KeyUse {
  /** Letters and digits, unique in the role's policy. */
  readonly sid: string;
  /** The service that calls KMS for the role, e.g. `s3`. */
  readonly service: "s3" | "kinesis" | "dynamodb" | "sqs";
  /** The key of the encryption context that the service passes to KMS. */
  readonly context: string;
  /** The allowed values of that key; a value may end in `*`. */
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
 * The statement that allows a role to use the key of one resource through one service. It names no key: the ARN is not
 * known before the apply, and a reviewer reads the policy in the plan.
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

/** The id of a construct in the form of a `sid`: `raw-data` is `RawData`. */
export function sidOf(construct: Construct): string {
  return construct.node.id.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
