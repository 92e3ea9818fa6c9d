import { textOf } from "../../model/json";
import type { Value } from "../../model/view";
import type { Rule } from "../../rule";
import { pciDss, verdict } from "../../rule";
import { companions } from "../lib/companions";
import { allowing } from "../lib/identity-policies";
import type { Statement } from "../lib/policy";
import { policyAt } from "../lib/policy";
import { written } from "../lib/written";

/** Keys are handed over whole to their account only. */
export const keyPolicies: Rule = {
  id: "least-privilege-key-policies",
  title: "Key policies give all of kms:* to the account only",
  pack: "least-privilege",
  controls: pciDss("3.6.1", "7.2.5"),
  shows:
    "The key's policy gives all of kms:* to no one but the root of an account, that is: to that account's own policies.",
  limits:
    "Whether that account is this one is not seen, nor single administrative actions that the policy gives (kms:PutKeyPolicy, kms:ScheduleKeyDeletion). A key without a policy passes: then the account's own policies decide alone, and those are judged by the rules on them. How the key is made and kept is AWS KMS's part of the shared responsibility.",
  rationale: "Who has kms:* on a key can give it to others and schedule its deletion.",
  remedy: "write a policy that names actions and principals, beside kms:* for the account's root",
  types: ["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key"],
  check: (key, configuration) => {
    const { found, unclear } = companions(configuration, key, "aws_kms_key_policy", "key_id");
    const owners = found.length > 0 ? found : [key];
    const policies = owners.map((owner) => policyAt(owner, "policy", configuration));
    const statements = policies.flatMap(allowing).filter(givesAll);
    const hidden = policies.flatMap(({ unseen }) => unseen).map((document) => `its policy is ${document}`);
    const wrongs = statements.flatMap(({ principals }) =>
      principals.flatMap(({ type, values }) =>
        type === "AWS" ? values.flatMap(notRoot) : [`it gives kms:* to ${type}`],
      ),
    );
    // Without a policy it gets the one that gives the account's root kms:*, and nobody else anything.
    return verdict(wrongs, [...hidden, ...unclear.map((address) => `its policy may be in ${address}`)]);
  },
};

const givesAll = ({ actions, notActions }: Statement): boolean =>
  notActions.length > 0 ||
  actions.some((action) => action.kind === "known" && ["*", "kms:*"].includes(textOf(action.value)));

function notRoot(value: Value): string[] {
  const text = written(value);
  return /:root"?\}?$|^\d{12}$/.test(text) ? [] : [`it gives kms:* to ${text}`];
}
