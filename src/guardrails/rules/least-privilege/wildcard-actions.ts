import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { pciDss, securityHub, verdict } from "../../rule";
import { unseen } from "../lib/cidr";
import { allowing, IDENTITY_POLICIES, identityPolicy } from "../lib/identity-policies";

/** `*`, or all of a service. */
const WIDE = /^(?:\*|[\w-]+:\*)$/;

/** Policies name the actions that they allow. */
export const wildcardActions: Rule = {
  id: "least-privilege-wildcard-actions",
  title: "No policy allows all actions of a service",
  pack: "least-privilege",
  controls: [...securityHub("IAM.1", "IAM.21"), ...pciDss("7.2.2", "7.2.5")],
  shows: "No policy that is written here allows all actions of a service, or of all services.",
  limits:
    "Narrower wildcards (s3:Get*) pass; AWS managed policies are another rule's matter. Whether the actions are needed for the job is for its owner to say (7.2.4, 7.2.5.1).",
  rationale: "All actions include those that delete, share and hand on, and those that AWS adds tomorrow.",
  remedy: "name the actions; `s3:Get*` is narrower than `s3:*`, names are best; no not_actions in an Allow",
  types: IDENTITY_POLICIES,
  check: (resource, configuration) => {
    const policy = identityPolicy(resource, configuration);
    const wrongs: string[] = [];
    const hidden = [...policy.unseen];
    for (const { actions, notActions } of allowing(policy)) {
      const wide = actions.flatMap((action) =>
        action.kind === "known" && WIDE.test(textOf(action.value)) ? [textOf(action.value)] : [],
      );
      if (wide.length > 0) wrongs.push(`it allows ${wide.join(", ")}`);
      if (notActions.length > 0) wrongs.push("it allows everything but some actions (NotAction)");
      if (unseen(actions) !== "") hidden.push(unseen(actions));
    }
    return verdict(wrongs, hidden.length > 0 ? [`it may allow ${hidden.join(", ")}`] : []);
  },
};
