import type { Rule } from "../../rule";
import { needsOneOf } from "../lib/expect";

/** Deleting versions takes no second factor. */
export const mfaDelete: Rule = {
  id: "destroyable-mfa-delete",
  title: "Versions can be deleted without MFA",
  pack: "destroyable",
  controls: [],
  rationale: "With MFA delete only the account's root user can delete versions, and Terraform is not that.",
  remedy: "take mfa_delete away",
  types: ["aws_s3_bucket_versioning"],
  check: (versioning) =>
    needsOneOf(versioning, "versioning_configuration.mfa_delete", ["Disabled"], "Disabled"),
};
