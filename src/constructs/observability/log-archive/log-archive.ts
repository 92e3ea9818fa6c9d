import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter";
import { Construct } from "constructs";
import { SystemStack } from "../../../core/system-stack";
import { type Key } from "../../encryption/key";
import { Role } from "../../identity/role";
import { Bucket } from "../../storage/bucket";
import { AUDIT_LIFECYCLE } from "../../storage/lifecycle";
import { type LogBucket } from "../../storage/log-bucket";
import { BucketDelivery } from "../../streaming/bucket-delivery";
import { type Archive, type LogGroup, type LogProps } from "../log-group";

export interface LogArchiveProps {
  /** Name of the bucket, the delivery stream and their roles, and prefix of the archived objects. */
  readonly purpose: string;
  /** Encrypts the objects, and what waits to become one. */
  readonly key: Key;
  readonly accessLogs: LogBucket;
  /** Of the archive's own log of errors. */
  readonly logs: Pick<LogProps, "key" | "retentionInDays">;
}

/**
 * Log events kept in a bucket for twelve months and more (PCI DSS 4.0 10.5.1), however short the log
 * groups themselves keep them. Give it to `LogProps.archive`: every group made with those is archived.
 * Its own log of errors is not: each event of it would make another.
 *
 * Objects are what CloudWatch Logs sends: JSON that is compressed already, one document after another
 * (`zcat *.json.gz | jq`), each with the names of its group and stream.
 */
export class LogArchive extends Construct implements Archive {
  /** Why log groups keep so short, and nothing logs elsewhere: the reason of suppressions. */
  static readonly REASON =
    "log groups keep exactly what the system is required to: what has to be kept for a year (PCI DSS 4.0 10.5.1) is in the bucket of the log archive, which the log of the archive's own errors cannot feed, and nothing writes to a group outside of the stack";
  readonly bucket: Bucket;
  readonly delivery: BucketDelivery;
  private readonly role: Role;

  constructor(scope: Construct, id: string, props: LogArchiveProps) {
    super(scope, id);
    const { purpose, key, accessLogs } = props;
    const { key: logKey, retentionInDays } = props.logs;
    this.bucket = new Bucket(this, "bucket", {
      purpose,
      encryption: key,
      accessLogs,
      lifecycle: [AUDIT_LIFECYCLE],
    });
    this.delivery = new BucketDelivery(
      this,
      "delivery",
      { purpose, bucket: this.bucket, key, logs: { key: logKey, retentionInDays } },
      {
        source: () => ({
          serverSideEncryption: { enabled: true, keyType: "CUSTOMER_MANAGED_CMK", keyArn: key.arn },
        }),
        // A second compression would hide the first.
        objects: { compressionFormat: "UNCOMPRESSED", fileExtension: ".json.gz" },
      },
    );
    SystemStack.of(this).suppress(
      this.delivery.log.group,
      ["logging-log-group-year", "CKV_AWS_338"],
      LogArchive.REASON,
    );
    this.role = this.makeRole(purpose);
  }

  /** Archives the events of a log group from now on. */
  add(log: LogGroup): void {
    SystemStack.of(this).suppress(log.group, "CKV_AWS_338", LogArchive.REASON);
    new CloudwatchLogSubscriptionFilter(log, "this.archive", {
      name: "archive",
      logGroupName: log.name,
      // Every event.
      filterPattern: "",
      destinationArn: this.delivery.arn,
      roleArn: this.role.arn,
      // CloudWatch Logs sends a test event at once.
      dependsOn: this.role.ready,
    });
  }

  private makeRole(purpose: string): Role {
    const stack = SystemStack.of(this);
    const { partition, region, accountId } = stack;
    const name = stack.nameFor(this, "delivery-stream", purpose);
    const role = new Role(this, "role", {
      purpose: `${purpose}-sender`,
      description: `Sends log events to ${purpose}`,
      assumedBy: "logs.amazonaws.com",
      accountBy: "aws:SourceArn",
    });
    role.grant({
      sid: "PutRecords",
      actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
      resources: [`arn:${partition}:firehose:${region}:${accountId}:deliverystream/${name}`],
    });
    return role;
  }
}
