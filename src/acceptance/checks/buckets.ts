import assert from "node:assert/strict";
import { DescribeContinuousBackupsCommand, DescribeTableCommand } from "@aws-sdk/client-dynamodb";
import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
} from "@aws-sdk/client-s3";
import { type Check, type Deployed, textOutput } from "../acceptance-spec";

/** Public access blocked, versioned, TLS only, a lifecycle; encrypted as `algorithm` says. */
export function privateBucket(output: string, algorithm: "aws:kms" | "AES256"): Check {
  return {
    title: `the bucket of ${output} is private, versioned, encrypted (${algorithm}), TLS only, with a lifecycle`,
    async run(deployed: Deployed) {
      const { s3 } = deployed.aws;
      const Bucket = textOutput(deployed, output);
      const block = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      assert.ok(
        Object.values(block.PublicAccessBlockConfiguration ?? { none: false }).every(Boolean),
        "public access",
      );
      assert.equal(
        (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status,
        "Enabled",
        "versioning",
      );
      const encryption = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
      const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
      assert.equal(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm, algorithm, "encryption");
      const { Policy = "{}" } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
      assert.match(Policy, /aws:SecureTransport/, "policy");
      const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
      assert.ok(
        Rules.some(
          (one) =>
            one.Status === "Enabled" &&
            (one.NoncurrentVersionExpiration ?? one.NoncurrentVersionTransitions?.[0]),
        ),
        "old versions expire or move",
      );
    },
  };
}

/** Accesses to the bucket are logged into another. */
export function loggedBucket(output: string): Check {
  return {
    title: `accesses to the bucket of ${output} are logged`,
    async run(deployed) {
      const Bucket = textOutput(deployed, output);
      const { LoggingEnabled } = await deployed.aws.s3.send(new GetBucketLoggingCommand({ Bucket }));
      assert.ok(LoggingEnabled?.TargetBucket, "the bucket of the logs");
      assert.notEqual(LoggingEnabled.TargetBucket, Bucket, "the bucket of the logs");
    },
  };
}

/** The lock table has a CMK and can be restored to a point in time. */
export const lockTable: Check = {
  title: "the lock table has a CMK and point-in-time recovery",
  async run(deployed) {
    const { dynamodb } = deployed.aws;
    const TableName = textOutput(deployed, "state_lock_table");
    const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    assert.equal(Table?.SSEDescription?.KMSMasterKeyArn, textOutput(deployed, "state_kms_key"), "key");
    assert.deepEqual(Table.KeySchema, [{ AttributeName: "LockID", KeyType: "HASH" }], "hash key");
    const backups = await dynamodb.send(new DescribeContinuousBackupsCommand({ TableName }));
    const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
    assert.equal(recovery?.PointInTimeRecoveryStatus, "ENABLED", "point-in-time recovery");
  },
};
