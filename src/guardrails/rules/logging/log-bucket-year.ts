import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule } from "../../rule";
import { notApplicable, pciDss, verdict } from "../../rule";
import { accessLogWriters } from "../lib/buckets";
import { companions } from "../lib/companions";

const YEAR = 365;

/** Buckets that hold logs keep them for a year. */
export const logBucketYear: Rule = {
  id: "logging-log-bucket-year",
  title: "Buckets of logs keep them for a year",
  pack: "logging",
  controls: pciDss("10.5.1"),
  shows: "No lifecycle rule of the bucket deletes a log before twelve months are over.",
  limits: "That three months are at hand at once depends on the storage class that each rule moves logs to.",
  rationale: "A breach is found months after it happened: then only the old logs tell.",
  remedy: "set expiration to 365 days or more",
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    if (!holdsLogs(bucket, configuration)) return notApplicable();
    const type = "aws_s3_bucket_lifecycle_configuration";
    const { found, unclear } = companions(configuration, bucket, type, "bucket");
    const rules = [
      ...found.flatMap((one) => one.blocks("rule")),
      ...(found.length === 0 ? bucket.blocks("lifecycle_rule") : []),
    ];
    const days = rules.filter(isOn).map((rule) => rule.number("expiration.days", YEAR));
    return verdict(
      days.flatMap((count) =>
        typeof count === "number" && count > 0 && count < YEAR ? [`it deletes logs after ${count} days`] : [],
      ),
      [
        ...(days.includes("unknown") ? ["after how long it deletes logs cannot be seen"] : []),
        ...unclear.map((address) => `its lifecycle may be in ${address}`),
      ],
    );
  },
};

const isOn = (rule: View): boolean =>
  rule.text("status") !== "Disabled" && rule.flag("enabled", true) !== false;

function holdsLogs(bucket: Resource, configuration: Configuration): boolean {
  return (
    accessLogWriters(bucket, configuration).length > 0 ||
    configuration.referring(bucket, "s3_bucket_name").some(({ type }) => type === "aws_cloudtrail") ||
    configuration.referring(bucket, "log_destination").some(({ type }) => type === "aws_flow_log")
  );
}
