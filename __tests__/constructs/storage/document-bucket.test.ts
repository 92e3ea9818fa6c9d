import { Role } from "../../../src/constructs/identity/role";
import { DocumentBucket, type DocumentBucketProps } from "../../../src/constructs/storage/document-bucket";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at, bucketArn, pointsAt } from "../../support/terraform";

const documentsOf = (props: Partial<DocumentBucketProps> = {}) =>
  stackOf((stack) => {
    const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
    const key = logKey(stack);
    const documents = new DocumentBucket(stack, "documents", {
      purpose: "documents",
      key,
      accessLogs,
      ...props,
    });
    const role = new Role(stack, "role", {
      purpose: "loan-api",
      description: "Serves documents",
      assumedBy: "ecs-tasks.amazonaws.com",
    });
    documents.grantReadWrite(role);
  });
const made = documentsOf();
const ageing = (of = made) =>
  at(of.resource("aws_s3_bucket_lifecycle_configuration", "documents"), "rule", 0);

describe("a document bucket", () => {
  test("is versioned, under its key with a bucket key", () => {
    expect(made.resource("aws_s3_bucket_versioning", "documents").versioning_configuration).toEqual({
      status: "Enabled",
    });
    const { rule } = made.resource("aws_s3_bucket_server_side_encryption_configuration", "documents");
    expect(at(rule, 0)).toMatchObject({
      apply_server_side_encryption_by_default: {
        sse_algorithm: "aws:kms",
        kms_master_key_id: "${aws_kms_key.key.arn}",
      },
      bucket_key_enabled: true,
    });
  });

  test("moves old versions to Glacier and lets them go; what is current stays", () => {
    expect(ageing()).toMatchObject({
      noncurrent_version_transition: [{ storage_class: "GLACIER", noncurrent_days: 30 }],
      noncurrent_version_expiration: [{ noncurrent_days: 800 }],
    });
    expect([at(ageing(), "transition"), at(ageing(), "expiration")]).toEqual([undefined, undefined]);
  });

  test("can have other ages", () => {
    expect(ageing(documentsOf({ archiveVersionsAfter: 1, expireVersionsAfter: 91 }))).toMatchObject({
      noncurrent_version_transition: [{ storage_class: "GLACIER", noncurrent_days: 1 }],
      noncurrent_version_expiration: [{ noncurrent_days: 91 }],
    });
  });

  test("with ages that cannot be is refused", () => {
    const act = () => documentsOf({ archiveVersionsAfter: 0, expireVersionsAfter: 89 });
    expect(problemsOf(act)).toEqual([
      {
        where: "test/documents",
        message: "archiveVersionsAfter 0 is not allowed: whole days from 1",
      },
      {
        where: "test/documents",
        message: expect.stringContaining("expireVersionsAfter 89 is not allowed") as string,
      },
    ]);
  });
});

describe("the grant on a document bucket", () => {
  const arn = bucketArn(made.resource("aws_s3_bucket", "documents"));
  const { policy } = made.only("aws_iam_policy");

  test("lets a role use documents, and list them", () => {
    expect(made.statement(policy, "ListDocuments")).toMatchObject({
      actions: ["s3:ListBucket"],
      resources: [arn],
    });
    expect(made.statement(policy, "UseDocuments")).toMatchObject({
      actions: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      resources: [`${arn}/*`],
    });
  });

  test("opens keys through S3, for this bucket only", () => {
    expect(made.statement(policy, "DecryptDocuments").condition).toEqual([
      { test: "StringEquals", variable: "kms:ViaService", values: ["s3.us-east-1.amazonaws.com"] },
      { test: "StringLike", variable: "kms:EncryptionContext:aws:s3:arn", values: [arn, `${arn}/*`] },
    ]);
  });

  test("is known at plan, also while key or bucket change", () => {
    expect(new Set(pointsAt(made.follow(policy)))).toEqual(
      new Set(["data.aws_partition.partition", "data.aws_caller_identity.caller"]),
    );
  });
});
