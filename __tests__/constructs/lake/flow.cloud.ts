import { randomUUID } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";
import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { eventually } from "../../support/eventually";
import { applyToFunctionCloud, type FunctionCloud } from "../../support/function-cloud";
import { anEvent } from "../streaming/market";
import { flowIn } from "./parts";

jest.setTimeout(10 * 60_000);

const WITHIN = 60_000;
let there: FunctionCloud;
let s3: S3Client;
let sqs: SQSClient;
let kinesis: KinesisClient;
const output = (name: string) => String(there.outputs[name]);

beforeAll(async () => {
  there = await applyToFunctionCloud((stack) => {
    const { raw, processed, stream, transformation } = flowIn(stack);
    const outputs = {
      raw_bucket: raw.name,
      processed_bucket: processed.name,
      stream_name: stream.name,
      queue_url: transformation.queue.queue.url,
      dead_letters_url: transformation.deadLetters.queue.url,
    };
    for (const [name, value] of Object.entries(outputs)) stack.output(name, { value, description: name });
  });
  s3 = new S3Client({ ...there.client, forcePathStyle: true });
  sqs = new SQSClient(there.client);
  kinesis = new KinesisClient(there.client);
});

afterAll(async () => {
  await there.stop();
  for (const client of [s3, sqs, kinesis]) client.destroy();
});

interface Found {
  readonly key: string;
  readonly etag: string | undefined;
  readonly rows: Record<string, unknown>[];
}

/** The objects of a bucket below a prefix, read. */
async function objects(bucket: string, prefix: string): Promise<Found[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix }));
  return Promise.all(
    Contents.map(async ({ Key: key = "", ETag: etag }) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const bytes = Buffer.from((await Body?.transformToByteArray()) ?? []);
      const text = (key.startsWith("market-events/") ? bytes : gunzipSync(bytes)).toString("utf8");
      const rows = text.split("\n").filter(Boolean);
      return { key, etag, rows: rows.map((row) => JSON.parse(row) as Record<string, unknown>) };
    }),
  );
}

/** The processed object that holds an event. */
const processed = (id: string) =>
  eventually(
    async () =>
      (await objects(output("processed_bucket"), "market_events/")).find(({ rows }) =>
        rows.some((row) => row.id === id),
      ),
    { within: WITHIN, progress: () => `no processed object holds ${id}` },
  );

/** Whether no message is in a queue, or under way from it. */
async function isEmpty(QueueUrl: string): Promise<boolean> {
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["All"] }));
  const counts = [Attributes?.ApproximateNumberOfMessages, Attributes?.ApproximateNumberOfMessagesNotVisible];
  return counts.every((count) => count === "0");
}

/** Puts an object as Firehose delivers it: compressed lines. */
async function deliver(
  lines: readonly string[],
  key = `market-events/day=2025-03-04/hour=05/${randomUUID()}.json.gz`,
) {
  const Body = gzipSync(lines.map((line) => `${line}\n`).join(""));
  await s3.send(new PutObjectCommand({ Bucket: output("raw_bucket"), Key: key, Body }));
  return key;
}

test("a record of the stream is delivered to the raw bucket, and brought into the processed one", async () => {
  const event = anEvent({ time: "2025-03-04T23:59:59.999Z" });
  await kinesis.send(
    new PutRecordCommand({
      StreamName: output("stream_name"),
      PartitionKey: event.symbol,
      Data: Buffer.from(JSON.stringify(event)),
    }),
  );
  const { key, rows } = await processed(event.id);
  expect(key).toMatch(/^market_events\/day=2025-03-04\/[0-9a-f]{32}\.json\.gz$/);
  expect(rows).toEqual([event]);
  const [raw] = await objects(output("raw_bucket"), "market-events/");
  expect(raw?.key).toMatch(/^market-events\/day=\d{4}-\d\d-\d\d\/hour=\d\d\//);
});

test("an object of many lines: events by their day, each id once, what is no event is kept apart", async () => {
  const [first, second] = [
    anEvent({ time: "2025-01-01T00:00:00Z" }),
    anEvent({ time: "2025-01-02T00:00:00Z" }),
  ];
  const lines = [first, second, first].map((event) => JSON.stringify(event));
  const source = await deliver([...lines, "{ no event"]);
  const found = [await processed(first.id), await processed(second.id)];
  expect(found.map(({ key }) => key.split("/")[1])).toEqual(["day=2025-01-01", "day=2025-01-02"]);
  expect(found.map(({ rows }) => rows)).toEqual([[first], [second]]);
  const rejected = await eventually(
    async () => (await objects(output("processed_bucket"), "rejected/market_events/"))[0],
    { within: WITHIN, progress: () => "nothing is rejected" },
  );
  expect(rejected.rows).toEqual([{ source, line: 4, reason: "it is no JSON", text: "{ no event" }]);
});

test("an object that S3 tells of twice gives the same object", async () => {
  const event = anEvent();
  const key = await deliver([JSON.stringify(event)]);
  const first = await processed(event.id);
  const message = { Records: [{ s3: { bucket: { name: output("raw_bucket") }, object: { key } } }] };
  await sqs.send(
    new SendMessageCommand({ QueueUrl: output("queue_url"), MessageBody: JSON.stringify(message) }),
  );
  await eventually(async () => ((await isEmpty(output("queue_url"))) ? true : undefined), {
    within: WITHIN,
    progress: () => "the queue still holds messages",
  });
  const all = await objects(output("processed_bucket"), "market_events/");
  expect(all.filter(({ rows }) => rows.some((row) => row.id === event.id))).toEqual([first]);
});

test("an object that cannot be unpacked ends in the dead-letter queue, and holds up no other", async () => {
  const QueueUrl = output("queue_url");
  await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "1" } }));
  const key = "market-events/day=2025-03-04/hour=05/broken file.json.gz";
  const Body = Buffer.from([0x1f, 0x8b, 1, 2, 3]);
  await s3.send(new PutObjectCommand({ Bucket: output("raw_bucket"), Key: key, Body }));
  const event = anEvent();
  await deliver([JSON.stringify(event)]);
  await processed(event.id);
  const letter = await eventually(
    async () => {
      const receive = new ReceiveMessageCommand({ QueueUrl: output("dead_letters_url"), WaitTimeSeconds: 1 });
      return (await sqs.send(receive)).Messages?.[0];
    },
    { within: WITHIN, progress: () => "the dead-letter queue is empty" },
  );
  expect(letter.Body).toContain("broken+file.json.gz");
});
