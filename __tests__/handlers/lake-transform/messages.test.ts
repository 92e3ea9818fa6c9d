import { messagesOf } from "../../../src/handlers/lake-transform/messages";

const event = (...bodies: string[]) => ({
  Records: bodies.map((body, index) => ({ messageId: `m${index}`, body })),
});
const told = (...keys: string[]) =>
  JSON.stringify({ Records: keys.map((key) => ({ s3: { bucket: { name: "raw" }, object: { key } } })) });

test("a message names objects, by their keys as they are", () => {
  expect(messagesOf(event(told("market-events/day%3D2025-03-04/a+b%2B.json.gz", "second")))).toEqual([
    {
      id: "m0",
      objects: [
        { bucket: "raw", key: "market-events/day=2025-03-04/a b+.json.gz" },
        { bucket: "raw", key: "second" },
      ],
    },
  ]);
});

test("S3's test of the queue names none, and is no problem", () => {
  const body = JSON.stringify({ Service: "Amazon S3", Event: "s3:TestEvent", Bucket: "raw" });
  expect(messagesOf(event(body))).toEqual([{ id: "m0", objects: [] }]);
});

test.each([
  ["{", "it is no JSON"],
  ["{}", "it is no notification of S3"],
  [JSON.stringify({ Records: [{ s3: {} }] }), "it is no notification of S3"],
])("a message %s is a problem of its own, not of the others", (body, problem) => {
  const [wrong, right] = messagesOf(event(body, told("k")));
  expect(wrong).toEqual({ id: "m0", objects: [], problem });
  expect(right?.objects).toHaveLength(1);
});

test("what is no event of a queue is refused", () => {
  expect(() => messagesOf({ Records: [] })).toThrow(/^this is no event of an SQS queue: /);
});
