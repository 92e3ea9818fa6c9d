import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { Table } from "../database/table";
import { type Key } from "../encryption/key";
import { Queue } from "../events/queue";
import { type FunctionNetwork, NodeFunction } from "../functions/node-function";
import { type LogProps } from "../observability/log-group";
import { batchProblems, type BatchProps, DEFAULT_BATCH } from "./batch-settings";
import { type Stream } from "./stream";

export interface StreamConsumerProps extends BatchProps {
  /** Names the function, its tables and its dead-letter queue. */
  readonly purpose: string;
  readonly description: string;
  /** The TypeScript module that exports `handler`, from the project's root. */
  readonly entry: string;
  readonly stream: Stream;
  readonly network: FunctionNetwork;
  /** Encrypts tables, queue and the function's environment. */
  readonly key: Key;
  readonly logs: LogProps;
  /** Days after which an event leaves the table. @default 7 */
  readonly keepDays?: number;
}

const DEFAULTS = { ...DEFAULT_BATCH, keepDays: 7 };
/** Seconds: a batch whose writes are all tried three times takes less. */
const TIMEOUT = 120;

/**
 * A function that reads a stream: each event once into `records`, how far each shard is done into
 * `checkpoints`, and what is no event into `deadLetters`. A batch that fails is tried again from the
 * record on that failed, halved when the function dies of it; what outlives all attempts is told to
 * `deadLetters` too, by its place in the stream.
 */
export class StreamConsumer extends Construct {
  readonly function: NodeFunction;
  /** Events, by `id`. */
  readonly records: Table;
  /** How far each shard is done, by `shard`. */
  readonly checkpoints: Table;
  readonly deadLetters: Queue;
  readonly mapping: LambdaEventSourceMapping;

  constructor(scope: Construct, id: string, given: StreamConsumerProps) {
    super(scope, id);
    const props = { ...DEFAULTS, ...given };
    const { purpose, stream, key } = props;
    const problems = batchProblems(props, stream.retentionHours);
    if (!Number.isInteger(props.keepDays) || props.keepDays < 1) {
      problems.push(`keepDays ${props.keepDays} is not allowed: whole days from 1`);
    }
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);

    this.records = new Table(this, "records", { purpose, hashKey: "id", key, expiresAt: "expires_at" });
    this.checkpoints = new Table(this, "checkpoints", {
      purpose: `${purpose}-checkpoints`,
      hashKey: "shard",
      key,
    });
    this.deadLetters = new Queue(this, "dead-letters", { purpose: `${purpose}-dead`, key });
    this.function = new NodeFunction(this, "function", {
      purpose,
      description: props.description,
      entry: props.entry,
      network: props.network,
      key,
      logs: props.logs,
      timeout: TIMEOUT,
      memory: 512,
      environment: {
        RECORDS_TABLE: this.records.name,
        CHECKPOINTS_TABLE: this.checkpoints.name,
        DEAD_LETTER_QUEUE_URL: this.deadLetters.queue.url,
        KEEP_DAYS: String(props.keepDays),
      },
    });
    const { role } = this.function;
    // Lambda reads, not the function.
    stream.grantRead(role, { usedBy: "aws" });
    this.records.grantWrite(role);
    this.checkpoints.grantWrite(role);
    this.deadLetters.grantSend(role);
    this.mapping = new LambdaEventSourceMapping(this, "this", {
      eventSourceArn: stream.arn,
      functionName: this.function.function.arn,
      // What came before the consumer is for it as well.
      startingPosition: "TRIM_HORIZON",
      functionResponseTypes: ["ReportBatchItemFailures"],
      bisectBatchOnFunctionError: true,
      batchSize: props.batchSize,
      maximumBatchingWindowInSeconds: props.batchingWindow,
      maximumRetryAttempts: props.maxRetries,
      maximumRecordAgeInSeconds: props.maxRecordAge,
      parallelizationFactor: props.parallelizationFactor,
      destinationConfig: { onFailure: { destinationArn: this.deadLetters.queue.arn } },
      dependsOn: [...role.ready, ...this.deadLetters.ready],
    });
  }
}
