import assert from "node:assert/strict";
import { GetItemCommand } from "@aws-sdk/client-dynamodb";
import { GetBucketVersioningCommand, HeadObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { stateOf } from "../deployment";
import { type Check, type Deployed } from "../acceptance-spec";

/** The state object of a system lies in the bucket, under the CMK, in a version. */
export function stateStored(system: string): Check {
  return {
    title: "the state lies in the bucket, under the CMK and versioned",
    async run({ stateAws, facts }) {
      const { bucket, key } = stateOf(system, facts);
      const head = await stateAws.s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      assert.equal(head.ServerSideEncryption, "aws:kms", "encryption of the state");
      assert.ok(head.SSEKMSKeyId, "the key of the state");
      assert.ok(head.VersionId, "the version of the state");
      const versioning = await stateAws.s3.send(new GetBucketVersioningCommand({ Bucket: bucket }));
      assert.equal(versioning.Status, "Enabled", "versioning of the bucket");
    },
  };
}

/** Each write of the state kept the one before it. */
export function stateVersions(system: string): Check {
  return {
    title: "the state before the update is kept as a version",
    async run({ stateAws, facts }) {
      const { bucket, key } = stateOf(system, facts);
      const { Versions = [] } = await stateAws.s3.send(
        new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }),
      );
      assert.ok(Versions.length >= 2, `versions of the state: ${Versions.length}`);
    },
  };
}

/** The lock that a run of Terraform holds now, as its table has it. */
export async function heldLock(
  system: string,
  { stateAws, facts }: Pick<Deployed, "stateAws" | "facts">,
): Promise<string | undefined> {
  const { bucket, lockTable, key } = stateOf(system, facts);
  const { Item } = await stateAws.dynamodb.send(
    new GetItemCommand({
      TableName: lockTable,
      Key: { LockID: { S: `${bucket}/${key}` } },
      ConsistentRead: true,
    }),
  );
  return Item?.Info?.S;
}
