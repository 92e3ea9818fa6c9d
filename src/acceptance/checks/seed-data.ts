import assert from "node:assert/strict";
import { ListRecoveryPointsByBackupVaultCommand, StartBackupJobCommand } from "@aws-sdk/client-backup";
import { PutImageCommand } from "@aws-sdk/client-ecr";
import { DeleteObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { type Check, present, textOutput } from "../acceptance-spec";
import { databaseCluster } from "./database";

/** What a system holds when it has been used: each must not keep it from being destroyed. */

/** An object, a second version of it, and one that was deleted. @param outputs hold the buckets' names */
export function filledBuckets(outputs: readonly string[]): Check {
  return {
    title: `objects, old versions and delete markers lie in ${outputs.length} buckets`,
    async run(deployed) {
      const { s3 } = deployed.aws;
      for (const output of outputs) {
        const Bucket = textOutput(deployed, output);
        for (const [Key, Body] of Object.entries({ "in-use/a": "1", "in-use/b": "1" })) {
          await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
          const { VersionId } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: `${Body}2` }));
          assert.ok(VersionId, `version of ${Key} in ${Bucket}`);
        }
        await s3.send(new DeleteObjectCommand({ Bucket, Key: "in-use/b" }));
      }
    },
  };
}

const MANIFEST = {
  schemaVersion: 2,
  mediaType: "application/vnd.docker.distribution.manifest.v2+json",
  config: {
    mediaType: "application/vnd.docker.container.image.v1+json",
    size: 2,
    digest: "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a",
  },
  layers: [],
};

/** @param outputs hold the repositories' URLs */
export function filledRepositories(outputs: readonly string[]): Check {
  return {
    title: `an image lies in ${outputs.length} repositories`,
    async run(deployed) {
      for (const output of outputs) {
        const [, repositoryName = ""] = textOutput(deployed, output).split(/\/(.*)/);
        await deployed.aws.ecr.send(
          new PutImageCommand({ repositoryName, imageTag: "1.0.0", imageManifest: JSON.stringify(MANIFEST) }),
        );
      }
    },
  };
}

/**
 * Starts a backup job of a cluster and looks for its recovery point in the vault.
 * @param vault the output with the vault's ARN
 * @param endpoint the output with the writer's host
 */
export function filledVault(vault: string, endpoint: string): Check {
  return {
    title: "a recovery point lies in the backup vault",
    async run(deployed) {
      const { backup } = deployed.aws;
      const BackupVaultName = present(textOutput(deployed, vault).split(":").at(-1), "the vault");
      const ResourceArn = present((await databaseCluster(deployed, endpoint)).DBClusterArn, "its ARN");
      const [, , , , account = ""] = ResourceArn.split(":");
      const IamRoleArn = `arn:aws:iam::${account}:role/backup`;
      await backup.send(new StartBackupJobCommand({ BackupVaultName, ResourceArn, IamRoleArn }));
      const { RecoveryPoints = [] } = await backup.send(
        new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName }),
      );
      assert.deepEqual(
        RecoveryPoints.map((point) => point.ResourceArn),
        [ResourceArn],
        "recovery points",
      );
    },
  };
}
