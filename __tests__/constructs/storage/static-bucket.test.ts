import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { StaticBucket } from "../../../src/constructs/storage/static-bucket";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { at, bucketArn, pointsAt } from "../../support/terraform";

const made = stackOf((stack) => {
  const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
  new StaticBucket(stack, "assets", { purpose: "static", key: logKey(stack), accessLogs });
});
const arn = bucketArn(made.resource("aws_s3_bucket", "assets"));
const byDistributions = {
  test: "ArnLike",
  variable: "aws:SourceArn",
  values: [
    "arn:${data.aws_partition.partition.partition}:cloudfront::${data.aws_caller_identity.caller.account_id}:distribution/*",
  ],
};
const principals = [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }];
const { policy } = made.resource("aws_s3_bucket_policy", "assets");

test("a static bucket is read by this account's distributions, and listed by none", () => {
  expect(made.statement(policy, "CloudFrontReads")).toEqual({
    sid: "CloudFrontReads",
    actions: ["s3:GetObject"],
    resources: [`${arn}/*`],
    principals,
    condition: [byDistributions],
  });
  expect(made.statements(policy).map(({ sid }) => sid)).toEqual(["CloudFrontReads", "DenyPlainHttp"]);
});

test("its key opens for CloudFront the objects of this bucket only", () => {
  expect(made.statement(made.only("aws_kms_key").policy, "AllowCloudfrontStatic")).toEqual({
    sid: "AllowCloudfrontStatic",
    actions: ["kms:Decrypt"],
    resources: ["*"],
    principals,
    condition: [
      byDistributions,
      { test: "StringLike", variable: "kms:EncryptionContext:aws:s3:arn", values: [arn, `${arn}/*`] },
    ],
  });
});

test("neither policy points at anything that comes after it", () => {
  const documents = [policy, made.only("aws_kms_key").policy].map((each) => made.follow(each));
  expect(new Set(documents.flatMap(pointsAt))).toEqual(
    new Set(["data.aws_partition.partition", "data.aws_caller_identity.caller"]),
  );
});

test("a replaced file can be brought back for a month", () => {
  const { rule } = made.resource("aws_s3_bucket_lifecycle_configuration", "assets");
  expect(at(rule, 0)).toMatchObject({ noncurrent_version_expiration: [{ noncurrent_days: 30 }] });
  expect(at(rule, 0, "expiration")).toBeUndefined();
});
