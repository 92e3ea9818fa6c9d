import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { notApplicable, verdict } from "../../rule";
import { accessLogWriters } from "../lib/buckets";
import { companions } from "../lib/companions";

/** Buckets that AWS delivers access logs to have the one encryption under which it does. */
export const logBucketDeliverable: Rule = {
  id: "logging-log-bucket-deliverable",
  title: "Targets of access logs are not encrypted with KMS",
  pack: "logging",
  controls: [],
  rationale: "Load balancer and server access logs are delivered to SSE-S3 buckets only; others stay empty.",
  remedy: "give the target of access logs sse_algorithm AES256, or the logs a bucket of their own",
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    const writers = accessLogWriters(bucket, configuration);
    if (writers.length === 0) return notApplicable();
    const settings = "aws_s3_bucket_server_side_encryption_configuration";
    const { found, unclear } = companions(configuration, bucket, settings, "bucket");
    const algorithms = found
      .flatMap((one) => one.blocks("rule"))
      .map((rule) => rule.get("apply_server_side_encryption_by_default.sse_algorithm"));
    const kms = algorithms.some(
      (algorithm) => algorithm.kind === "known" && textOf(algorithm.value).startsWith("aws:kms"),
    );
    return verdict(kms ? [`${writers.join(", ")} cannot write to it: it is encrypted with KMS`] : [], [
      ...(algorithms.some(({ kind }) => kind === "unknown") ? ["its encryption cannot be seen"] : []),
      ...unclear.map((address) => `its encryption may be in ${address}`),
    ]);
  },
};
