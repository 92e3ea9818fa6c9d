import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Condition, PolicyDocument, type Statement } from "../identity/policy-document";

/** Days until a key that was destroyed is gone for good; KMS allows 7 to 30. */
const DELETION_WINDOW = { destroyable: 7, kept: 30 };

const ENCRYPT_AND_DECRYPT = [
  "kms:Encrypt",
  "kms:Decrypt",
  "kms:ReEncrypt*",
  "kms:GenerateDataKey*",
  "kms:DescribeKey",
];

export interface KeyProps {
  /** Names the key: alias `alias/key-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly description: string;
}

/** A customer-managed key that rotates every year, with an alias and a policy of named uses. */
export class Key extends Construct {
  readonly key: KmsKey;
  readonly alias: KmsAlias;
  private readonly policy: PolicyDocument;
  private readonly logGroups: string[] = [];

  constructor(scope: Construct, id: string, props: KeyProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    this.policy = new PolicyDocument(this, "policy", [
      {
        // Without it the key could no longer be administered, and grants in IAM would have no effect
        // (AWS KMS developer guide, "Default key policy").
        sid: "AccountAdministersKey",
        actions: ["kms:*"],
        resources: ["*"],
        principals: [{ type: "AWS", identifiers: [`arn:${stack.partition}:iam::${stack.accountId}:root`] }],
        wildcardReason: "in a key policy * means this key",
      },
    ]);
    stack.suppress(
      this.policy.document,
      ["CKV_AWS_109", "CKV_AWS_111", "CKV_AWS_356"],
      'in a key policy "*" is the key itself, and the account has to administer it, as in AWS\'s default key policy (AWS KMS developer guide, "Default key policy")',
    );
    this.key = new KmsKey(this, "this", {
      description: props.description,
      enableKeyRotation: true,
      deletionWindowInDays: stack.destroyable ? DELETION_WINDOW.destroyable : DELETION_WINDOW.kept,
      policy: this.policy.json,
      tags: { Name: stack.nameFor(this, "key", props.purpose) },
      ...(!stack.destroyable && { lifecycle: { preventDestroy: true } }),
    });
    this.alias = new KmsAlias(this, "this.alias", {
      name: `alias/${stack.nameFor(this, "key", props.purpose)}`,
      targetKeyId: this.key.keyId,
    });
  }

  get arn(): string {
    return this.key.arn;
  }

  /** Lets CloudWatch Logs encrypt one log group, named by its name, with this key. */
  allowLogGroup(name: string): void {
    const stack = SystemStack.of(this);
    this.logGroups.push(`arn:${stack.partition}:logs:${stack.region}:${stack.accountId}:log-group:${name}`);
    this.policy.put(
      useOf("logs", `logs.${stack.region}.amazonaws.com`, [
        {
          test: "ArnEquals",
          variable: "kms:EncryptionContext:aws:logs:arn",
          // In the order in which they came: names with tokens in them have none of their own.
          values: [...this.logGroups],
        },
      ]),
    );
  }

  /**
   * Lets an AWS service use this key, where the conditions hold.
   * @param name names the statement; each name serves once
   * @param actions @default encrypt and decrypt
   */
  allowService(name: string, principal: string, conditions: Condition[], actions?: string[]): void {
    this.policy.add(useOf(name, principal, conditions, actions));
  }
}

function useOf(
  name: string,
  principal: string,
  conditions: Condition[],
  actions = ENCRYPT_AND_DECRYPT,
): Statement {
  return {
    sid: `Allow${name.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`,
    actions,
    resources: ["*"],
    principals: [{ type: "Service", identifiers: [principal] }],
    conditions,
    wildcardReason: "in a key policy * means this key",
  };
}
