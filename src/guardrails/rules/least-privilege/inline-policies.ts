import type { Rule } from "../../rule";
import { compliant, pciDss, unknown, violation } from "../../rule";

const INLINE = ["aws_iam_role_policy", "aws_iam_user_policy", "aws_iam_group_policy"];

/** Permissions are in policies of their own. */
export const inlinePolicies: Rule = {
  id: "least-privilege-inline-policies",
  title: "No inline policies",
  pack: "least-privilege",
  controls: pciDss("7.2.4", "7.2.5.1"),
  shows: "Every permission is in a policy of its own, that a review can list.",
  limits:
    "That the reviews are made is for people to show. What the policies allow is judged by the other rules.",
  rationale: "An inline policy has no version, cannot be reused, and is missed by reviews of policies.",
  remedy: "make it an aws_iam_policy and attach that",
  types: [...INLINE, "aws_iam_role"],
  check: (resource) => {
    if (INLINE.includes(resource.type)) return violation(`${resource.type} is an inline policy`);
    const blocks = resource.blocks("inline_policy");
    // An empty block is the provider's way to say "none, and take away any that there are".
    const written = blocks.filter((block) => block.get("policy").kind !== "absent");
    if (written.length === 0) return compliant();
    return resource.get("inline_policy").kind === "unknown" &&
      written.every((block) => block.keys().length === 0)
      ? unknown("its inline_policy blocks cannot be seen")
      : violation("it has inline_policy blocks");
  },
};
