import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { CLIENT } from "../aws-client";
import { processBatch } from "./batch";
import { DeadLetters } from "./dead-letters";
import { recordsOf, type StreamRecord } from "./records";
import { settingsFrom } from "./settings";
import { Store } from "./store";

/** What Lambda is told: from which record on it is to come again. */
export interface Response {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

const dynamodb = new DynamoDBClient(CLIENT);
const sqs = new SQSClient(CLIENT);

/**
 * Writes the market events of a stream's batch to a table, each once, and how far the shard is done.
 * Of a stream Lambda takes the lowest sequence number that it is told as its checkpoint, so that one
 * is enough (Lambda developer guide, "Configuring partial batch response with Kinesis").
 */
export async function handler(event: unknown): Promise<Response> {
  const settings = settingsFrom(process.env);
  const store = new Store(dynamodb, settings);
  const deadLetters = new DeadLetters(sqs, settings.deadLetterQueueUrl);
  const records = recordsOf(event);
  const { done, failed, ...counts } = await processBatch(records, {
    write: (marketEvent, record) => store.write(marketEvent, record),
    bury: async (record, reason) => {
      const { shard, sequence } = record;
      console.warn({ message: "a record is put aside", shard, sequence, reason });
      await deadLetters.bury(record, reason);
    },
  });
  if (done !== undefined) await store.checkpoint(done).catch(explain("the checkpoint was not written"));
  const { shard } = records[0] as StreamRecord;
  console.info({
    message: "a batch is done",
    shard,
    records: records.length,
    ...counts,
    until: done?.sequence,
  });
  if (failed === undefined) return { batchItemFailures: [] };
  const { sequence } = failed.record;
  explain("a record failed: it is tried again, with all after it", { shard, sequence })(failed.error);
  return { batchItemFailures: [{ itemIdentifier: sequence }] };
}

function explain(message: string, facts: object = {}) {
  return (error: unknown): void => {
    const { name, message: why } = error as Error;
    console.error({ message, ...facts, error: name, why });
  };
}
