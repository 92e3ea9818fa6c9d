import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { type StreamRecord } from "./records";

/** Bytes of a record that a message takes: with Base64 and the rest, below SQS's 256 KiB. */
const DATA_BYTES = 128 * 1024;

/** A record that will never be an event, as it lies in the dead-letter queue. */
export interface DeadLetter extends Omit<StreamRecord, "data"> {
  readonly reason: string;
  /** Base64. */
  readonly data: string;
  /** Whether only the beginning is here: the rest is in the stream, until its retention ends. */
  readonly truncated: boolean;
}

/** Sends records to the dead-letter queue: at least once, since a batch may be done again. */
export class DeadLetters {
  constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  async bury({ data, ...record }: StreamRecord, reason: string): Promise<void> {
    const letter: DeadLetter = {
      ...record,
      reason,
      data: data.subarray(0, DATA_BYTES).toString("base64"),
      truncated: data.length > DATA_BYTES,
    };
    await this.client.send(
      new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody: JSON.stringify(letter) }),
    );
  }
}
