import type { Rule } from "../../rule";
import { pciDss, securityHub, verdict } from "../../rule";
import { written } from "../lib/written";

/** AWS's policies that give all of a service, or of the account. */
const BROAD =
  /^arn:aws[\w-]*:iam::aws:policy\/(?:.*\/)?(?:AdministratorAccess.*|PowerUserAccess|\w*FullAccess)$/;

/** Nothing has AWS's policies of full access. */
export const broadManagedPolicies: Rule = {
  id: "least-privilege-broad-managed-policies",
  title: "No AWS managed policy of full access is attached",
  pack: "least-privilege",
  controls: [...securityHub("IAM.27"), ...pciDss("7.2.2", "7.2.5")],
  shows: "No AWS managed policy of full access, to the account or to a service, is attached here.",
  limits:
    "Policies that are written here are judged by other rules. Attachments that are made outside this configuration are not seen.",
  rationale: "A policy of full access is written for everyone and fits nobody's job.",
  remedy: "attach a policy that names actions and resources",
  types: [
    "aws_iam_role_policy_attachment",
    "aws_iam_user_policy_attachment",
    "aws_iam_group_policy_attachment",
    "aws_iam_policy_attachment",
    "aws_iam_role_policy_attachments_exclusive",
    "aws_iam_role",
  ],
  check: (resource) => {
    const path =
      resource.type === "aws_iam_role"
        ? "managed_policy_arns"
        : resource.type === "aws_iam_role_policy_attachments_exclusive"
          ? "policy_arns"
          : "policy_arn";
    const arns = resource.items(path);
    return verdict(
      arns.flatMap((arn) => {
        // The partition may be an expression; the policy's name is seen all the same.
        const name = /iam::aws:policy\/[\w./+=,@-]+$/.exec(written(arn))?.[0];
        return name !== undefined && BROAD.test(`arn:aws:${name}`) ? [`it attaches ${name.slice(16)}`] : [];
      }),
      arns.flatMap((arn) =>
        arn.kind === "unknown" &&
        arn.references.every(({ root }) => root === "var" || root === "each") &&
        !arn.expression.includes("iam::aws:policy/")
          ? [`it attaches ${arn.expression}`]
          : [],
      ),
    );
  },
};
