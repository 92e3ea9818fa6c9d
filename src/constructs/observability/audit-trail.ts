import { Cloudtrail, type CloudtrailAdvancedEventSelector } from "@cdktf/provider-aws/lib/cloudtrail";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Role } from "../identity/role";
import { Bucket } from "../storage/bucket";
import { AUDIT_LIFECYCLE } from "../storage/lifecycle";
import { type LogBucket } from "../storage/log-bucket";
import { LogGroup, type LogProps } from "./log-group";
import { TrailTopic } from "./trail-topic";

export interface AuditTrailProps {
  /** Encrypts the trail's files, one by one, and the bucket that they lie in. */
  readonly key: Key;
  /** For the copy of the trail that is searched and watched. */
  readonly logs: LogProps;
  /** Where reads of the trail's own bucket are logged. */
  readonly accessLogs: LogBucket;
  /** Buckets whose every read and write of an object is an event. */
  readonly objectEventsOf: readonly Bucket[];
  /** What CloudTrail finds unusual by itself; each costs by the events that it looks at. @default none */
  readonly insights?: readonly ("ApiCallRateInsight" | "ApiErrorRateInsight")[];
}

/** CloudTrail user guide, "Quotas": values of all selectors of a trail. */
const SELECTOR_VALUES = 500;

/**
 * The audit trail of the account: who did what in every region, in files that show when they are
 * changed, and in a log group. An account gets one copy of management events free; each trail more costs.
 */
export class AuditTrail extends Construct {
  readonly trail: Cloudtrail;
  readonly bucket: Bucket;
  readonly log: LogGroup;
  /** Tells of every file that is delivered; a system that collects audit logs subscribes its queue. */
  readonly topic: TrailTopic;

  constructor(scope: Construct, id: string, props: AuditTrailProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const { key, accessLogs, objectEventsOf, insights = [] } = props;
    const name = stack.nameFor(this, "trail");
    const trailArn = `arn:${stack.partition}:cloudtrail:${stack.region}:${stack.accountId}:trail/${name}`;
    this.bucket = new Bucket(this, "bucket", {
      purpose: "trail",
      encryption: key,
      accessLogs,
      lifecycle: [AUDIT_LIFECYCLE],
    });
    if (objectEventsOf.length >= SELECTOR_VALUES) {
      throw ConfigurationError.at(
        this,
        `objectEventsOf has ${objectEventsOf.length} buckets: fewer than ${SELECTOR_VALUES}`,
      );
    }
    this.allowDelivery(trailArn);
    allowTrail(key, name, trailArn, this.bucket.arn);
    this.log = new LogGroup(this, "log", {
      ...props.logs,
      name: `/aws/cloudtrail/${stack.nameFor(this, "log", "trail")}`,
    });
    this.topic = new TrailTopic(this, "topic", { key, trailArn });
    const role = new Role(this, "role", {
      purpose: "trail",
      description: "Copies the audit trail into its log group",
      assumedBy: "cloudtrail.amazonaws.com",
      // Not sent here (CloudTrail user guide, "Role policy document for CloudTrail to use CloudWatch Logs").
      accountBy: "none",
    });
    role.grant({
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [this.log.streams],
    });
    this.trail = new Cloudtrail(this, "this", {
      name,
      s3BucketName: this.bucket.name,
      // By its name: an ARN of this account and region comes back as the name, a change in every plan.
      snsTopicName: this.topic.name,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      enableLogging: true,
      kmsKeyId: key.arn,
      cloudWatchLogsGroupArn: `${this.log.arn}:*`,
      cloudWatchLogsRoleArn: role.arn,
      advancedEventSelector: selectorsOf(objectEventsOf),
      ...(insights.length > 0 && { insightSelector: insights.map((insightType) => ({ insightType })) }),
      // CloudTrail writes a test file into the bucket and a test event into the log group, and looks at
      // the topic's policy.
      dependsOn: [...this.bucket.ready, ...role.ready, ...this.topic.ready],
    });
  }

  get arn(): string {
    return this.trail.arn;
  }

  /** The two statements of the CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail". */
  private allowDelivery(trailArn: string): void {
    const principals = [{ type: "Service" as const, identifiers: ["cloudtrail.amazonaws.com"] }];
    const ofTrail = { test: "StringEquals", variable: "aws:SourceArn", values: [trailArn] };
    this.bucket.allow({
      sid: "TrailChecksAcl",
      actions: ["s3:GetBucketAcl"],
      resources: [this.bucket.arn],
      principals,
      conditions: [ofTrail],
    });
    this.bucket.allow({
      sid: "TrailWrites",
      actions: ["s3:PutObject"],
      resources: [`${this.bucket.arn}/AWSLogs/${SystemStack.of(this).accountId}/*`],
      principals,
      conditions: [
        ofTrail,
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
      ],
    });
  }
}

function selectorsOf(buckets: readonly Bucket[]): CloudtrailAdvancedEventSelector[] {
  const management = {
    name: "Management events",
    fieldSelector: [{ field: "eventCategory", equalTo: ["Management"] }],
  };
  if (buckets.length === 0) return [management];
  const objects = {
    name: "Object events",
    fieldSelector: [
      { field: "eventCategory", equalTo: ["Data"] },
      { field: "resources.type", equalTo: ["AWS::S3::Object"] },
      { field: "resources.ARN", startsWith: buckets.map(({ arn }) => `${arn}/`) },
    ],
  };
  return [management, objects];
}

/** The statements of the CloudTrail user guide, "Configure AWS KMS key policies for CloudTrail". */
function allowTrail(key: Key, name: string, trailArn: string, bucketArn: string): void {
  const stack = SystemStack.of(key);
  const principal = "cloudtrail.amazonaws.com";
  const ofTrail = { test: "StringEquals", variable: "aws:SourceArn", values: [trailArn] };
  const arnOfAnyRegion = `arn:${stack.partition}:cloudtrail:*:${stack.accountId}:trail/${name}`;
  key.allowService(
    "trail-encryption",
    principal,
    [
      ofTrail,
      {
        test: "StringLike",
        variable: "kms:EncryptionContext:aws:cloudtrail:arn",
        values: [arnOfAnyRegion],
      },
    ],
    ["kms:GenerateDataKey*"],
  );
  key.allowService("trail-description", principal, [ofTrail], ["kms:DescribeKey"]);
  // With a bucket key it is the bucket that S3 names in the encryption context, and CloudTrail has to
  // be able to decrypt as well ("Granting decrypt permissions").
  key.allowService(
    "trail-bucket-key",
    principal,
    [ofTrail, { test: "StringEquals", variable: "kms:EncryptionContext:aws:s3:arn", values: [bucketArn] }],
    ["kms:Decrypt", "kms:GenerateDataKey*"],
  );
}
