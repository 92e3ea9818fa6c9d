import { z } from "zod";

/** One record of the stream, as Lambda hands it over. */
export interface StreamRecord {
  readonly shard: string;
  /** Grows within a shard; up to 128 digits. */
  readonly sequence: string;
  readonly partitionKey: string;
  /** When it came into the stream, ISO 8601. */
  readonly arrivedAt: string;
  readonly data: Buffer;
}

const kinesisEvent = z.object({
  Records: z
    .array(
      z.object({
        eventID: z.string().regex(/^[^:]+:\d{1,128}$/),
        kinesis: z.object({
          partitionKey: z.string(),
          sequenceNumber: z.string().regex(/^\d{1,128}$/),
          data: z.base64(),
          approximateArrivalTimestamp: z.number(),
        }),
      }),
    )
    .min(1),
});

/**
 * The records of an invocation, in the order of their shard.
 * @throws Error if it is no event of a Kinesis event source
 */
export function recordsOf(event: unknown): StreamRecord[] {
  const parsed = kinesisEvent.safeParse(event);
  if (!parsed.success) {
    throw new Error(`this is no event of a Kinesis stream: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data.Records.map(({ eventID, kinesis }) => ({
    shard: eventID.slice(0, eventID.indexOf(":")),
    sequence: kinesis.sequenceNumber,
    partitionKey: kinesis.partitionKey,
    arrivedAt: new Date(kinesis.approximateArrivalTimestamp * 1000).toISOString(),
    data: Buffer.from(kinesis.data, "base64"),
  }));
}
