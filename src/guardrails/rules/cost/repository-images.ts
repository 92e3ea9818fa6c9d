import type { Rule } from "../../rule";
import { compliant, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** Old images go. */
export const repositoryImages: Rule = {
  id: "cost-repository-images",
  title: "Image repositories have a lifecycle policy",
  pack: "cost",
  controls: securityHub("ECR.3"),
  rationale: "Every build leaves an image that is paid for, and scanned, for ever.",
  remedy: "add an aws_ecr_lifecycle_policy",
  types: ["aws_ecr_repository"],
  check: (repository, configuration) => {
    const type = "aws_ecr_lifecycle_policy";
    const { found, unclear } = companions(configuration, repository, type, "repository");
    if (found.length > 0) return compliant();
    return unclear.length > 0
      ? unknown(`its lifecycle policy may be in ${unclear.join(", ")}`)
      : violation(`no ${type} is for it`);
  },
};
