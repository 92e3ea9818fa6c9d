import { CreateTableCommand, DeleteTableCommand, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CreateQueueCommand, DeleteQueueCommand, SQSClient } from "@aws-sdk/client-sqs";
import { markedProcessesWith } from "../../support/processes";
import { applyToFunctionCloud, type FunctionCloud } from "../../support/function-cloud";
import { describeChanges } from "../../../src/terraform/plan";
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
  await there.stop();
  market.stop();
});

test("a second plan finds nothing to change", async () => {
  expect(describeChanges((await there.session.plan()).plan)).toEqual([]);
});

test("a record comes out as an event, with its place in the stream", async () => {
  const event = anEvent({ symbol: "ABC", price: "0.00000001" });
  const places = await market.put([event]);
  await market.done(places);
  const item = await market.item(event.id);
  expect(item).toMatchObject({ ...event, ...places[0] });
  const days = (Number(item.expires_at) - Date.parse(item.arrived_at ?? "") / 1000) / 86_400;
  expect(Math.round(days)).toBe(7);
});

test("a repeated record is written once, the first time", async () => {
  const event = anEvent();
  const [first] = await market.put([event, event], "same");
  await market.done(await market.put([event], "same"));
  expect(await market.placesOf([event])).toEqual([first]);
});

test("what is no event ends in the dead-letter queue, and holds up nothing", async () => {
  const [before, after] = [anEvent(), anEvent()];
  const [, poison] = await market.put([before, "{ no event", after], "poison");
  await market.item(after.id);
  expect(await market.deadLetter()).toMatchObject({
    reason: "it is no JSON",
    ...poison,
    partitionKey: "poison",
    data: Buffer.from("{ no event").toString("base64"),
    truncated: false,
  });
});

test("a record too large for a message is there with its beginning, and its place in the stream", async () => {
  const [place] = await market.put(["x".repeat(300_000)], "large");
  const { data, ...letter } = await market.deadLetter();
  expect(letter).toMatchObject({ ...place, truncated: true });
  expect(Buffer.from(String(data), "base64").toString()).toBe("x".repeat(128 * 1024));
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
  const places = await market.put([before, "poison", after], "partial");
  await market.done(places.slice(0, 1));
  expect(await market.find(before.id)).toBeDefined();
  await sqs.send(new CreateQueueCommand({ QueueName: QueueUrl.split("/").at(-1) }));
  expect(await market.deadLetter()).toMatchObject({ ...places[1] });
  await market.done(places);
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
    KinesisBatchInfo: {
      shardId: first?.shard,
      startSequenceNumber: first?.sequence,
      endSequenceNumber: last?.sequence,
      batchSize: 2,
    },
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
  const places = await market.put(events, "killed");
  await market.item(events[0]?.id ?? "");
  const pids = await markedProcessesWith(
    there.cloud,
    "AWS_LAMBDA_FUNCTION_NAME",
    String(there.outputs.function_name),
  );
  for (const pid of pids) process.kill(pid, "SIGKILL");
  expect(pids.length).toBeGreaterThan(0);
  expect(await market.placesOf(events)).toContain(undefined);
  await market.done(places, 120_000);
  expect(await market.placesOf(events)).toEqual(places);
});

test("10,000 records come out, each once", async () => {
  const events = Array.from({ length: 10_000 }, () => anEvent());
  const began = Date.now();
  const places = await market.put(events);
  await market.done(places, 300_000);
  const seconds = (Date.now() - began) / 1000;
  console.info(`10,000 records in ${seconds.toFixed(1)} s: ${Math.round(10_000 / seconds)} a second`);
  expect(await market.placesOf(events)).toEqual(places);
});
