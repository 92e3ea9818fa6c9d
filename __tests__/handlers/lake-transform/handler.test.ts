import { gunzipSync, gzipSync } from "node:zlib";
import { handler } from "../../../src/handlers/lake-transform/index";
import { anEvent } from "../../constructs/streaming/market";
import { Aws } from "../aws";

const objects = new Map<string, Buffer>();
const aws = new Aws((operation, input) => {
  const [method, path = ""] = operation.split(" ");
  if (method === "PUT") {
    objects.set(decodeURIComponent(path), input);
    return {};
  }
  const body = objects.get(decodeURIComponent(path));
  return body === undefined ? { error: "NoSuchKey" } : { body };
});
const environment = {
  PROCESSED_BUCKET: "processed",
  DATASET: "market_events",
  AWS_S3_FORCE_PATH_STYLE: "true",
};

beforeAll(() => aws.start(environment));
afterAll(() => aws.stop());
beforeEach(() => {
  objects.clear();
  jest.spyOn(console, "info").mockImplementation();
  jest.spyOn(console, "error").mockImplementation();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const KEY = "market-events/day=2025-03-04/hour=05/x.json.gz";
const told = (...keys: string[]) => ({
  Records: keys.map((key, index) => ({
    messageId: `m${index}`,
    body: JSON.stringify({ Records: [{ s3: { bucket: { name: "127" }, object: { key } } }] }),
  })),
});
/** What was put into the processed bucket, by its first folder. */
const written = () =>
  [...objects]
    .filter(([path]) => !path.includes(KEY))
    .map(([path, body]) => [path.split("/")[2], body] as const);

test("events of a raw object, and its lines that are none, come into the processed bucket", async () => {
  objects.set(`/127/${KEY}`, gzipSync(`${JSON.stringify(anEvent())}\nno event\n`));
  expect(await handler(told(KEY))).toEqual({ batchItemFailures: [] });
  expect(written().length).toBe(2);
  expect(
    written()
      .map(([, body]) => gunzipSync(body).toString())
      .join(),
  ).toContain("no event");
  expect(console.info).toHaveBeenCalledWith(expect.objectContaining({ key: KEY, events: 1, rejected: 1 }));
});

test("without lines that are none nothing is rejected", async () => {
  objects.set(`/127/${KEY}`, gzipSync(`${JSON.stringify(anEvent())}\n`));
  expect(await handler(told(KEY))).toEqual({ batchItemFailures: [] });
  expect(console.info).toHaveBeenCalledWith(expect.objectContaining({ rejected: 0 }));
});

test("an object that is not there, and a message that names none, come again; the others are done", async () => {
  objects.set(`/127/${KEY}`, gzipSync(`${JSON.stringify(anEvent())}\n`));
  const { Records } = told("gone", KEY);
  const event = { Records: [...Records, { messageId: "odd", body: "{" }] };
  expect(await handler(event)).toEqual({
    batchItemFailures: [{ itemIdentifier: "m0" }, { itemIdentifier: "odd" }],
  });
  expect(written().length).toBe(1);
  expect(console.error).toHaveBeenCalledWith(expect.objectContaining({ id: "odd", why: "it is no JSON" }));
});
