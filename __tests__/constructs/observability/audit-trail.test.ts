import { AuditTrail, type AuditTrailProps } from "../../../src/constructs/observability/audit-trail";
import { Bucket } from "../../../src/constructs/storage/bucket";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { bucketArn, streamsArn } from "../../support/terraform";

const ACCOUNT = "${data.aws_caller_identity.caller.account_id}";
const PARTITION = "${data.aws_partition.partition.partition}";
const NAME = "trail-${var.environment_suffix}";
const TRAIL_ARN = `arn:${PARTITION}:cloudtrail:us-east-1:${ACCOUNT}:trail/${NAME}`;
const OF_TRAIL = { test: "StringEquals", variable: "aws:SourceArn", values: [TRAIL_ARN] };

const trailOf = (changed: Partial<AuditTrailProps> = {}, destroyable = true) =>
  stackOf(
    (stack) => {
      const key = logKey(stack);
      const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
      const documents = new Bucket(stack, "documents", {
        purpose: "documents",
        encryption: key,
        accessLogs,
        lifecycle: [{ id: "old", noncurrentExpiration: 90 }],
      });
      const logs = { key, retentionInDays: 365 };
      new AuditTrail(stack, "trail", { key, logs, accessLogs, objectEventsOf: [documents], ...changed });
    },
    { destroyable },
  );
const made = trailOf();
const trail = made.only("aws_cloudtrail");

test("the trail is of all regions, validated, logging, under its key", () => {
  expect(trail).toMatchObject({
    name: NAME,
    is_multi_region_trail: true,
    include_global_service_events: true,
    enable_log_file_validation: true,
    enable_logging: true,
    kms_key_id: "${aws_kms_key.key.arn}",
    s3_bucket_name: "${aws_s3_bucket.trail_bucket.id}",
  });
  expect(trail).not.toHaveProperty("insight_selector");
});

test("it has all management events, and the object events of the buckets that were named", () => {
  expect(trail.advanced_event_selector).toEqual([
    {
      name: "Management events",
      field_selector: [{ field: "eventCategory", equals: ["Management"] }],
    },
    {
      name: "Object events",
      field_selector: [
        { field: "eventCategory", equals: ["Data"] },
        { field: "resources.type", equals: ["AWS::S3::Object"] },
        {
          field: "resources.ARN",
          starts_with: [`${bucketArn(made.resource("aws_s3_bucket", "documents"))}/`],
        },
      ],
    },
  ]);
  expect(trailOf({ objectEventsOf: [] }).only("aws_cloudtrail").advanced_event_selector).toHaveLength(1);
});

test("what CloudTrail finds unusual is an option", () => {
  const insights = ["ApiCallRateInsight", "ApiErrorRateInsight"] as const;
  expect(trailOf({ insights }).only("aws_cloudtrail").insight_selector).toEqual([
    { insight_type: "ApiCallRateInsight" },
    { insight_type: "ApiErrorRateInsight" },
  ]);
});

test("it waits for the permissions to write into its bucket and its log group, and to publish", () => {
  expect(trail.depends_on).toEqual([
    "aws_s3_bucket_policy.trail_bucket",
    "aws_iam_role_policy_attachment.trail_role",
    "aws_sns_topic_policy.trail_topic",
  ]);
});

describe("its topic", () => {
  const { arn, policy } = made.only("aws_sns_topic_policy");

  test("is under the key, which CloudTrail may use for it", () => {
    expect(trail.sns_topic_name).toBe("${aws_sns_topic.trail_topic.name}");
    expect(made.only("aws_sns_topic")).toEqual({
      name: "topic-trail-${var.environment_suffix}",
      kms_master_key_id: "${aws_kms_key.key.arn}",
    });
    expect(made.statement(made.only("aws_kms_key").policy, "AllowTrailTopic")).toMatchObject({
      actions: ["kms:Decrypt", "kms:GenerateDataKey*"],
      principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      condition: [OF_TRAIL],
    });
  });

  test("takes messages of this trail only, over TLS only", () => {
    expect(arn).toBe("${aws_sns_topic.trail_topic.arn}");
    expect(made.statement(policy, "TrailPublishes")).toEqual({
      sid: "TrailPublishes",
      actions: ["sns:Publish"],
      resources: [`arn:${PARTITION}:sns:us-east-1:${ACCOUNT}:topic-trail-\${var.environment_suffix}`],
      principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      condition: [OF_TRAIL],
    });
    expect(made.statement(policy, "DenyPlainHttp").effect).toBe("Deny");
  });
});

