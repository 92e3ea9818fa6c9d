import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import {
  KinesisFirehoseDeliveryStream,
  type KinesisFirehoseDeliveryStreamConfig,
  type KinesisFirehoseDeliveryStreamExtendedS3Configuration,
} from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Role } from "../identity/role";
import { LogGroup, type LogProps } from "../observability/log-group";
import { type Bucket } from "../storage/bucket";

/** What every delivery to a bucket needs, wherever its records come from. */
export interface BucketDeliveryProps {
  /** Name of the delivery stream and its role, and prefix of the delivered objects: `{purpose}/`. */
  readonly purpose: string;
  readonly bucket: Bucket;
  /** Encrypts the objects: the bucket's own key. */
  readonly key: Key;
  readonly logs: LogProps;
  /** MiB that are gathered at most before an object is written, 1 to 128. @default 16 */
  readonly bufferSize?: number;
  /** Seconds that records are gathered at most, 0 to 900. @default 60 */
  readonly bufferInterval?: number;
}

/** From where records come, and what Firehose does with them. */
export interface DeliveryForm {
  /** @default direct: others put records into it */
  readonly source?: (role: Role) => Partial<KinesisFirehoseDeliveryStreamConfig>;
  readonly objects: Partial<KinesisFirehoseDeliveryStreamExtendedS3Configuration>;
}

const DEFAULTS = { bufferSize: 16, bufferInterval: 60 };
/** Firehose API reference, BufferingHints. */
const LIMITS = { bufferSize: [1, 128], bufferInterval: [0, 900] } as const;
/** The stream of its log that Firehose writes errors of S3 into. */
const LOG_STREAM = "S3Delivery";

/**
 * Firehose to a bucket, in partitions by the hour in which records came,
 * `{purpose}/day=2025-03-04/hour=05/`. What cannot be delivered is kept under `errors/{purpose}/`. At
 * least once: a record may come twice.
 */
export class BucketDelivery extends Construct {
  readonly delivery: KinesisFirehoseDeliveryStream;
  readonly role: Role;
  /** Where it writes its errors. */
  readonly log: LogGroup;
  /** Where in the bucket its objects are. */
  readonly prefix: string;

  constructor(scope: Construct, id: string, given: BucketDeliveryProps, form: DeliveryForm) {
    super(scope, id);
    const props = { ...DEFAULTS, ...given };
    const problems = bufferProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const { purpose, bucket } = props;
    this.prefix = `${purpose}/`;
    const name = SystemStack.of(this).nameFor(this, "delivery-stream", purpose);
    // Firehose makes neither group nor stream of the log: without them its errors are nowhere.
    this.log = new LogGroup(this, "log", { ...props.logs, name: `/aws/kinesisfirehose/${name}` });
    const logStream = new CloudwatchLogStream(this, "log.stream", {
      name: LOG_STREAM,
      logGroupName: this.log.name,
    });
    this.role = this.makeRole(purpose, bucket);
    this.delivery = new KinesisFirehoseDeliveryStream(this, "this", {
      name,
      destination: "extended_s3",
      ...form.source?.(this.role),
      extendedS3Configuration: {
        roleArn: this.role.arn,
        bucketArn: bucket.bucket.arn,
        kmsKeyArn: props.key.arn,
        prefix: `${this.prefix}day=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/`,
        errorOutputPrefix: `errors/${this.prefix}!{firehose:error-output-type}/day=!{timestamp:yyyy-MM-dd}/`,
        customTimeZone: "UTC",
        bufferingSize: props.bufferSize,
        bufferingInterval: props.bufferInterval,
        ...form.objects,
        cloudwatchLoggingOptions: {
          enabled: true,
          logGroupName: this.log.name,
          logStreamName: logStream.name,
        },
      },
      dependsOn: [...this.role.ready, ...bucket.ready],
    });
  }

  get name(): string {
    return this.delivery.name;
  }

  get arn(): string {
    return this.delivery.arn;
  }

  private makeRole(purpose: string, bucket: Bucket): Role {
    const role = new Role(this, "role", {
      purpose: `${purpose}-delivery`,
      description: `Delivers ${purpose} to its bucket`,
      assumedBy: "firehose.amazonaws.com",
      accountBy: "sts:ExternalId",
    });
    bucket.grantDelivery(role, [this.prefix, `errors/${this.prefix}`]);
    this.log.grantWrite(role);
    return role;
  }
}

function bufferProblems(
  props: Required<Pick<BucketDeliveryProps, "bufferSize" | "bufferInterval">>,
): string[] {
  return (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((name) => {
    const [min, max] = LIMITS[name];
    const value = props[name];
    const isFine = Number.isInteger(value) && value >= min && value <= max;
    return isFine ? [] : [`${name} ${value} is not allowed: ${min} to ${max}`];
  });
}
