import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Policy, Statement } from "./policy";
import { policyAt } from "./policy";

/** The types that say what an identity may do. */
export const IDENTITY_POLICIES = [
  "aws_iam_policy",
  "aws_iam_role_policy",
  "aws_iam_user_policy",
  "aws_iam_group_policy",
  "aws_iam_role",
];

/** What an identity policy says; of a role, its inline policies. */
export function identityPolicy(resource: Resource, configuration: Configuration): Policy {
  if (resource.type !== "aws_iam_role") return policyAt(resource, "policy", configuration);
  const inline = resource.blocks("inline_policy").map((block) => policyAt(block, "policy", configuration));
  return {
    statements: inline.flatMap(({ statements }) => statements),
    unseen: inline.flatMap(({ unseen }) => unseen),
  };
}

/** The statements that allow. One whose effect cannot be seen may. */
export function allowing({ statements }: Policy): readonly Statement[] {
  return statements.filter(({ effect }) => effect !== "Deny");
}
