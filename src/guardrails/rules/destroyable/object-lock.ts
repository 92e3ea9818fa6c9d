import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** Nothing in a bucket is locked. */
export const objectLock: Rule = {
  id: "destroyable-object-lock",
  title: "Buckets have no Object Lock",
  pack: "destroyable",
  controls: [],
  rationale: "A locked version cannot be deleted before its time, and the bucket stays with it.",
  remedy: "take object_lock_enabled and its configuration away",
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    const enabled = bucket.flag("object_lock_enabled", false);
    const type = "aws_s3_bucket_object_lock_configuration";
    const { found, unclear } = companions(configuration, bucket, type, "bucket");
    if (enabled === true || bucket.blocks("object_lock_configuration").length > 0)
      return violation("object_lock_enabled is true");
    if (found.length > 0) return violation(`${found.map(({ address }) => address).join(", ")} locks it`);
    if (enabled === "unknown") return unknown("object_lock_enabled cannot be seen");
    return unclear.length > 0 ? unknown(`${unclear.join(", ")} may lock it`) : compliant();
  },
};
