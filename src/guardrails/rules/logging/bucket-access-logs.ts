import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";
import { accessLogWriters } from "../lib/buckets";
import { companions } from "../lib/companions";

/** Buckets log who reads and writes them, those that hold such logs excepted. */
export const bucketAccessLogs: Rule = {
  id: "logging-bucket-access-logs",
  title: "Buckets have server access logging",
  pack: "logging",
  controls: [...securityHub("S3.9"), ...pciDss("10.2.1")],
  shows: "Requests to the bucket are recorded, with who asked.",
  limits:
    "The logs are delivered as well as AWS can, and may lack some: data events of a trail are the complete record.",
  rationale: "Who read an object is known from the bucket's own logs.",
  remedy: "add an aws_s3_bucket_logging with a target_bucket",
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    // Logs about the bucket of logs would beget logs without end.
    if (accessLogWriters(bucket, configuration).length > 0) return notApplicable();
    const { found, unclear } = companions(configuration, bucket, "aws_s3_bucket_logging", "bucket");
    if (found.length > 0 || bucket.blocks("logging").length > 0) return compliant();
    return unclear.length > 0
      ? unknown(`its logging may be in ${unclear.join(", ")}`)
      : violation("no aws_s3_bucket_logging is for it");
  },
};
