import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { errorName, OperationError } from "../error";
import { type S3State } from "../stack";

/** A lock, as Terraform writes it. */
export interface Lock {
  readonly ID: string;
  /** `OperationTypeApply`, `OperationTypePlan`, ... */
  readonly Operation: string;
  /** `user@host` */
  readonly Who: string;
  /** The version of Terraform. */
  readonly Version: string;
  /** ISO 8601 */
  readonly Created: string;
}

/** AWS clients in the region of a state. */
export function clientsFor({ region }: Pick<S3State, "region">) {
  return { dynamodb: new DynamoDBClient({ region }), s3: new S3Client({ region }) };
}

export type StateClients = ReturnType<typeof clientsFor>;

/** The item of a state's lock in the lock table; that of the state's digest ends in `-md5`. */
export function lockId({ bucket, key }: Pick<S3State, "bucket" | "key">): string {
  return `${bucket}/${key}`;
}

/**
 * The lock that is held on a state now, in the table or, with `use_lockfile`, in the bucket.
 * @throws OperationError if the table does not exist
 */
export async function heldLock(aws: StateClients, state: S3State): Promise<Lock | undefined> {
  const text = (await lockItem(aws, state)) ?? (state.use_lockfile ? await lockFile(aws, state) : undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Lock);
}

async function lockItem({ dynamodb }: StateClients, state: S3State): Promise<string | undefined> {
  if (state.dynamodb_table === undefined) return undefined;
  return (await tableItem(dynamodb, state, lockId(state)))?.Info?.S;
}

/**
 * An item of the lock table.
 * @throws OperationError if there is no such table
 */
export async function tableItem(dynamodb: DynamoDBClient, state: S3State, id: string) {
  const TableName = state.dynamodb_table ?? "";
  try {
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName, Key: { LockID: { S: id } }, ConsistentRead: true }),
    );
    return Item;
  } catch (error) {
    if (errorName(error) !== "ResourceNotFoundException") throw error;
    throw new OperationError(
      `There is no lock table ${TableName} in ${state.region}. Create it (npx plinth deploy state-backend), or ` +
        "name the right one (TERRAFORM_STATE_LOCK_TABLE, TERRAFORM_STATE_REGION).",
    );
  }
}

async function lockFile({ s3 }: StateClients, { bucket, key }: S3State): Promise<string | undefined> {
  try {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: `${key}.tflock` }));
    return await Body?.transformToString();
  } catch (error) {
    if (errorName(error) === "NoSuchKey") return undefined;
    throw error;
  }
}

/** A lock in words, for example `apply by ann@build-7 (Terraform 1.11.4), since 2026-01-05 10:00:00 UTC, 12 minutes ago`. */
export function describeLock({ Operation, Who, Version, Created }: Lock, now = Date.now()): string {
  const since = new Date(Created);
  const operation = Operation.replace(/^OperationType/, "").toLowerCase() || "an operation";
  const at = since
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, " UTC");
  return `${operation} by ${Who} (Terraform ${Version}), since ${at}, ${ago(now - since.getTime())}`;
}

function ago(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return "less than a minute ago";
  if (minutes < 120) return `${minutes} ${minutes === 1 ? "minute" : "minutes"} ago`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} hours ago` : `${Math.floor(hours / 24)} days ago`;
}
