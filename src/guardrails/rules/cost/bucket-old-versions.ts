import type { Rule } from "../../rule";
import { notApplicable, unknown } from "../../rule";
import { companions } from "../lib/companions";
import { lifecycleRule } from "./bucket-lifecycle";

/** Old versions go somewhere. */
export const bucketOldVersions: Rule = {
  id: "cost-bucket-old-versions",
  title: "Versioned buckets have an end for old versions",
  pack: "cost",
  controls: [{ standard: "AWS Security Hub", id: "S3.10" }],
  rationale: "Every version that was ever replaced is paid for like the current one.",
  remedy: "add a lifecycle rule with noncurrent_version_expiration or noncurrent_version_transition",
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    const { found } = companions(configuration, bucket, "aws_s3_bucket_versioning", "bucket");
    const statuses = found.map((one) => one.get("versioning_configuration.status"));
    const inline = bucket.flag("versioning.enabled", false);
    const on = inline === true || statuses.some((one) => one.kind === "known" && one.value === "Enabled");
    const hidden = inline === "unknown" || statuses.some(({ kind }) => kind === "unknown");
    if (!on && !hidden) return notApplicable();
    const said = lifecycleRule(
      bucket,
      configuration,
      (rule) =>
        ["noncurrent_version_expiration", "noncurrent_version_transition"].some(
          (path) => rule.blocks(path).length > 0,
        ),
      "is for old versions",
    );
    return said.outcome === "violation" && !on
      ? unknown(`${said.reason}, and whether it is versioned cannot be seen`)
      : said;
  },
};
