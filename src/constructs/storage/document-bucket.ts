import { type Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { type Key } from "../encryption/key";
import { Bucket } from "./bucket";
import { type LogBucket } from "./log-bucket";

export interface DocumentBucketProps {
  /** Names the bucket: `bucket-{purpose}-{account}-{suffix}`. */
  readonly purpose: string;
  readonly key: Key;
  readonly accessLogs: LogBucket;
  /** Days after which a replaced or deleted version moves to Glacier. @default 30 */
  readonly archiveVersionsAfter?: number;
  /** Days after which it goes for good. @default 800, more than the 25 months of 12 CFR 1002.12(b) */
  readonly expireVersionsAfter?: number;
}

const DEFAULTS = { archiveVersionsAfter: 30, expireVersionsAfter: 800 };
/** Glacier bills less time as this much (S3 user guide, "Transitioning objects", minimum storage duration). */
const GLACIER_MINIMUM_DAYS = 90;

/**
 * Documents of customers: under a CMK, versioned, so that an overwritten or deleted one can be brought
 * back. The current version stays until somebody deletes it; old ones move to Glacier and expire.
 */
export class DocumentBucket extends Bucket {
  constructor(scope: Construct, id: string, props: DocumentBucketProps) {
    const { purpose, key, accessLogs, archiveVersionsAfter, expireVersionsAfter } = { ...DEFAULTS, ...props };
    const oldVersions = {
      id: "old-versions",
      noncurrentTransitions: { GLACIER: archiveVersionsAfter },
      noncurrentExpiration: expireVersionsAfter,
    };
    super(scope, id, { purpose, accessLogs, encryption: key, lifecycle: [oldVersions] });
    const problems = agesProblems(archiveVersionsAfter, expireVersionsAfter);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
  }
}

function agesProblems(archive: number, expire: number): string[] {
  const problems: string[] = [];
  if (!Number.isInteger(archive) || archive < 1) {
    problems.push(`archiveVersionsAfter ${archive} is not allowed: whole days from 1`);
  }
  if (!Number.isInteger(expire) || expire < archive + GLACIER_MINIMUM_DAYS) {
    problems.push(
      `expireVersionsAfter ${expire} is not allowed: whole days, at least ${GLACIER_MINIMUM_DAYS} ` +
        `after archiveVersionsAfter ${archive}, since Glacier bills that many`,
    );
  }
  return problems;
}
