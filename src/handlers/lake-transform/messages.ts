import { z } from "zod";

/** An object that is new in the raw bucket. */
export interface NewObject {
  readonly bucket: string;
  readonly key: string;
}

/** A message of the queue: the objects that it tells of, or what is wrong with it. */
export interface Message {
  readonly id: string;
  readonly objects: readonly NewObject[];
  readonly problem?: string;
}

const sqsEvent = z.object({
  Records: z.array(z.object({ messageId: z.string().min(1), body: z.string() })).min(1),
});

/** S3 user guide, "Event message structure". */
const s3Event = z.object({
  Records: z.array(
    z.object({
      s3: z.object({
        bucket: z.object({ name: z.string().min(1) }),
        object: z.object({ key: z.string().min(1) }),
      }),
    }),
  ),
});

/** What S3 sends when it is told of the queue. */
const testEvent = z.object({ Event: z.literal("s3:TestEvent") });

/**
 * The messages of an invocation.
 * @throws Error if it is no event of an SQS event source
 */
export function messagesOf(event: unknown): Message[] {
  const parsed = sqsEvent.safeParse(event);
  if (!parsed.success) {
    throw new Error(`this is no event of an SQS queue: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data.Records.map(({ messageId: id, body }) => ({ id, ...objectsOf(body) }));
}

function objectsOf(body: string): Omit<Message, "id"> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { objects: [], problem: "it is no JSON" };
  }
  if (testEvent.safeParse(json).success) return { objects: [] };
  const parsed = s3Event.safeParse(json);
  if (!parsed.success) return { objects: [], problem: "it is no notification of S3" };
  return {
    objects: parsed.data.Records.map(({ s3 }) => ({
      bucket: s3.bucket.name,
      // Keys come as in the query of a URL.
      key: decodeURIComponent(s3.object.key.replaceAll("+", " ")),
    })),
  };
}
