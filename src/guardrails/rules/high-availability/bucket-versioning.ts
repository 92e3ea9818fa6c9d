import type { Rule } from "../../rule";
import { combine, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";
import { needs, needsOneOf } from "../lib/expect";

/** Buckets keep what is overwritten. */
export const bucketVersioning: Rule = {
  id: "high-availability-bucket-versioning",
  title: "Buckets are versioned",
  pack: "high-availability",
  controls: securityHub("S3.14"),
  rationale: "Without versions an overwritten or deleted object is gone at once.",
  remedy: 'add an aws_s3_bucket_versioning with status = "Enabled"',
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    const { found, unclear } = companions(configuration, bucket, "aws_s3_bucket_versioning", "bucket");
    if (found.length > 0)
      return combine(found.map((one) => needsOneOf(one, "versioning_configuration.status", ["Enabled"])));
    if (bucket.blocks("versioning").length > 0) return needs(bucket, "versioning.enabled", true, false);
    return unclear.length > 0
      ? unknown(`its versioning may be in ${unclear.join(", ")}`)
      : violation("no aws_s3_bucket_versioning is for it");
  },
};
