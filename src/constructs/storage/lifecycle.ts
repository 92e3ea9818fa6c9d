import { type S3BucketLifecycleConfigurationRule } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";

/** What happens to objects as they age. All ages are days. */
export interface LifecycleRule {
  /** Names the rule, and keeps it the same when others come and go. */
  readonly id: string;
  /** Moves of the current version, e.g. `{ GLACIER: 90 }`. */
  readonly transitions?: Readonly<Partial<Record<StorageClass, number>>>;
  /** Age at which the current version goes. @default never */
  readonly expiration?: number;
  /** Moves of a replaced version, by days since it was replaced. */
  readonly noncurrentTransitions?: Readonly<Partial<Record<StorageClass, number>>>;
  /** Age at which a replaced version goes. @default never */
  readonly noncurrentExpiration?: number;
}

export type StorageClass = "STANDARD_IA" | "INTELLIGENT_TIERING" | "GLACIER_IR" | "GLACIER" | "DEEP_ARCHIVE";

/**
 * For audit logs, after PCI DSS 4.0 10.5.1: twelve months, of which three at hand. Three calendar
 * months are up to 92 days; a month more than twelve, so that none is cut short.
 */
export const AUDIT_LIFECYCLE: LifecycleRule = {
  id: "archive",
  transitions: { STANDARD_IA: 30, GLACIER: 92 },
  expiration: 400,
  noncurrentExpiration: 30,
};

/**
 * Everything stays, in Glacier from an age on: the current version by its own age, a replaced one by
 * the days since it was replaced.
 */
export function archiveAfter(days: number): LifecycleRule {
  return { id: "archive", transitions: { GLACIER: days }, noncurrentTransitions: { GLACIER: days } };
}

/** An upload that was given up costs as much as one that was finished. */
const ABANDONED_UPLOAD_DAYS = 7;

export function toBinding(rule: LifecycleRule): S3BucketLifecycleConfigurationRule {
  const transitions = Object.entries(rule.transitions ?? {});
  const noncurrent = Object.entries(rule.noncurrentTransitions ?? {});
  return {
    id: rule.id,
    status: "Enabled",
    filter: [{ prefix: "" }],
    abortIncompleteMultipartUpload: [{ daysAfterInitiation: ABANDONED_UPLOAD_DAYS }],
    ...(transitions.length > 0 && {
      transition: transitions.map(([storageClass, days]) => ({ storageClass, days })),
    }),
    ...(rule.expiration !== undefined && { expiration: [{ days: rule.expiration }] }),
    ...(noncurrent.length > 0 && {
      noncurrentVersionTransition: noncurrent.map(([storageClass, noncurrentDays]) => ({
        storageClass,
        noncurrentDays,
      })),
    }),
    ...(rule.noncurrentExpiration !== undefined && {
      noncurrentVersionExpiration: [{ noncurrentDays: rule.noncurrentExpiration }],
    }),
  };
}
