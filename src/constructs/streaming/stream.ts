import { KinesisStream } from "@cdktf/provider-aws/lib/kinesis-stream";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { keyUse, sidOf } from "../encryption/key-use";
import { type Statement } from "../identity/policy-document";
import { type Role } from "../identity/role";

export interface StreamProps {
  /** Names the stream: `stream-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly key: Key;
  /** Hours that a record can be read again, 24 to 8760. @default 168, a week: a long weekend's repair */
  readonly retentionHours?: number;
}

const DEFAULTS = { retentionHours: 168 };
/** Kinesis API reference, IncreaseStreamRetentionPeriod: a day to a year. */
const RETENTION = { min: 24, max: 8760 };

/** A Kinesis data stream on demand, under a CMK: it scales by itself, and no record is ever in plain. */
export class Stream extends Construct {
  readonly stream: KinesisStream;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the stream changes. */
  readonly namedArn: string;
  readonly retentionHours: number;

  constructor(scope: Construct, id: string, props: StreamProps) {
    super(scope, id);
    const { purpose, key, retentionHours } = { ...DEFAULTS, ...props };
    if (
      !Number.isInteger(retentionHours) ||
      retentionHours < RETENTION.min ||
      retentionHours > RETENTION.max
    ) {
      throw ConfigurationError.at(
        this,
        `retentionHours ${retentionHours} is not allowed: ${RETENTION.min} to ${RETENTION.max}`,
      );
    }
    const stack = SystemStack.of(this);
    const name = stack.nameFor(this, "stream", purpose);
    this.namedArn = `arn:${stack.partition}:kinesis:${stack.region}:${stack.accountId}:stream/${name}`;
    this.retentionHours = retentionHours;
    this.stream = new KinesisStream(this, "this", {
      name,
      streamModeDetails: { streamMode: "ON_DEMAND" },
      encryptionType: "KMS",
      kmsKeyId: key.arn,
      retentionPeriod: retentionHours,
      // Readers that registered with the stream keep it from being deleted.
      enforceConsumerDeletion: stack.destroyable,
      ...(!stack.destroyable && { lifecycle: { preventDestroy: true } }),
    });
  }

  get arn(): string {
    return this.stream.arn;
  }

  get name(): string {
    return this.stream.name;
  }

  /** Lets a role put records into the stream. */
  grantWrite(role: Role): void {
    role.grant({
      sid: `Put${sidOf(this)}`,
      actions: ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary"],
      resources: [this.namedArn],
    });
    role.grant(this.keyUse("write"));
  }

  /**
   * Lets a role read the stream.
   * @param by who reads, for the VPC's endpoints: `aws` for a service that reads with the role
   */
  grantRead(role: Role, by: Pick<Statement, "usedBy"> = {}): void {
    role.grant({
      sid: `Read${sidOf(this)}`,
      actions: [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
      ],
      resources: [this.namedArn],
      ...by,
    });
    role.grant(this.keyUse("read"));
  }

  private keyUse(to: "read" | "write") {
    const sid = `${to === "read" ? "Decrypt" : "Encrypt"}${sidOf(this)}`;
    return keyUse(this, {
      sid,
      service: "kinesis",
      context: "aws:kinesis:arn",
      values: [this.namedArn],
      to,
    });
  }
}
