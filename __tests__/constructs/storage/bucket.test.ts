import { Bucket, type BucketProps } from "../../../src/constructs/storage/bucket";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { at, bucketArn, type Terraform } from "../../support/terraform";

const bucketsOf = (props: Partial<BucketProps> = {}, destroyable = true) =>
  stackOf(
    (stack) => {
      const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
      new Bucket(stack, "documents", {
        purpose: "documents",
        encryption: logKey(stack),
        accessLogs,
        lifecycle: [
          { id: "old", noncurrentExpiration: 90 },
          { id: "age", transitions: { GLACIER: 90 }, expiration: 400 },
        ],
        ...props,
      });
    },
    { destroyable },
  );

const made = bucketsOf();
const PARTS = [
  "ownership_controls",
  "public_access_block",
  "versioning",
  "server_side_encryption_configuration",
  "policy",
  "lifecycle_configuration",
  "notification",
  "logging",
];
const part = (of: Terraform, kind: string, name = "documents") => of.resource(`aws_s3_bucket_${kind}`, name);

const arnOf = (of: Terraform, name: string) => bucketArn(of.resource("aws_s3_bucket", name));

describe("a bucket", () => {
  test("has a name of its own in the world, and goes with its contents when destroyable", () => {
    expect(made.resource("aws_s3_bucket", "documents")).toMatchObject({
      bucket: "bucket-documents-${data.aws_caller_identity.caller.account_id}-${var.environment_suffix}",
      force_destroy: true,
    });
  });

  test("that is to be kept is protected from destroy", () => {
    expect(bucketsOf({}, false).resource("aws_s3_bucket", "documents")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  test("may have a whole name that was chosen", () => {
    const { bucket } = bucketsOf({ bucketName: "chosen" }).resource("aws_s3_bucket", "documents");
    expect(bucket).toBe("chosen");
  });

  test("tells EventBridge of its events", () => {
    expect(part(made, "notification").eventbridge).toBe(true);
  });

  test("belongs to its owner alone, closed to the public, versioned", () => {
    expect(part(made, "ownership_controls").rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
    expect(part(made, "public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(part(made, "versioning").versioning_configuration).toEqual({ status: "Enabled" });
  });

  test("is encrypted under its key, with a bucket key", () => {
    expect(part(made, "server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: {
          sse_algorithm: "aws:kms",
          kms_master_key_id: "${aws_kms_key.key.arn}",
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  test("denies plain HTTP to everybody, for itself and its objects", () => {
    expect(made.statement(part(made, "policy").policy, "DenyPlainHttp")).toEqual({
      sid: "DenyPlainHttp",
      effect: "Deny",
      actions: ["s3:*"],
      resources: [arnOf(made, "documents"), `${arnOf(made, "documents")}/*`],
      principals: [{ type: "*", identifiers: ["*"] }],
      condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    });
  });

  test("ages by its rules, and drops uploads that were given up", () => {
    const rules = part(made, "lifecycle_configuration").rule;
    const common = {
      status: "Enabled",
      filter: [{ prefix: "" }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
    };
    expect(rules).toEqual([
      { ...common, id: "old", noncurrent_version_expiration: [{ noncurrent_days: 90 }] },
      {
        ...common,
        id: "age",
        transition: [{ storage_class: "GLACIER", days: 90 }],
        expiration: [{ days: 400 }],
      },
    ]);
  });

  test("has its parts one after the other: S3 refuses two changes at a time", () => {
    for (const [index, kind] of PARTS.entries()) {
      const { bucket, depends_on: before } = part(made, kind);
      expect(bucket).toBe("${aws_s3_bucket.documents.id}");
      if (index === 0) expect(before).toBeUndefined();
      else expect(before).toContain(`aws_s3_bucket_${String(PARTS[index - 1])}.documents`);
    }
  });

  test("logs its accesses under a prefix of its own, once the log bucket lets S3 write", () => {
    expect(part(made, "logging")).toEqual({
      bucket: "${aws_s3_bucket.documents.id}",
      target_bucket: "${aws_s3_bucket.access_logs.id}",
      target_prefix: "s3/documents/",
      depends_on: ["aws_s3_bucket_notification.documents", "aws_s3_bucket_policy.access_logs"],
    });
  });
});

describe("a log bucket", () => {
  test("is under SSE-S3, since AWS delivers logs to nothing else, and does not log itself", () => {
    expect(part(made, "server_side_encryption_configuration", "access_logs").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
    expect(Object.keys(made.resources("aws_s3_bucket_logging"))).toEqual(["documents"]);
  });

  test("keeps twelve months and more, three of them at hand", () => {
    const rule = at(part(made, "lifecycle_configuration", "access_logs"), "rule", 0);
    expect(rule).toMatchObject({
      transition: [
        { storage_class: "STANDARD_IA", days: 30 },
        { storage_class: "GLACIER", days: 92 },
      ],
      expiration: [{ days: 400 }],
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    });
  });

  test("lets S3 write for the named bucket of this account only", () => {
    const { policy } = part(made, "policy", "access_logs");
    expect(made.statements(policy).map(({ sid }) => sid)).toEqual(["DenyPlainHttp", "S3AccessLogsdocuments"]);
    expect(made.statement(policy, "S3AccessLogsdocuments")).toEqual({
      sid: "S3AccessLogsdocuments",
      actions: ["s3:PutObject"],
      resources: [`${arnOf(made, "access_logs")}/s3/documents/*`],
      principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      condition: [
        { test: "ArnEquals", variable: "aws:SourceArn", values: [arnOf(made, "documents")] },
        {
          test: "StringEquals",
          variable: "aws:SourceAccount",
          values: ["${data.aws_caller_identity.caller.account_id}"],
        },
      ],
    });
  });

  test("lets load balancers write, by ELB's own account and by its service", () => {
    const logs = stackOf((stack) => {
      const bucket = new LogBucket(stack, "access-logs", { purpose: "logs" });
      expect(bucket.allowLoadBalancerLogs()).toBe("alb");
    });
    const { policy } = part(logs, "policy", "access_logs");
    const written = [
      `${arnOf(logs, "access_logs")}/alb/AWSLogs/\${data.aws_caller_identity.caller.account_id}/*`,
    ];
    expect(logs.statement(policy, "LoadBalancerLogsByAccount")).toMatchObject({
      actions: ["s3:PutObject"],
      resources: written,
      principals: [{ type: "AWS", identifiers: ["${data.aws_elb_service_account.access_logs_elb.arn}"] }],
    });
    expect(logs.statement(policy, "LoadBalancerLogsByService")).toMatchObject({
      actions: ["s3:PutObject"],
      resources: written,
      principals: [{ type: "Service", identifiers: ["logdelivery.elasticloadbalancing.amazonaws.com"] }],
      condition: [{ test: "StringEquals", variable: "aws:SourceAccount" }],
    });
  });
});
