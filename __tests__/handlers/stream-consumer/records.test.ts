import { recordsOf } from "../../../src/handlers/stream-consumer/records";

const record = (given: object = {}) => ({
  eventID: "shardId-000000000001:49590338271490256608559692538361571095921575989136588898",
  eventSource: "aws:kinesis",
  kinesis: {
    kinesisSchemaVersion: "1.0",
    partitionKey: "PLTH",
    sequenceNumber: "49590338271490256608559692538361571095921575989136588898",
    data: Buffer.from("hello").toString("base64"),
    approximateArrivalTimestamp: 1_741_064_767.089,
    ...given,
  },
});

test("records have their place in the stream, and their bytes", () => {
  expect(recordsOf({ Records: [record()] })).toEqual([
    {
      shard: "shardId-000000000001",
      sequence: "49590338271490256608559692538361571095921575989136588898",
      partitionKey: "PLTH",
      arrivedAt: "2025-03-04T05:06:07.089Z",
      data: Buffer.from("hello"),
    },
  ]);
});

test("a record without data is one too: what it is worth is told later", () => {
  expect(recordsOf({ Records: [record({ data: "" })] })[0]?.data).toEqual(Buffer.alloc(0));
});

test.each([
  ["nothing", undefined],
  ["no records", { Records: [] }],
  ["a message of SQS", { Records: [{ messageId: "1", body: "{}" }] }],
  ["no sequence number", { Records: [record({ sequenceNumber: "x" })] }],
])("%s is refused as a whole: Lambda is to tell, and to try again", (_, event) => {
  expect(() => recordsOf(event)).toThrow(/^this is no event of a Kinesis stream: /);
});
