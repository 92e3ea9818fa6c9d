import { createHash } from "node:crypto";
import { UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { errorName, OperationError } from "../error";
import { type OperatedStack, s3StateOf } from "../stack";
import { clientsFor, describeLock, heldLock, lockId, type StateClients, tableItem } from "./lock";
import { type S3State } from "../stack";

/** The state in the bucket. */
interface Stored {
  readonly digest: string;
  readonly serial: number;
  readonly at: string;
}

/**
 * Checks the state of a stack: bucket, object, lock table, lock, and digest. Terraform keeps the digest in the lock table,
 * so that it does not read an old state. With `mend`, the digest of the state in the bucket is stored.
 * @returns whether there is something to do
 * @throws OperationError if the bucket or the table does not exist, or if a lock prevents the mending
 */
export async function inspectState(
  stack: OperatedStack,
  { mend }: { readonly mend: boolean },
  say: (text: string) => void,
): Promise<boolean> {
  const state = s3StateOf(stack);
  const aws = clientsFor(state);
  const stored = await storedState(aws, state);
  const lock = await heldLock(aws, state);
  const digest = await keptDigest(aws, state);
  const place = `s3://${state.bucket}/${state.key}`;
  if (stored) say(`State: ${place}, serial ${stored.serial}, written ${stored.at}.`);
  else say(`State: none at ${place}.`);
  say(lock ? `Lock: ${describeLock(lock)}. See: npx plinth unlock ${stack.asked}` : "Lock: none.");
  if (digest === undefined || digest === stored?.digest) {
    say(digest === undefined ? "Digest: none is stored." : "Digest: it matches the state.");
    return lock !== undefined;
  }
  if (stored === undefined) {
    say(`Digest: ${digest}, of a state that was deleted.\n${await restoreHint(aws, state)}`);
    return true;
  }
  if (!mend) {
    say(
      `Digest: ${digest} in ${state.dynamodb_table ?? ""}, but the digest of the state is ${stored.digest}. Either the state ` +
        "was not written by Terraform (an older version, a copy), or the run that wrote it ended before it stored the digest.\n" +
        `If it is the right state: npx plinth state ${stack.asked} --mend-digest`,
    );
    return true;
  }
  if (lock) throw new OperationError("The digest cannot be mended while the state is locked.");
  await keepDigest(aws, state, digest, stored.digest);
  say(`Digest: mended, ${digest} -> ${stored.digest}. Next: npx plinth orphans ${stack.asked}`);
  return false;
}

async function storedState(
  { s3 }: StateClients,
  { bucket, key, region }: S3State,
): Promise<Stored | undefined> {
  try {
    const { Body, LastModified } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const { serial } = JSON.parse(Buffer.from(bytes).toString("utf8")) as { serial: number };
    const digest = createHash("md5").update(bytes).digest("hex");
    return { digest, serial, at: LastModified?.toISOString() ?? "at an unknown time" };
  } catch (error) {
    if (errorName(error) === "NoSuchKey") return undefined;
    if (errorName(error) !== "NoSuchBucket") throw error;
    throw new OperationError(
      `There is no bucket ${bucket} in ${region}. Create it (npx plinth deploy state-backend), or name the right one ` +
        "(TERRAFORM_STATE_BUCKET, TERRAFORM_STATE_REGION, AWS_ACCOUNT_ID).",
    );
  }
}

/** How to restore a deleted state: remove its newest delete marker. */
async function restoreHint({ s3 }: StateClients, { bucket, key }: S3State): Promise<string> {
  const { DeleteMarkers = [] } = await s3.send(
    new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }),
  );
  const marker = DeleteMarkers.find(({ Key, IsLatest }) => Key === key && IsLatest);
  if (marker?.VersionId === undefined) return "The bucket holds no version of it. Restore it from a copy.";
  return `Undo the deletion: aws s3api delete-object --bucket ${bucket} --key ${key} --version-id ${marker.VersionId}`;
}

const digestId = (state: S3State): string => `${lockId(state)}-md5`;

async function keptDigest({ dynamodb }: StateClients, state: S3State): Promise<string | undefined> {
  if (state.dynamodb_table === undefined) return undefined;
  return (await tableItem(dynamodb, state, digestId(state)))?.Digest?.S;
}

/** Stores the digest, unless another run has stored one since. */
async function keepDigest(
  { dynamodb }: StateClients,
  state: S3State,
  old: string,
  digest: string,
): Promise<void> {
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: state.dynamodb_table,
      Key: { LockID: { S: digestId(state) } },
      UpdateExpression: "SET Digest = :new",
      ConditionExpression: "Digest = :old",
      ExpressionAttributeValues: { ":new": { S: digest }, ":old": { S: old } },
    }),
  );
}
