import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule } from "../../rule";
import { notApplicable, pciDss, verdict } from "../../rule";
import { accessLogWriters } from "../lib/buckets";
import { companions } from "../lib/companions";
import { isSet } from "../lib/expect";
import { written } from "../lib/written";

const YEAR = 365;

/** What delivers logs to a bucket, and where it names the bucket; those of access logs apart. */
const WRITERS: readonly (readonly [type: string, path: string])[] = [
  ["aws_cloudfront_distribution", "logging_config.bucket"],
  ["aws_cloudtrail", "s3_bucket_name"],
  ["aws_cloudwatch_log_delivery_destination", "delivery_destination_configuration.destination_resource_arn"],
  ["aws_flow_log", "log_destination"],
  ["aws_wafv2_web_acl_logging_configuration", "log_destination_configs"],
];
/** What gives logs to a delivery stream, which puts them into a bucket. */
const FEEDERS: readonly (readonly [type: string, path: string])[] = [
  ["aws_cloudwatch_log_subscription_filter", "destination_arn"],
  ["aws_wafv2_web_acl_logging_configuration", "log_destination_configs"],
];

/** Buckets that hold logs keep them for a year. */
export const logBucketYear: Rule = {
  id: "logging-log-bucket-year",
  title: "Buckets of logs keep them for a year",
  pack: "logging",
  controls: pciDss("10.5.1"),
  shows: "No lifecycle rule of the bucket deletes a log before 365 days are over.",
  limits:
    "That three months are at hand at once depends on the storage class that each rule moves logs to. A log that somebody deletes or overwrites goes when old versions expire, which is not looked at. Over a 29 February twelve months are 366 days.",
  rationale: "A breach is found months after it happened: then only the old logs tell.",
  remedy: "set expiration to 365 days or more, without a date",
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    if (!holdsLogs(bucket, configuration)) return notApplicable();
    const type = "aws_s3_bucket_lifecycle_configuration";
    const { found, unclear } = companions(configuration, bucket, type, "bucket");
    const rules = [
      ...found.flatMap((one) => one.blocks("rule")),
      ...(found.length === 0 ? bucket.blocks("lifecycle_rule") : []),
    ].filter(isOn);
    const days = rules.map((rule) => rule.number("expiration.days", YEAR));
    const dates = rules
      .filter((rule) => isSet(rule, "expiration.date"))
      .map((rule) => rule.get("expiration.date"));
    return verdict(
      [
        ...days.flatMap((count) =>
          typeof count === "number" && count > 0 && count < YEAR
            ? [`it deletes logs after ${count} days`]
            : [],
        ),
        ...dates.flatMap((date) =>
          date.kind === "known" ? [`it deletes logs on ${written(date)}, however new they are`] : [],
        ),
      ],
      [
        ...(days.includes("unknown") || dates.some(({ kind }) => kind === "unknown")
          ? ["after how long it deletes logs cannot be seen"]
          : []),
        ...unclear.map((address) => `its lifecycle may be in ${address}`),
      ],
    );
  },
};

const isOn = (rule: View): boolean =>
  rule.text("status") !== "Disabled" && rule.flag("enabled", true) !== false;

function holdsLogs(bucket: Resource, configuration: Configuration): boolean {
  const refersTo = (target: Resource) => (by: readonly [type: string, path: string]) =>
    configuration.referring(target, by[1]).some(({ type }) => type === by[0]);
  return (
    accessLogWriters(bucket, configuration).length > 0 ||
    WRITERS.some(refersTo(bucket)) ||
    configuration
      .referring(bucket, "extended_s3_configuration.bucket_arn")
      .some((stream) => FEEDERS.some(refersTo(stream)))
  );
}
