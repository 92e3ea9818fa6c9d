import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Verdict } from "../../rule";
import { compliant, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** Whether a bucket has a lifecycle rule that is on and does something; `does` says what, for people. */
export function lifecycleRule(
  bucket: Resource,
  configuration: Configuration,
  matches: (rule: View) => boolean,
  does: string,
): Verdict {
  const type = "aws_s3_bucket_lifecycle_configuration";
  const { found, unclear } = companions(configuration, bucket, type, "bucket");
  const rules = [...found.flatMap((one) => one.blocks("rule")), ...bucket.blocks("lifecycle_rule")];
  // Blocks that cannot be seen are one view without names, of which everything would be true.
  const seen = rules.filter((rule) => rule.keys().length > 0);
  const on = seen.filter(
    (rule) => rule.text("status") !== "Disabled" && rule.flag("enabled", true) !== false,
  );
  if (on.some(matches)) return compliant();
  if (seen.length < rules.length) return unknown("its lifecycle rules cannot all be seen");
  return unclear.length > 0
    ? unknown(`its lifecycle may be in ${unclear.join(", ")}`)
    : violation(`no lifecycle rule of it ${does}`);
}
