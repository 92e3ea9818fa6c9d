import { LambdaEventSourceMapping } from "@cdktf/provider-aws/lib/lambda-event-source-mapping";
import { Construct } from "constructs";
import { type Key } from "../encryption/key";
import { Queue } from "../events/queue";
import { type FunctionNetwork, NodeFunction } from "../functions/node-function";
import { type LogProps } from "../observability/log-group";
import { type Bucket } from "../storage/bucket";
import { type LakeBucket } from "../storage/lake-bucket";

export interface TransformationProps {
  /** Names the function and its queues. */
  readonly purpose: string;
  readonly description: string;
  /** The TypeScript module that exports `handler`, from the project's root. */
  readonly entry: string;
  /** Whose new objects are taken ... */
  readonly from: LakeBucket;
  /** ... that are under this prefix (`market-events/`). */
  readonly prefix: string;
  /** Where they are brought. */
  readonly to: Bucket;
  /** What they become: the first part of their keys, `market_events`. */
  readonly dataset: string;
  readonly network: FunctionNetwork;
  /** Encrypts the queues and the function's environment. */
  readonly key: Key;
  readonly logs: LogProps;
}

/** Seconds: the largest object of a delivery takes less. */
const TIMEOUT = 120;
/** As many as Lambda advises (developer guide, "Using Lambda with Amazon SQS"): its own retries fit in. */
const VISIBILITY = 6 * TIMEOUT;
const MAX_RECEIVES = 5;
/** Objects of an invocation: they are in memory one after the other. */
const BATCH = 10;

/**
 * Brings every new object of one bucket into another, changed by a function. S3 tells a queue, so that
 * no object is lost while the function fails; what fails five times is in `deadLetters`, and comes
 * again by a redrive.
 */
export class Transformation extends Construct {
  readonly function: NodeFunction;
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly mapping: LambdaEventSourceMapping;

  constructor(scope: Construct, id: string, props: TransformationProps) {
    super(scope, id);
    const { purpose, key, from, to, dataset } = props;
    this.deadLetters = new Queue(this, "dead-letters", { purpose: `${purpose}-dead`, key });
    this.queue = new Queue(this, "queue", {
      purpose,
      key,
      visibilityTimeout: VISIBILITY,
      deadLetters: { queue: this.deadLetters, maxReceives: MAX_RECEIVES },
    });
    this.function = new NodeFunction(this, "function", {
      purpose,
      description: props.description,
      entry: props.entry,
      network: props.network,
      key,
      logs: props.logs,
      timeout: TIMEOUT,
      memory: 1024,
      environment: { PROCESSED_BUCKET: to.name, DATASET: dataset },
    });
    const { role } = this.function;
    this.queue.grantReceiveByLambda(role);
    from.grantRead(role, [props.prefix]);
    to.grantPut(role, [`${dataset}/`, `rejected/${dataset}/`]);
    this.mapping = new LambdaEventSourceMapping(this, "this", {
      eventSourceArn: this.queue.queue.arn,
      functionName: this.function.function.arn,
      batchSize: BATCH,
      functionResponseTypes: ["ReportBatchItemFailures"],
      dependsOn: role.ready,
    });
    from.notifyOnCreate(props.prefix, this.queue);
  }
}
