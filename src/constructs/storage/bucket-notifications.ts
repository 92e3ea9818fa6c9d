import { type S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { dependable } from "cdktf";
import { ConfigurationError } from "../../core/errors";
import { type Queue } from "../events/queue";
import { type Bucket } from "./bucket";

/** The queues that receive events of new objects of a bucket. S3 keeps one notification configuration for each bucket. */
export class BucketNotifications {
  private readonly queues = new Map<string, Queue>();
  private readonly before: readonly string[];

  constructor(
    private readonly bucket: Bucket,
    private readonly notification: S3BucketNotification,
  ) {
    this.before = notification.dependsOn as string[];
  }

  /** @throws ConfigurationError for a prefix that overlaps another one: S3 refuses it */
  add(prefix: string, queue: Queue): void {
    const other = [...this.queues.keys()].find((held) => held.startsWith(prefix) || prefix.startsWith(held));
    if (other !== undefined) {
      const problem = `prefix "${prefix}" overlaps "${other}", which is told of already`;
      throw ConfigurationError.at(this.bucket, problem);
    }
    queue.allowBucket(this.bucket.arn);
    this.queues.set(prefix, queue);
    this.notification.putQueue(
      [...this.queues].map(([filterPrefix, told]) => ({
        id: `new-in-${filterPrefix.replaceAll("/", "")}`,
        queueArn: told.queue.arn,
        events: ["s3:ObjectCreated:*"],
        filterPrefix,
      })),
    );
    // S3 tries whether it may send: the queue's policy has to be there.
    const policies = [...this.queues.values()].flatMap(({ ready }) => ready.map(dependable));
    this.notification.dependsOn = [...this.before, ...policies];
  }
}
