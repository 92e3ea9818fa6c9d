import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { CLIENT } from "../aws-client";
import { type Message, messagesOf, type NewObject } from "./messages";
import { transform } from "./transform";

/** What Lambda is told: the messages that are to come again. */
export interface Response {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

const s3 = new S3Client(CLIENT);
const environment = z.object({
  PROCESSED_BUCKET: z.string().min(1),
  DATASET: z.string().regex(/^[a-z0-9_]+$/),
});

/** Brings new raw objects into the processed bucket; messages that fail come again, by themselves. */
export async function handler(event: unknown): Promise<Response> {
  const settings = environment.parse(process.env);
  const failed: string[] = [];
  // One after the other: an object in memory is large.
  for (const message of messagesOf(event)) {
    try {
      await take(message, settings);
    } catch (error) {
      const { name, message: why } = error as Error;
      console.error({
        message: "a notification failed: it is tried again",
        id: message.id,
        error: name,
        why,
      });
      failed.push(message.id);
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

type Environment = z.infer<typeof environment>;

async function take({ objects, problem }: Message, settings: Environment): Promise<void> {
  // It fails until it is in the dead-letter queue, where somebody sees it.
  if (problem !== undefined) throw new Error(problem);
  for (const object of objects) await bring(object, settings);
}

async function bring({ bucket, key }: NewObject, { PROCESSED_BUCKET, DATASET }: Environment): Promise<void> {
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  const raw = Buffer.from(await (Body as NonNullable<typeof Body>).transformToByteArray());
  const { events, rejected } = transform(DATASET, key, raw);
  for (const { key: Key, body } of rejected === undefined ? events : [...events, rejected]) {
    const put = { Bucket: PROCESSED_BUCKET, Key, Body: body, ContentType: "application/gzip" };
    await s3.send(new PutObjectCommand(put));
  }
  const count = events.reduce((sum, { lines }) => sum + lines, 0);
  console.info({ message: "a raw object is processed", key, events: count, rejected: rejected?.lines ?? 0 });
}
