import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { dependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { type Queue } from "../events/queue";
import { type Bucket } from "./bucket";

/** Who is told of new objects of a bucket. S3 keeps one configuration a bucket, so that all are in it. */
export class CreatedNotifications extends Construct {
  readonly notification: S3BucketNotification;
  private readonly queues = new Map<string, Queue>();

  constructor(
    scope: Construct,
    id: string,
    private readonly bucket: Bucket,
  ) {
    super(scope, id);
    this.notification = new S3BucketNotification(this, "this", { bucket: bucket.name });
  }

  /** @throws ConfigurationError for a prefix that is, or overlaps, one that is told already: S3 refuses it */
  add(prefix: string, queue: Queue): void {
    const other = [...this.queues.keys()].find((held) => held.startsWith(prefix) || prefix.startsWith(held));
    if (other !== undefined) {
      throw ConfigurationError.at(this, `prefix "${prefix}" overlaps "${other}", which is told of already`);
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
    const queues = [...this.queues.values()].flatMap(({ ready }) => ready);
    this.notification.dependsOn = [...this.bucket.settled, ...queues].map(dependable);
  }
}
