import { type S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";

/** What happens to objects as they age. All ages are days. */
export interface LifecycleRule {
  /** Names the rule, and keeps it the same when others come and go. */
  readonly id: string;
  /** Moves of the current version, e.g. `{ GLACIER: 90 }`. */
  readonly transitions?: Readonly<Partial<Record<StorageClass, number>>>;
  /** Age at which the current version goes. @default never */
  readonly expiration?: number;
  /** Age at which a replaced version goes. @default never */
  readonly noncurrentExpiration?: number;
}

export type StorageClass = "STANDARD_IA" | "INTELLIGENT_TIERING" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";

/** An upload that was given up costs as much as one that was finished. */
const ABANDONED_UPLOAD_DAYS = 7;

export function toBinding(rule: LifecycleRule): S3BucketLifecycleConfigurationRule {
  const transitions = Object.entries(rule.transitions ?? {});
  return {
    id: rule.id,
    status: "Enabled",
    filter: [{ prefix: "" }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABANDONED_UPLOAD_DAYS }],
    ...(transitions.length > 0 && {
      transition: transitions.map(([storageClass, days]) => ({ storageClass, days })),
    }),
    ...(rule.expiration !== undefined && { expiration: [{ days: rule.expiration }] }),
    ...(rule.noncurrentExpiration !== undefined && {
      noncurrentVersionExpiration: [{ noncurrentDays: rule.noncurrentExpiration }],
    }),
  };
}
