import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Value } from "../../model/view";
import type { Rule } from "../../rule";
import { pciDss, securityHub, verdict } from "../../rule";
import { allowing, IDENTITY_POLICIES, identityPolicy } from "../lib/identity-policies";
import type { Condition, Statement } from "../lib/policy";
import { policyAt } from "../lib/policy";
import { mayBeAll } from "../lib/principals";
import { hasNoResource } from "./no-resource-level";

/** Policies name the resources that they allow actions on. */
export const wildcardResources: Rule = {
  id: "least-privilege-wildcard-resources",
  title: "No policy allows on all resources what can be allowed on one",
  pack: "least-privilege",
  controls: [...securityHub("KMS.1", "KMS.2"), ...pciDss("7.2.2", "7.2.5")],
  shows:
    "Actions are allowed on named resources; on all of them only where AWS knows no resource for the action, or where a condition narrows it.",
  limits: "Whether the named resources are needed for the job is for its owner to say (7.2.4, 7.2.5.1).",
  rationale: "Permission on everything includes what others put into the account tomorrow.",
  remedy: "name the resources, or add a condition on the resource's tags",
  types: IDENTITY_POLICIES,
  check: (resource, configuration) => {
    const policy = identityPolicy(resource, configuration);
    const wrongs: string[] = [];
    const hidden = policy.unseen.map((document) => `it may be in ${document}`);
    for (const statement of allowing(policy)) {
      const everywhere = statement.resources.some(isEverything);
      if (statement.notResources.length > 0) wrongs.push("it allows on all but some resources (NotResource)");
      hidden.push(...statement.resources.flatMap(mayBeEverything));
      if (!everywhere || statement.conditions.some(isNarrow)) continue;
      const wide = actionsOf(statement).filter((action) => !hasNoResource(action, false));
      if (wide.length === 0) continue;
      const left = isOfLambda(resource, configuration)
        ? wide.filter((action) => !hasNoResource(action, true))
        : wide;
      if (left.length > 0) wrongs.push(`it allows ${left.join(", ")} on *`);
    }
    return verdict(wrongs, hidden);
  },
};

const isEverything = (value: Value): boolean => value.kind === "known" && textOf(value.value) === "*";

const mayBeEverything = (value: Value): string[] =>
  value.kind === "unknown" && mayBeAll(value) ? [`it allows on ${value.expression}`] : [];

const actionsOf = ({ actions, notActions }: Statement): string[] => [
  ...actions.map((action) => (action.kind === "known" ? textOf(action.value) : "what cannot be seen")),
  ...(notActions.length > 0 ? ["all but some actions"] : []),
];

/** Conditions on the resource: its tags, or a key of the service's own (`ecs:cluster`, `cloudwatch:namespace`). */
function isNarrow({ test, variable }: Condition): boolean {
  const key = variable.toLowerCase();
  if (/^(?:not|null|.*ifexists$|.*not)/i.test(test) || key === "kms:viaservice") return false;
  return !key.startsWith("aws:") || /^aws:(?:resource(?:tag\/|account|orgid)|requesttag\/)/.test(key);
}

/** Whether all that has this policy is taken on by Lambda. */
function isOfLambda(policy: Resource, configuration: Configuration): boolean {
  const attachments = configuration.referring(policy, "policy_arn");
  const roles = (policy.type === "aws_iam_policy" ? attachments : [policy]).flatMap((one) =>
    one.type === "aws_iam_role"
      ? [one]
      : configuration.targets(one, "role").filter(({ type }) => type === "aws_iam_role"),
  );
  const trusts = roles.map((role) =>
    policyAt(role, "assume_role_policy", configuration).statements.some(({ principals }) =>
      principals.some(({ values }) =>
        values.some((value) => value.kind === "known" && value.value === "lambda.amazonaws.com"),
      ),
    ),
  );
  return trusts.length > 0 && trusts.every(Boolean);
}
