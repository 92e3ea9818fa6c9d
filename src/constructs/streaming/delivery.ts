import { CloudwatchLogStream } from "@cdktf/provider-aws/lib/cloudwatch-log-stream";
import { KinesisFirehoseDeliveryStream } from "@cdktf/provider-aws/lib/kinesis-firehose-delivery-stream";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Role } from "../identity/role";
import { LogGroup, type LogProps } from "../observability/log-group";
import { type Bucket } from "../storage/bucket";
import { type Stream } from "./stream";

export interface DeliveryProps {
  /** Names the delivery stream and its role, and begins the keys of what it delivers: `{purpose}/`. */
  readonly purpose: string;
  readonly source: Stream;
  readonly bucket: Bucket;
  /** Encrypts the objects: the bucket's own key. */
  readonly key: Key;
  readonly logs: LogProps;
  /** MiB that are gathered at most before an object is written, 1 to 128. @default 16 */
  readonly bufferSize?: number;
  /** Seconds that records are gathered at most, 0 to 900. @default 60 */
  readonly bufferInterval?: number;
}

const DEFAULTS = { bufferSize: 16, bufferInterval: 60 };
/** Firehose API reference, BufferingHints. */
const LIMITS = { bufferSize: [1, 128], bufferInterval: [0, 900] } as const;
/** The stream of its log that Firehose writes errors of S3 into. */
const LOG_STREAM = "S3Delivery";

/**
 * Firehose from a stream to a bucket: records as lines of compressed JSON, in partitions by the hour in
 * which they came, `{purpose}/day=2025-03-04/hour=05/`. What cannot be delivered is kept under
 * `errors/{purpose}/`. At least once: a record may come twice.
 */
export class Delivery extends Construct {
  readonly delivery: KinesisFirehoseDeliveryStream;
  readonly role: Role;
  /** Where in the bucket its objects are. */
  readonly prefix: string;

  constructor(scope: Construct, id: string, given: DeliveryProps) {
    super(scope, id);
    const props = { ...DEFAULTS, ...given };
    const problems = bufferProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const { purpose, source, bucket } = props;
    this.prefix = `${purpose}/`;
    const name = SystemStack.of(this).nameFor(this, "delivery-stream", purpose);
    // Firehose makes neither group nor stream of the log: without them its errors are nowhere.
    const log = new LogGroup(this, "log", { ...props.logs, name: `/aws/kinesisfirehose/${name}` });
    const logStream = new CloudwatchLogStream(this, "log.stream", {
      name: LOG_STREAM,
      logGroupName: log.name,
    });
    this.role = this.makeRole(purpose, source, bucket, log);
    this.delivery = new KinesisFirehoseDeliveryStream(this, "this", {
      name,
      destination: "extended_s3",
      kinesisSourceConfiguration: { kinesisStreamArn: source.arn, roleArn: this.role.arn },
      extendedS3Configuration: {
        roleArn: this.role.arn,
        bucketArn: bucket.bucket.arn,
        kmsKeyArn: props.key.arn,
        prefix: `${this.prefix}day=!{timestamp:yyyy-MM-dd}/hour=!{timestamp:HH}/`,
        errorOutputPrefix: `errors/${this.prefix}!{firehose:error-output-type}/day=!{timestamp:yyyy-MM-dd}/`,
        customTimeZone: "UTC",
        compressionFormat: "GZIP",
        fileExtension: ".json.gz",
        bufferingSize: props.bufferSize,
        bufferingInterval: props.bufferInterval,
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: "AppendDelimiterToRecord",
              parameters: [{ parameterName: "Delimiter", parameterValue: "\\n" }],
            },
          ],
        },
        cloudwatchLoggingOptions: {
          enabled: true,
          logGroupName: log.name,
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

  private makeRole(purpose: string, source: Stream, bucket: Bucket, log: LogGroup): Role {
    const role = new Role(this, "role", {
      purpose: `${purpose}-delivery`,
      description: `Delivers ${purpose} to its bucket`,
      assumedBy: "firehose.amazonaws.com",
      accountBy: "sts:ExternalId",
    });
    source.grantRead(role);
    bucket.grantDelivery(role, [this.prefix, `errors/${this.prefix}`]);
    log.grantWrite(role);
    return role;
  }
}

function bufferProblems(props: Required<Pick<DeliveryProps, "bufferSize" | "bufferInterval">>): string[] {
  return (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((name) => {
    const [min, max] = LIMITS[name];
    const value = props[name];
    const isFine = Number.isInteger(value) && value >= min && value <= max;
    return isFine ? [] : [`${name} ${value} is not allowed: ${min} to ${max}`];
  });
}
