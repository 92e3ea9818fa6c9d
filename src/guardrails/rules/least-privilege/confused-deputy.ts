import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { notApplicable, pciDss, verdict } from "../../rule";
import { unseen } from "../lib/cidr";
import { allowing } from "../lib/identity-policies";
import { policyAt } from "../lib/policy";
import { narrows } from "../lib/principals";

/** Services that say in a trust policy for whom they act (the "confused deputy" page of each one's guide). */
const SUPPORTING = [
  "codebuild.amazonaws.com",
  "ecs-tasks.amazonaws.com",
  "events.amazonaws.com",
  "fis.amazonaws.com",
  "monitoring.rds.amazonaws.com",
  "pipes.amazonaws.com",
  "scheduler.amazonaws.com",
  "ssm.amazonaws.com",
  "states.amazonaws.com",
  "vpc-flow-logs.amazonaws.com",
];
const KEYS = ["aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths"];

/** Services take roles on for this account only. */
export const confusedDeputy: Rule = {
  id: "least-privilege-confused-deputy",
  title: "Services take roles on for this account only",
  pack: "least-privilege",
  controls: pciDss("7.2.5"),
  shows: "A service cannot be made by another account to use the role.",
  limits: "Only services that AWS documents the condition for are asked; others cannot be held to it.",
  rationale: "A service acts for every account; without a condition another's request can use this role.",
  remedy: "add a condition on aws:SourceAccount or aws:SourceArn to the trust policy",
  types: ["aws_iam_role"],
  check: (role, configuration) => {
    const policy = policyAt(role, "assume_role_policy", configuration);
    const wrongs: string[] = [];
    const hidden = policy.unseen.map((document) => `its trust is in ${document}`);
    let asked = 0;
    for (const { principals, conditions } of allowing(policy)) {
      const values = principals.filter(({ type }) => type === "Service").flatMap(({ values: some }) => some);
      const services = values
        .flatMap((value) => (value.kind === "known" ? [textOf(value.value)] : []))
        .filter((service) => SUPPORTING.includes(service));
      asked += services.length;
      if (conditions.some((condition) => narrows(condition, KEYS))) continue;
      wrongs.push(...services.map((service) => `${service} takes it on for any account`));
      if (unseen(values) !== "") hidden.push(`${unseen(values)} takes it on, for any account`);
    }
    return asked + hidden.length === 0 ? notApplicable() : verdict(wrongs, hidden);
  },
};
