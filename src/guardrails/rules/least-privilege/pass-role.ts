import { textOf } from "../../model/json";
import type { Value } from "../../model/view";
import type { Rule } from "../../rule";
import { pciDss, verdict } from "../../rule";
import { covers } from "../lib/covers";
import { mayBeAll } from "../lib/principals";
import { allowing, IDENTITY_POLICIES, identityPolicy } from "../lib/identity-policies";

/** `iam:PassRole`, or an action with a wildcard that includes it. */
const includesPassRole = (action: string): boolean => covers(action, "iam:PassRole");

const isEverything = (value: Value): boolean =>
  value.kind === "unknown" || (value.kind === "known" && value.value === "*");

/** Roles are passed by name. */
export const passRole: Rule = {
  id: "least-privilege-pass-role",
  title: "iam:PassRole names the roles",
  pack: "least-privilege",
  controls: pciDss("7.2.2", "7.2.5"),
  shows: "No policy that is written here passes all roles to a service.",
  limits:
    "Part of a name (role/app-*) passes, and so does a policy without iam:PassedToService. What the named roles may do is judged by the other rules, on each of them.",
  rationale: "Whoever may pass any role to a service has every role's permissions.",
  remedy: "name the roles' ARNs, and add iam:PassedToService",
  types: IDENTITY_POLICIES,
  check: (resource, configuration) => {
    const policy = identityPolicy(resource, configuration);
    const wrongs: string[] = [];
    const hidden = policy.unseen.map((document) => `it may be in ${document}`);
    for (const { actions, resources, notResources } of allowing(policy)) {
      const unseen = actions.flatMap((action) => (action.kind === "unknown" ? [action.expression] : []));
      if (unseen.length > 0 && resources.some(isEverything)) hidden.push(`it may be in ${unseen.join(", ")}`);
      const passes = actions.some(
        (action) => action.kind === "known" && includesPassRole(textOf(action.value)),
      );
      if (!passes) continue;
      const wide = resources.flatMap((value) => {
        const text = value.kind === "known" ? textOf(value.value) : "";
        return text === "*" || /:role\/\*+$/.test(text) ? [text] : [];
      });
      if (notResources.length > 0) wrongs.push("it passes all roles but some");
      if (wide.length > 0) wrongs.push(`it passes ${wide.join(", ")}`);
      hidden.push(
        ...resources.flatMap((value) =>
          value.kind === "unknown" && mayBeAll(value) ? [`it passes ${value.expression}`] : [],
        ),
      );
    }
    return verdict(wrongs, hidden);
  },
};
