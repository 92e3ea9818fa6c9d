import type { Rule } from "../../rule";
import { needs } from "../lib/expect";

/** Buckets are emptied when they are destroyed. */
export const bucketForceDestroy: Rule = {
  id: "destroyable-bucket-force-destroy",
  title: "Buckets have force_destroy",
  pack: "destroyable",
  controls: [],
  rationale: "AWS deletes empty buckets only, and a bucket that anything writes to is never empty.",
  remedy: "set force_destroy to true",
  types: ["aws_s3_bucket"],
  check: (bucket) => needs(bucket, "force_destroy", true, false),
};
