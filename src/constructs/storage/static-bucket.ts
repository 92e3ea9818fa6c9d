import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Bucket } from "./bucket";
import { type LogBucket } from "./log-bucket";

export interface StaticBucketProps {
  /** Names the bucket: `bucket-{purpose}-{account}-{suffix}`. */
  readonly purpose: string;
  readonly key: Key;
  readonly accessLogs: LogBucket;
}

/** Days that a replaced file can be brought back: longer than a release is looked at. */
const ROLLBACK_DAYS = 30;

/**
 * A private bucket of files that CloudFront distributions of this account, and nobody else, may read
 * (origin access control). Upload files with their own `Cache-Control`: browsers go by it.
 *
 * Both grants name the account's distributions and not one by its id. An id is known after apply
 * only: with it the bucket's policy would wait minutes for the distribution, each change of the
 * distribution would hide the policy from the plan, and a key that anything on the distribution's way
 * uses (its web ACL's log, its origin) would close a cycle. What is in the bucket is public anyhow; the
 * key opens this bucket's objects only, by their encryption context.
 */
export class StaticBucket extends Bucket {
  constructor(scope: Construct, id: string, { purpose, key, accessLogs }: StaticBucketProps) {
    super(scope, id, {
      purpose,
      accessLogs,
      encryption: key,
      lifecycle: [{ id: "replaced", noncurrentExpiration: ROLLBACK_DAYS }],
    });
    const stack = SystemStack.of(this);
    const byDistributions = {
      test: "ArnLike",
      variable: "aws:SourceArn",
      values: [`arn:${stack.partition}:cloudfront::${stack.accountId}:distribution/*`],
    };
    this.allow({
      sid: "CloudFrontReads",
      actions: ["s3:GetObject"],
      resources: [`${this.arn}/*`],
      principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
      conditions: [byDistributions],
    });
    key.allowService(
      `cloudfront-${purpose}`,
      "cloudfront.amazonaws.com",
      [
        byDistributions,
        {
          // The bucket's ARN with a bucket key, the object's without (S3 user guide, "Using SSE-KMS").
          test: "StringLike",
          variable: "kms:EncryptionContext:aws:s3:arn",
          values: [this.arn, `${this.arn}/*`],
        },
      ],
      ["kms:Decrypt"],
    );
  }
}
