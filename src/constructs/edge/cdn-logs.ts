import { type CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type LogBucket } from "../storage/log-bucket";

export interface CdnLogsProps {
  readonly distribution: CloudfrontDistribution;
  /** Names the delivery: `log-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly bucket: LogBucket;
}

/** All fields of CloudFront's standard log but the cookies: those of the domain's other names come along. */
const FIELDS = [
  "date",
  "time",
  "x-edge-location",
  "sc-bytes",
  "c-ip",
  "cs-method",
  "cs(Host)",
  "cs-uri-stem",
  "sc-status",
  "cs(Referer)",
  "cs(User-Agent)",
  "cs-uri-query",
  "x-edge-result-type",
  "x-edge-request-id",
  "x-host-header",
  "cs-protocol",
  "cs-bytes",
  "time-taken",
  "x-forwarded-for",
  "ssl-protocol",
  "ssl-cipher",
  "x-edge-response-result-type",
  "cs-protocol-version",
  "c-port",
  "time-to-first-byte",
  "x-edge-detailed-result-type",
  "sc-content-type",
  "sc-content-len",
  "sc-range-start",
  "sc-range-end",
];

/**
 * The access logs of a distribution, by standard logging v2: JSON below
 * `AWSLogs/{account}/CloudFront/` in a log bucket. (The older delivery writes by ACL, which a bucket
 * whose owner is enforced does not know.) CloudFront's deliveries are configured in us-east-1, whatever
 * the bucket's region.
 */
export class CdnLogs extends Construct {
  constructor(scope: Construct, id: string, { distribution, purpose, bucket }: CdnLogsProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const { usEast1 } = stack;
    const inUsEast1 = usEast1 === undefined ? {} : { provider: usEast1 };
    const name = stack.nameFor(this, "delivery", purpose);
    const account = stack.accountId;
    bucket.allow({
      sid: `CdnLogs${purpose.replaceAll("-", "")}`,
      actions: ["s3:PutObject"],
      resources: [`${bucket.arn}/AWSLogs/${account}/CloudFront/*`],
      principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
      conditions: [
        // As AWS writes it: a policy without it is taken for incomplete, and added to.
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: [account] },
        {
          test: "ArnLike",
          variable: "aws:SourceArn",
          values: [`arn:${stack.partition}:logs:us-east-1:${account}:delivery-source:${name}`],
        },
      ],
    });
    const source = new CloudwatchLogDeliverySource(this, "this", {
      name,
      logType: "ACCESS_LOGS",
      resourceArn: distribution.arn,
      ...inUsEast1,
    });
    const destination = new CloudwatchLogDeliveryDestination(this, "this.destination", {
      name,
      outputFormat: "json",
      deliveryDestinationConfiguration: [{ destinationResourceArn: bucket.bucket.arn }],
      ...inUsEast1,
    });
    new CloudwatchLogDelivery(this, "this.delivery", {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.arn,
      recordFields: FIELDS,
      // AWS looks at the bucket's policy when a delivery is made.
      dependsOn: bucket.ready,
      ...inUsEast1,
    });
  }
}
