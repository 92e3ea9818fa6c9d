import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub, violation } from "../../rule";

/** Users have no access keys and no policies of their own. */
export const users: Rule = {
  id: "least-privilege-users",
  title: "Users have neither access keys nor policies of their own",
  pack: "least-privilege",
  controls: [...securityHub("IAM.2"), ...pciDss("7.2.2", "8.3.2")],
  shows:
    "No user that is made here has an access key or a policy of its own: permissions come from groups and roles.",
  limits:
    "Access keys of users that are made elsewhere (also where the key is made here), and passwords for the console (aws_iam_user_login_profile), are not seen.",
  rationale: "An access key never ends by itself, and Terraform's state holds it in clear.",
  remedy: "use a role (with OIDC or IAM Identity Center) in its place, and attach policies to groups",
  types: ["aws_iam_user"],
  check: (user, configuration) => {
    const of = (types: readonly string[], path: string): string[] =>
      configuration
        .referring(user, path)
        .filter(({ type }) => types.includes(type))
        .map(({ address }) => address);
    const keys = of(["aws_iam_access_key"], "user");
    const policies = [
      ...of(["aws_iam_user_policy_attachment", "aws_iam_user_policy"], "user"),
      ...of(["aws_iam_policy_attachment"], "users"),
    ];
    const found = [...keys, ...policies];
    return found.length === 0 ? compliant() : violation(`it has ${found.join(", ")}`);
  },
};
