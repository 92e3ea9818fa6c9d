import { randomUUID } from "node:crypto";
import { DynamoDBClient, GetItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { KinesisClient, PutRecordsCommand } from "@aws-sdk/client-kinesis";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { type MarketEvent } from "../../../src/handlers/market-data/event";
import { eventually } from "../../support/eventually";
import { type FunctionCloud } from "../../support/function-cloud";

/** As many as PutRecords takes. */
const PUT = 500;

export type Item = Readonly<Record<string, string>>;

/** Where a record is in the stream. */
export interface Place {
  readonly shard: string;
  readonly sequence: string;
}

/** An event of a symbol, with an id of its own. */
export function anEvent(given: Partial<MarketEvent> = {}): MarketEvent {
  return {
    id: randomUUID(),
    symbol: "PLTH",
    price: "101.25",
    quantity: "300",
    time: "2025-03-04T05:06:07.089Z",
    ...given,
  };
}

/** The market's side of a test: puts records into the stream, and looks where they come out. */
export class Market {
  private readonly kinesis: KinesisClient;
  private readonly dynamodb: DynamoDBClient;
  private readonly sqs: SQSClient;

  constructor(private readonly there: FunctionCloud) {
    // By default it speaks HTTP/2, and MiniStack's server ends such a session in a large request.
    this.kinesis = new KinesisClient({ ...there.client, requestHandler: new NodeHttpHandler() });
    this.dynamodb = new DynamoDBClient(there.client);
    this.sqs = new SQSClient(there.client);
  }

  /** Puts records, under one partition key or each under its own. @returns their places, in this order */
  async put(data: readonly (MarketEvent | string)[], key?: string): Promise<Place[]> {
    const places: Place[] = [];
    for (let start = 0; start < data.length; start += PUT) {
      const Records = data.slice(start, start + PUT).map((each) => ({
        Data: Buffer.from(typeof each === "string" ? each : JSON.stringify(each)),
        PartitionKey: key ?? randomUUID(),
      }));
      const put = new PutRecordsCommand({ StreamName: this.output("stream_name"), Records });
      const { Records: answers = [] } = await this.kinesis.send(put);
      places.push(
        ...answers.map(({ ShardId: shard = "", SequenceNumber: sequence = "" }) => ({ shard, sequence })),
      );
    }
    return places;
  }

  /** The item of an event, once it is there. */
  item(id: string, within = 30_000): Promise<Item> {
    return eventually(() => this.find(id), { within, progress: () => `no item of ${id}` });
  }

  async find(id: string): Promise<Item | undefined> {
    const { Item } = await this.dynamodb.send(
      new GetItemCommand({
        TableName: this.output("records_table"),
        Key: { id: { S: id } },
        ConsistentRead: true,
      }),
    );
    return Item && plain(Item);
  }

  /** All items of a table. */
  async items(table: "records" | "checkpoints"): Promise<Item[]> {
    const found: Item[] = [];
    let from: Record<string, never> | undefined;
    do {
      const page = await this.dynamodb.send(
        new ScanCommand({
          TableName: this.output(`${table}_table`),
          ...(from && { ExclusiveStartKey: from }),
        }),
      );
      found.push(...(page.Items ?? []).map(plain));
      from = page.LastEvaluatedKey as Record<string, never> | undefined;
    } while (from !== undefined);
    return found;
  }

  /** The places at which these events are written, in their order; undefined for one that is not. */
  async placesOf(events: readonly MarketEvent[]): Promise<(Place | undefined)[]> {
    const items = await this.items("records");
    const places = new Map(items.map(({ id = "", shard = "", sequence = "" }) => [id, { shard, sequence }]));
    return events.map(({ id }) => places.get(id));
  }

  /** Waits until the checkpoints stand at the last of these places of each shard. */
  async done(places: readonly Place[], within = 30_000): Promise<void> {
    const last = new Map(places.map(({ shard, sequence }) => [shard, sequence]));
    let reached: Item[] = [];
    await eventually(
      async () => {
        reached = await this.items("checkpoints");
        const isThere = [...last].every(([shard, sequence]) =>
          reached.some((item) => item.shard === shard && item.sequence === sequence),
        );
        return isThere ? true : undefined;
      },
      { within, progress: () => `the checkpoints stand at ${JSON.stringify(reached)}` },
    );
  }

  /** The next message of the dead-letter queue, taken out of it. */
  deadLetter(within = 30_000): Promise<Record<string, unknown>> {
    const QueueUrl = this.output("dead_letters_url");
    const look = async () => {
      const received = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 1 });
      const [message] = (await this.sqs.send(received)).Messages ?? [];
      if (message === undefined) return undefined;
      await this.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
      return JSON.parse(message.Body ?? "") as Record<string, unknown>;
    };
    return eventually(look, { within, progress: () => "the dead-letter queue is empty" });
  }

  stop(): void {
    this.kinesis.destroy();
    this.dynamodb.destroy();
    this.sqs.destroy();
  }

  private output(name: string): string {
    return String(this.there.outputs[name]);
  }
}

function plain(item: Record<string, { S?: string; N?: string }>): Item {
  return Object.fromEntries(Object.entries(item).map(([name, { S, N }]) => [name, S ?? N ?? ""]));
}
