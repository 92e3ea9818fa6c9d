import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { type Statement } from "../identity/policy-document";

const READ = { secret: ["secretsmanager:GetSecretValue"], key: ["kms:Decrypt"] };
const ROTATE = {
  secret: [
    "secretsmanager:DescribeSecret",
    "secretsmanager:GetSecretValue",
    "secretsmanager:PutSecretValue",
    "secretsmanager:UpdateSecretVersionStage",
  ],
  key: ["kms:Decrypt", "kms:GenerateDataKey"],
};

export interface SecretAccess {
  /** Names the statements in the role's policy: in capitals, as in `Read{name}Secret`. */
  readonly name: string;
  readonly secretArn: string;
  /** The CMK that the secret is under. */
  readonly key: Key;
  /** @default read */
  readonly to?: "read" | "rotate";
}

/** What lets a role read or rotate one secret, and use its key for nothing but it. */
export function secretStatements(
  scope: Construct,
  { name, secretArn, key, to = "read" }: SecretAccess,
): Statement[] {
  const actions = to === "read" ? READ : ROTATE;
  const verb = to === "read" ? "Read" : "Rotate";
  return [
    { sid: `${verb}${name}Secret`, actions: actions.secret, resources: [secretArn] },
    {
      sid: `Decrypt${name}Secret`,
      actions: actions.key,
      resources: [key.arn],
      conditions: [
        {
          test: "StringEquals",
          variable: "kms:ViaService",
          values: [`secretsmanager.${SystemStack.of(scope).region}.amazonaws.com`],
        },
        { test: "StringEquals", variable: "kms:EncryptionContext:SecretARN", values: [secretArn] },
      ],
    },
  ];
}
