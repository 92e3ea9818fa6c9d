import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { type MarketEvent } from "../market-data/event";
import { type Written } from "./batch";
import { type StreamRecord } from "./records";
import { type Settings } from "./settings";

const DAY_SECONDS = 24 * 60 * 60;
/** As long as a sequence number can be (Kinesis API reference, `SequenceNumber`). */
const SEQUENCE_DIGITS = 128;

/** A sequence number with zeros before it: so, as text, they sort as the numbers that they are. */
export const sortable = (sequence: string): string => sequence.padStart(SEQUENCE_DIGITS, "0");

/** Events and checkpoints in DynamoDB. */
export class Store {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly settings: Settings,
  ) {}

  /** Writes an event unless there is one of its id. */
  async write(event: MarketEvent, record: StreamRecord): Promise<Written> {
    const fields = textAttributes({ ...event });
    try {
      await this.client.send(
        new PutItemCommand({
          TableName: this.settings.recordsTable,
          Item: {
            ...fields,
            ...textAttributes({
              shard: record.shard,
              sequence: record.sequence,
              arrived_at: record.arrivedAt,
            }),
            expires_at: { N: String(expiry(record.arrivedAt, this.settings.keepDays)) },
          },
          ConditionExpression: "attribute_not_exists(id)",
          ReturnValuesOnConditionCheckFailure: "ALL_OLD",
        }),
      );
      return "new";
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
      const held = error.Item ?? {};
      const isSame = Object.entries(fields).every(([name, { S }]) => held[name]?.S === S);
      return isSame ? "repeated" : "conflict";
    }
  }

  /** Says how far a shard is done. A later one stays: batches of a shard may end out of order. */
  async checkpoint({ shard, sequence, arrivedAt }: StreamRecord): Promise<void> {
    try {
      await this.client.send(
        new UpdateItemCommand({
          TableName: this.settings.checkpointsTable,
          Key: { shard: { S: shard } },
          UpdateExpression:
            "SET #order = :order, #sequence = :sequence, arrived_at = :arrived, done_at = :now",
          ConditionExpression: "attribute_not_exists(#order) OR #order < :order",
          ExpressionAttributeNames: { "#order": "order", "#sequence": "sequence" },
          ExpressionAttributeValues: {
            ":order": { S: sortable(sequence) },
            ":sequence": { S: sequence },
            ":arrived": { S: arrivedAt },
            ":now": { S: new Date().toISOString() },
          },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  }
}

function textAttributes(values: Readonly<Record<string, string>>): Record<string, { S: string }> {
  return Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));
}

function expiry(arrivedAt: string, days: number): number {
  return Math.floor(Date.parse(arrivedAt) / 1000) + days * DAY_SECONDS;
}
