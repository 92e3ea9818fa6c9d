import type { Rule } from "../../rule";
import { securityHub } from "../../rule";
import { needsOneOf } from "../lib/expect";

/** A tag means one image for ever. */
export const imageTags: Rule = {
  id: "patching-image-tags",
  title: "Image tags are immutable",
  pack: "patching",
  controls: securityHub("ECR.2"),
  rationale: "Where a tag can be moved, what was scanned and tested is not what runs.",
  remedy: 'set image_tag_mutability to "IMMUTABLE"',
  types: ["aws_ecr_repository"],
  check: (repository) =>
    needsOneOf(repository, "image_tag_mutability", ["IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION"], "MUTABLE"),
};
