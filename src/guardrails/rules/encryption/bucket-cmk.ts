import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, notApplicable, pciDss, unknown, violation } from "../../rule";
import { accessLogWriters } from "../lib/buckets";
import { companions } from "../lib/companions";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

const SETTINGS = "aws_s3_bucket_server_side_encryption_configuration";

/** Buckets are encrypted under a customer's key, those that AWS writes access logs to excepted. */
export const bucketCmk: Rule = {
  id: "encryption-bucket-cmk",
  title: "Buckets are encrypted with a customer managed key",
  pack: "encryption",
  controls: [{ standard: "AWS Security Hub", id: "S3.17" }, ...pciDss("3.6.1", "3.6.1.2")],
  shows: "What is stored is under a key whose use is granted.",
  limits: `Targets of access logs, which AWS delivers to SSE-S3 only, are not judged. ${BELOW_APPLICATION}`,
  rationale: "Under a key of one's own, a mistake in a bucket's policy alone discloses nothing.",
  remedy: `add an ${SETTINGS} with sse_algorithm "aws:kms" and kms_master_key_id (AES256 is for targets of access logs only)`,
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    const { found, unclear } = companions(configuration, bucket, SETTINGS, "bucket");
    const inline = bucket.blocks("server_side_encryption_configuration");
    const rules = (found.length > 0 ? found : inline).flatMap((view) => view.blocks("rule"));
    if (rules.length > 0) {
      const verdicts = rules.map((rule) => judge(rule, bucket, configuration));
      return verdicts.every(({ outcome }) => outcome === "not-applicable")
        ? notApplicable()
        : combine(verdicts);
    }
    if (unclear.length > 0) return unknown(`its encryption may be in ${unclear.join(", ")}`);
    return violation(`it has no ${SETTINGS}`);
  },
};

function judge(rule: View, bucket: Resource, configuration: Configuration): Verdict {
  const path = "apply_server_side_encryption_by_default";
  const algorithm = rule.get(`${path}.sse_algorithm`);
  if (algorithm.kind === "unknown") return unknown(`sse_algorithm is ${algorithm.expression}`);
  const name = algorithm.kind === "known" ? textOf(algorithm.value) : "not set";
  if (name.startsWith("aws:kms")) return keyVerdict(rule, `${path}.kms_master_key_id`, configuration);
  if (name === "AES256" && accessLogWriters(bucket, configuration).length > 0) return notApplicable();
  return violation(`sse_algorithm is ${name}`);
}
