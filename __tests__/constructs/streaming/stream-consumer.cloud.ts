import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { markedProcessesWith } from "../../support/processes";
import { applyToFunctionCloud, type FunctionCloud } from "../../support/function-cloud";
import { describeChanges } from "../../../src/proof/terraform/plan";
import { eventually } from "../../support/eventually";
import { anEvent, Market } from "./market";
import { consumerIn } from "./parts";

jest.setTimeout(10 * 60_000);

const RETRIES = 10;
let there: FunctionCloud;
let market: Market;

beforeAll(async () => {
  there = await applyToFunctionCloud((stack) => {
    const { stream, consumer } = consumerIn(stack, { maxRetries: RETRIES });
    const outputs = {
      stream_name: stream.name,
      records_table: consumer.records.name,
      checkpoints_table: consumer.checkpoints.name,
      dead_letters_url: consumer.deadLetters.queue.url,
      function_name: consumer.function.name,
    };
    for (const [name, value] of Object.entries(outputs)) stack.output(name, { value, description: name });
  });
  market = new Market(there);
});

afterAll(async () => {
  market.stop();
  await there.stop();
});

/** The checkpoint of the shard that holds a sequence number, once it stands there. */
const checkpointAt = (sequence: string) =>
  eventually(async () => (await market.items("checkpoints")).find((item) => item.sequence === sequence), {
    within: 30_000,
    progress: () => `no checkpoint stands at ${sequence}`,
  });

test("a second plan finds nothing to change", async () => {
  expect(describeChanges((await there.session.plan()).plan)).toEqual([]);
});

test("a record comes out as an event, with its place in the stream", async () => {
  const event = anEvent({ symbol: "ABC", price: "0.00000001" });
  const [sequence = ""] = await market.put([event]);
  const item = await market.item(event.id);
  expect(item).toMatchObject({ ...event, sequence });
  expect(item.shard).toMatch(/^shardId-/);
  const days = (Number(item.expires_at) - Date.parse(item.arrived_at ?? "") / 1000) / 86_400;
  expect(Math.round(days)).toBe(7);
  await checkpointAt(sequence);
});

test("a repeated record is written once, the first time", async () => {
  const [event, sentinel] = [anEvent(), anEvent()];
  const [first] = await market.put([event, event], "same");
  await market.put([event, sentinel], "same");
  await market.item(sentinel.id);
  expect(await market.item(event.id)).toMatchObject({ sequence: first });
  expect(await market.countOf([event])).toBe(1);
});

test("what is no event ends in the dead-letter queue, and holds up nothing", async () => {
  const [before, after] = [anEvent(), anEvent()];
  const [, poison] = await market.put([before, "{ no event", after], "poison");
  await market.item(after.id);
  expect(await market.deadLetter()).toMatchObject({
    reason: "it is no JSON",
    sequence: poison,
    partitionKey: "poison",
    data: Buffer.from("{ no event").toString("base64"),
    truncated: false,
  });
});

test("another event under an id that is taken ends there too: the first one stays", async () => {
  const event = anEvent({ price: "1.00" });
  await market.put([event, { ...event, price: "2.00" }], "conflict");
  expect(await market.deadLetter()).toMatchObject({ reason: "there is another event of its id" });
  expect(await market.item(event.id)).toMatchObject({ price: "1.00" });
});

test("a record that fails is tried again with those behind it; the checkpoint stands before it", async () => {
  const sqs = new SQSClient(there.client);
  const QueueUrl = String(there.outputs.dead_letters_url);
  const [before, after] = [anEvent(), anEvent()];
  await sqs.send(new DeleteQueueCommand({ QueueUrl }));
  const [first = "", poison, last = ""] = await market.put([before, "poison", after], "partial");
  await checkpointAt(first);
  expect(await market.find(before.id)).toBeDefined();
  await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl.split("/").at(-1) }));
  expect(await market.deadLetter()).toMatchObject({ sequence: poison });
  await checkpointAt(last);
  await market.item(after.id);
  sqs.destroy();
});

test("what fails in all attempts is told to the dead-letter queue by its place; the shard goes on", async () => {
  const dynamodb = new DynamoDBClient(there.client);
  const TableName = String(there.outputs.records_table);
  await dynamodb.send(new DeleteTableCommand({ TableName }));
  const [first, last] = await market.put([anEvent(), anEvent()], "away");
  expect(await market.deadLetter(60_000)).toMatchObject({
    requestContext: { condition: "RetryAttemptsExhausted", approximateInvokeCount: RETRIES + 1 },
    KinesisBatchInfo: { startSequenceNumber: first, endSequenceNumber: last, batchSize: 2 },
  });
  await dynamodb.send(
    new CreateTableCommand({
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    }),
  );
  const next = anEvent();
  await market.put([next], "away");
  await market.item(next.id);
  dynamodb.destroy();
});

test("a function that is killed in the middle of a batch loses nothing and writes nothing twice", async () => {
  const events = Array.from({ length: 3_000 }, () => anEvent());
  const sequences = await market.put(events, "killed");
  const killed = await eventually(
    async () => {
      const count = await market.countOf(events);
      if (count === 0) return undefined;
      const pids = await markedProcessesWith(
        there.cloud,
        "AWS_LAMBDA_FUNCTION_NAME",
        String(there.outputs.function_name),
      );
      for (const pid of pids) process.kill(pid, "SIGKILL");
      return { pids, count };
    },
    { within: 60_000, progress: () => "nothing is written" },
  );
  expect(killed.pids.length).toBeGreaterThan(0);
  expect(killed.count).toBeLessThan(events.length);
  await market.allWritten(events, 120_000);
  const places = new Map((await market.items("records")).map(({ id, sequence }) => [id, sequence]));
  expect(events.map(({ id }) => places.get(id))).toEqual(sequences);
});

test("10,000 records come out, each once", async () => {
  const events = Array.from({ length: 10_000 }, () => anEvent());
  const began = Date.now();
  const sequences = await market.put(events);
  const putIn = (Date.now() - began) / 1000;
  await market.allWritten(events, 300_000);
  const seconds = (Date.now() - began) / 1000;
  console.info(
    `10,000 records in ${seconds.toFixed(1)} s: ${Math.round(10_000 / seconds)} a second (put in ${putIn.toFixed(1)} s)`,
  );
  const places = new Map((await market.items("records")).map(({ id, sequence }) => [id, sequence]));
  expect(events.map(({ id }) => places.get(id))).toEqual(sequences);
});
