import type { Rule } from "../../rule";
import { combine, securityHub } from "../../rule";
import { needsOneOf } from "../lib/expect";
import { keyVerdict } from "./key-verdict";

/** Image repositories are encrypted under a customer's key. */
export const repositoryCmk: Rule = {
  id: "encryption-repository-cmk",
  title: "ECR repositories are encrypted with a customer managed key",
  pack: "encryption",
  controls: securityHub("ECR.5"),
  rationale: "The encryption of a repository is chosen when it is made or never.",
  remedy: "add encryption_configuration with encryption_type KMS and kms_key",
  types: ["aws_ecr_repository"],
  check: (repository, configuration) =>
    combine([
      needsOneOf(repository, "encryption_configuration.encryption_type", ["KMS", "KMS_DSSE"], "AES256"),
      keyVerdict(repository, "encryption_configuration.kms_key", configuration),
    ]),
};
