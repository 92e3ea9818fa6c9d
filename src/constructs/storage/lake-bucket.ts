import { type Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { type Key } from "../encryption/key";
import { type Queue } from "../events/queue";
import { Bucket } from "./bucket";
import { archiveAfter } from "./lifecycle";
import { type LogBucket } from "./log-bucket";
import { BucketNotifications } from "./bucket-notifications";

export interface LakeBucketProps {
  /** Names the bucket: `bucket-{purpose}-{account}-{suffix}`. */
  readonly purpose: string;
  readonly key: Key;
  readonly accessLogs: LogBucket;
  /** Days after which objects, and versions that were replaced, move to Glacier. @default 90 */
  readonly archiveAfter?: number;
}

const DEFAULTS = { archiveAfter: 90 };

/**
 * Data that is analysed while it is young and kept for ever: under a CMK, versioned, all of it in
 * Glacier from an age on, however small an object is. Queries do not see what is there.
 */
export class LakeBucket extends Bucket {
  private notifications?: BucketNotifications;

  constructor(scope: Construct, id: string, props: LakeBucketProps) {
    const { archiveAfter: days, key, ...rest } = { ...DEFAULTS, ...props };
    super(scope, id, { ...rest, encryption: key, lifecycle: [archiveAfter(days)], movesFrom: "any-size" });
    if (!Number.isInteger(days) || days < 1) {
      throw ConfigurationError.at(this, `archiveAfter ${days} is not allowed: whole days from 1`);
    }
  }

  /** Tells a queue of every object that is made under a prefix (`market-events/`). */
  notifyOnCreate(prefix: string, queue: Queue): void {
    this.notifications ??= new BucketNotifications(this, this.events);
    this.notifications.add(prefix, queue);
  }
}