describe("its bucket", () => {
  const bucket = made.resource("aws_s3_bucket", "trail_bucket");
  const { policy } = made.resource("aws_s3_bucket_policy", "trail_bucket");

  test("takes files of this trail and account only", () => {
    expect(made.statement(policy, "TrailChecksAcl")).toMatchObject({
      actions: ["s3:GetBucketAcl"],
      resources: [bucketArn(bucket)],
      condition: [OF_TRAIL],
    });
    expect(made.statement(policy, "TrailWrites")).toEqual({
      sid: "TrailWrites",
      actions: ["s3:PutObject"],
      resources: [`${bucketArn(bucket)}/AWSLogs/${ACCOUNT}/*`],
      principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      condition: [
        OF_TRAIL,
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
      ],
    });
  });

  test("keeps them as long as the log bucket keeps its logs", () => {
    const rule = (name: string) => made.resource("aws_s3_bucket_lifecycle_configuration", name).rule;
    expect(rule("trail_bucket")).toEqual(rule("access_logs"));
  });

  test("goes with its files when destroyable, and is protected when not", () => {
    expect(bucket).toMatchObject({ force_destroy: true });
    expect(trailOf({}, false).resource("aws_s3_bucket", "trail_bucket")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("logs who reads them", () => {
    expect(made.resource("aws_s3_bucket_logging", "trail_bucket").target_bucket).toBe(
      "${aws_s3_bucket.access_logs.id}",
    );
  });
});

describe("its log group", () => {
  const group = made.only("aws_cloudwatch_log_group");

  test("is encrypted and kept", () => {
    expect(group).toMatchObject({ kms_key_id: "${aws_kms_key.key.arn}", retention_in_days: 365 });
    expect(trail.cloud_watch_logs_group_arn).toBe("${aws_cloudwatch_log_group.trail_log.arn}:*");
  });

  test("is written by a role that can do nothing else", () => {
    expect(trail.cloud_watch_logs_role_arn).toBe("${aws_iam_role.trail_role.arn}");
    expect(made.statements(made.resource("aws_iam_policy", "trail_role").policy)).toEqual([
      {
        sid: "WriteLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [streamsArn(group)],
      },
    ]);
  });

  test("the role asks for no context key that CloudTrail does not send", () => {
    const { assume_role_policy: trust } = made.resource("aws_iam_role", "trail_role");
    expect(made.statements(trust)).toEqual([
      {
        sid: "AssumeRole",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      },
    ]);
  });
});

test.each([
  [
    "AllowTrailEncryption",
    ["kms:GenerateDataKey*"],
    [
      OF_TRAIL,
      {
        test: "StringLike",
        variable: "kms:EncryptionContext:aws:cloudtrail:arn",
        values: [`arn:${PARTITION}:cloudtrail:*:${ACCOUNT}:trail/${NAME}`],
      },
    ],
  ],
  ["AllowTrailDescription", ["kms:DescribeKey"], [OF_TRAIL]],
  [
    "AllowTrailBucketKey",
    ["kms:Decrypt", "kms:GenerateDataKey*"],
    [
      OF_TRAIL,
      {
        test: "StringEquals",
        variable: "kms:EncryptionContext:aws:s3:arn",
        values: [bucketArn(made.resource("aws_s3_bucket", "trail_bucket"))],
      },
    ],
  ],
])("the key's statement %s is for this trail only", (sid, actions, condition) => {
  expect(made.statement(made.resource("aws_kms_key", "key").policy, sid)).toMatchObject({
    actions,
    principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
    condition,
  });
});

test("more buckets than one selector takes are refused", () => {
  const problems = problemsOf(() =>
    stackOf((stack) => {
      const key = logKey(stack);
      const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
      const logs = { key, retentionInDays: 365 };
      const objectEventsOf = Array.from({ length: 500 }, () => accessLogs);
      new AuditTrail(stack, "trail", { key, logs, accessLogs, objectEventsOf });
    }),
  );
  expect(problems).toEqual([
    { where: "test/trail", message: "objectEventsOf has 500 buckets: fewer than 500" },
  ]);
});
