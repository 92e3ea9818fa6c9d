import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { pciDss, verdict } from "../../rule";
import { allowing } from "../lib/identity-policies";
import type { Statement } from "../lib/policy";
import { policyAt } from "../lib/policy";
import { admitsEveryone, saysWho } from "../lib/principals";

/** Roles are taken on by whom they are meant for. */
export const trust: Rule = {
  id: "least-privilege-trust",
  title: "No role can be taken on by everyone",
  pack: "least-privilege",
  controls: pciDss("7.2.2", "7.2.5", "7.3.3"),
  shows: "Every role names who takes it on; a token of an identity provider has to be for a named subject.",
  limits: "Who holds the named identities, and how they sign in, is not seen.",
  rationale:
    "A trust in * is a trust in every AWS account; one in an identity provider alone, in all its users.",
  remedy: "name the principals; for an identity provider, hold the token's sub to what may come",
  types: ["aws_iam_role"],
  check: (role, configuration) => {
    const policy = policyAt(role, "assume_role_policy", configuration);
    const wrongs: string[] = [];
    const hidden = policy.unseen.map((document) => `its trust is in ${document}`);
    for (const statement of allowing(policy)) {
      const open = saysWho(statement) ? false : admitsEveryone(statement);
      if (open === true) wrongs.push("everyone may take it on");
      if (open === "unknown") hidden.push("who may take it on cannot be seen");
      if (isWebIdentity(statement) && !namesSubject(statement))
        wrongs.push("every user of the identity provider may take it on: no condition on the token's sub");
    }
    return verdict(wrongs, hidden);
  },
};

const isWebIdentity = ({ actions, principals }: Statement): boolean =>
  principals.some(({ type }) => type === "Federated") &&
  actions.some(
    (action) => action.kind === "known" && textOf(action.value) === "sts:AssumeRoleWithWebIdentity",
  );

/** `<issuer>:sub`, or `:aud` where the provider gives each application an audience of its own (Cognito). */
const namesSubject = ({ conditions }: Statement): boolean =>
  conditions.some(
    ({ test, variable, values }) =>
      /:sub$|^cognito-identity\.amazonaws\.com:aud$/.test(variable) &&
      /^(?:ForAnyValue:)?String(?:Equals|Like)$/.test(test) &&
      !values.some((value) => value.kind === "known" && /^\*+$/.test(textOf(value.value))),
  );
