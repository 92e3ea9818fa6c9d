import { createHash } from "node:crypto";
import { handler } from "../../../src/handlers/stream-consumer/index";
import { type DeadLetter } from "../../../src/handlers/stream-consumer/dead-letters";
import { sortable } from "../../../src/handlers/stream-consumer/store";
import { anEvent } from "../../constructs/streaming/market";
import { type Answer, Aws } from "../aws";

type Item = Record<string, { readonly S?: string; readonly N?: string }>;

/** Tables and a queue, as far as the function uses them. */
let items = new Map<string, Item>();
let letters: DeadLetter[] = [];
let checkpoint: Item = {};
let failing: Record<string, Answer> = {};

const aws = new Aws((operation, input) => {
  const failure = failing[operation];
  if (failure !== undefined) return failure;
  const {
    Item: item = {} as Item,
    MessageBody: message = "",
    ExpressionAttributeValues: values = {},
  } = JSON.parse(input.toString()) as Record<string, never>;
  if (operation === "PutItem") {
    const held = items.get(item.id?.S ?? "");
    if (held !== undefined) return { error: "ConditionalCheckFailedException", more: { Item: held } };
    items.set(item.id?.S ?? "", item);
    return {};
  }
  if (operation === "UpdateItem") {
    checkpoint = values;
    return {};
  }
  letters.push(JSON.parse(message) as DeadLetter);
  return {
    body: {
      MessageId: "m",
      MD5OfMessageBody: createHash("md5").update(message).digest("hex"),
    },
  };
});

beforeAll(async () => {
  await aws.start({
    RECORDS_TABLE: "records",
    CHECKPOINTS_TABLE: "checkpoints",
    KEEP_DAYS: "10",
  });
  process.env.DEAD_LETTER_QUEUE_URL = `${process.env.AWS_ENDPOINT_URL ?? ""}/123456789012/dead`;
});
afterAll(() => aws.stop());

const said: Record<"info" | "warn" | "error", jest.SpyInstance> = {} as never;
beforeEach(() => {
  [items, letters, checkpoint, failing] = [new Map<string, Item>(), [], {}, {}];
  for (const level of ["info", "warn", "error"] as const)
    said[level] = jest.spyOn(console, level).mockImplementation();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const batch = (...data: (object | string | Buffer)[]) => ({
  Records: data.map((each, index) => ({
    eventID: `shardId-000000000000:${index + 1}`,
    kinesis: {
      partitionKey: "k",
      sequenceNumber: String(index + 1),
      approximateArrivalTimestamp: 1741064767.089,
      data: Buffer.from(
        typeof each === "string" || each instanceof Buffer ? each : JSON.stringify(each),
      ).toString("base64"),
    },
  })),
});

test("events are written with where and when they came, and until when they are kept", async () => {
  const event = anEvent();
  expect(await handler(batch(event))).toEqual({ batchItemFailures: [] });
  expect([...items.values()]).toEqual([
    expect.objectContaining({
      id: { S: event.id },
      shard: { S: "shardId-000000000000" },
      sequence: { S: "1" },
      arrived_at: { S: "2025-03-04T05:06:07.089Z" },
      expires_at: { N: String(1741064767 + 10 * 86_400) },
    }),
  ]);
  expect(checkpoint).toMatchObject({ ":sequence": { S: "1" }, ":order": { S: sortable("1") } });
});

test("an event that is there is no event more; another of its id, and what is none, are put aside", async () => {
  const event = anEvent();
  const huge = Buffer.alloc(200 * 1024, "x");
  expect(await handler(batch(event, event, { ...event, price: "7.77" }, huge))).toEqual({
    batchItemFailures: [],
  });
  expect(items.size).toBe(1);
  expect(letters.map(({ sequence, truncated }) => [sequence, truncated])).toEqual(
    expect.arrayContaining([
      ["3", false],
      ["4", true],
    ]),
  );
  expect(letters.find(({ sequence }) => sequence === "3")?.reason).toBe("there is another event of its id");
  expect(said.info).toHaveBeenCalledWith(
    expect.objectContaining({ records: 4, written: 1, repeated: 1, buried: 2, until: "4" }),
  );
});

test("an event of which the table does not say what it holds is taken for another", async () => {
  failing = { PutItem: { error: "ConditionalCheckFailedException" } };
  await handler(batch(anEvent()));
  expect(letters.map(({ reason }) => reason)).toEqual(["there is another event of its id"]);
});

test("a record that fails is told, and no checkpoint is written before it is done", async () => {
  failing = { PutItem: { error: "ValidationException" } };
  expect(await handler(batch(anEvent()))).toEqual({ batchItemFailures: [{ itemIdentifier: "1" }] });
  expect(checkpoint).toEqual({});
  expect(said.error).toHaveBeenCalledWith(
    expect.objectContaining({ sequence: "1", error: "ValidationException" }),
  );
});

test.each([
  ["ConditionalCheckFailedException", 0],
  ["ValidationException", 1],
])("a checkpoint that meets %s fails no record", async (error, complaints) => {
  failing = { UpdateItem: { error } };
  expect(await handler(batch(anEvent()))).toEqual({ batchItemFailures: [] });
  expect(said.error).toHaveBeenCalledTimes(complaints);
});

test("an environment that is incomplete is named, variable by variable", async () => {
  const { KEEP_DAYS: days } = process.env;
  process.env.KEEP_DAYS = "0";
  await expect(handler(batch(anEvent()))).rejects.toThrow(/^the environment is incomplete: .*KEEP_DAYS/s);
  process.env.KEEP_DAYS = days;
});
