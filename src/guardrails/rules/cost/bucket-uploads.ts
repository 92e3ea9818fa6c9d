import type { Rule } from "../../rule";
import { lifecycleRule } from "./bucket-lifecycle";
import { isSet } from "../lib/expect";

/** What was never finished is thrown away. */
export const bucketUploads: Rule = {
  id: "cost-bucket-uploads",
  title: "Buckets throw unfinished uploads away",
  pack: "cost",
  controls: [{ standard: "AWS Security Hub", id: "S3.13" }],
  rationale: "Parts of an upload that broke off are paid for, for ever, and shown nowhere.",
  remedy: "add a lifecycle rule with abort_incomplete_multipart_upload",
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) =>
    lifecycleRule(
      bucket,
      configuration,
      (rule) =>
        rule.blocks("abort_incomplete_multipart_upload").length > 0 ||
        isSet(rule, "abort_incomplete_multipart_upload_days"),
      "aborts unfinished uploads",
    ),
};
