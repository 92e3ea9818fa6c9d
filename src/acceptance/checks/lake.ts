import assert from "node:assert/strict";
import { GetWorkGroupCommand } from "@aws-sdk/client-athena";
import { DescribeDeliveryStreamCommand } from "@aws-sdk/client-firehose";
import { GetTablesCommand } from "@aws-sdk/client-glue";
import {
  GetBucketLifecycleConfigurationCommand,
  GetBucketNotificationConfigurationCommand,
} from "@aws-sdk/client-s3";
import { type Check, present, textOutput } from "../acceptance-spec";
import { customerKey, sorted } from "./find";

export interface LakeExpectation {
  /** The outputs with stream, delivery stream, buckets, Glue database, work group. */
  readonly stream: string;
  readonly delivery: string;
  readonly raw: string;
  readonly processed: string;
  readonly catalog: string;
  readonly workGroup: string;
  readonly results: string;
  /** The tables in SQL, each with the output of its bucket and the prefix of its data. */
  readonly tables: Readonly<Record<string, readonly [bucket: string, prefix: string]>>;
}

/** stream -> Firehose -> raw bucket -> queue; tables and work group over both buckets. */
export function lakeChecks(outputs: LakeExpectation): Check[] {
  return [
    {
      title: "Firehose delivers the stream to the raw bucket: compressed, by the hour, failed records kept",
      async run(deployed) {
        const { DeliveryStreamDescription: found } = await deployed.aws.firehose.send(
          new DescribeDeliveryStreamCommand({
            DeliveryStreamName: textOutput(deployed, outputs.delivery).split("/").at(-1),
          }),
        );
        const source = found?.Source?.KinesisStreamSourceDescription?.KinesisStreamARN;
        assert.equal(source, textOutput(deployed, outputs.stream), "source");
        const to = present(found?.Destinations?.[0]?.ExtendedS3DestinationDescription, "its destination");
        assert.equal(to.BucketARN, `arn:aws:s3:::${textOutput(deployed, outputs.raw)}`, "bucket");
        assert.equal(to.CompressionFormat, "GZIP", "compression");
        assert.match(to.Prefix ?? "", /^market-events\/day=!\{timestamp:.*\/hour=!/, "partitions");
        assert.match(to.ErrorOutputPrefix ?? "", /^errors\/market-events\/!\{firehose:/, "failed records");
        await customerKey(
          deployed,
          to.EncryptionConfiguration?.KMSEncryptionConfig?.AWSKMSKeyARN,
          "what it delivers",
        );
        assert.equal(to.CloudWatchLoggingOptions?.Enabled, true, "log of errors");
      },
    },
    {
      title: "raw and processed data move to Glacier after 90 days, and the raw bucket tells of new objects",
      async run(deployed) {
        const { s3 } = deployed.aws;
        for (const output of [outputs.raw, outputs.processed]) {
          const Bucket = textOutput(deployed, output);
          const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
          const moves = Rules.flatMap((one) => [
            ...(one.Transitions ?? []).map((move) => [move.StorageClass, move.Days]),
            ...(one.NoncurrentVersionTransitions ?? []).map((move) => [
              move.StorageClass,
              move.NoncurrentDays,
            ]),
          ]);
          assert.deepEqual(
            moves,
            [
              ["GLACIER", 90],
              ["GLACIER", 90],
            ],
            `moves of ${Bucket}`,
          );
        }
        const told = await s3.send(
          new GetBucketNotificationConfigurationCommand({ Bucket: textOutput(deployed, outputs.raw) }),
        );
        assert.deepEqual(
          told.QueueConfigurations?.map(({ Events, Filter }) => [
            Events,
            Filter?.Key?.FilterRules?.[0]?.Value,
          ]),
          [[["s3:ObjectCreated:*"], "market-events/"]],
          "what the raw bucket tells",
        );
      },
    },
    {
      title: `the tables ${Object.keys(outputs.tables).join(", ")} lie over the buckets`,
      async run(deployed) {
        const { TableList = [] } = await deployed.aws.glue.send(
          new GetTablesCommand({ DatabaseName: textOutput(deployed, outputs.catalog) }),
        );
        const found = TableList.map((table) => [table.Name, table.StorageDescriptor?.Location]);
        const wanted = Object.entries(outputs.tables).map(([name, [bucket, prefix]]) => [
          name,
          `s3://${textOutput(deployed, bucket)}/${prefix}`,
        ]);
        assert.deepEqual(Object.fromEntries(found), Object.fromEntries(wanted), "locations");
        for (const table of TableList)
          assert.equal(table.Parameters?.["projection.enabled"], "true", `partitions of ${table.Name}`);
      },
    },
    {
      title: "the work group forces results under a rotating CMK, and limits what a query reads",
      async run(deployed) {
        const { WorkGroup: group } = await deployed.aws.athena.send(
          new GetWorkGroupCommand({ WorkGroup: textOutput(deployed, outputs.workGroup) }),
        );
        const found = present(group?.Configuration, "its configuration");
        assert.equal(found.EnforceWorkGroupConfiguration, true, "what clients may choose");
        assert.ok(Number(found.BytesScannedCutoffPerQuery) > 0, "limit of a query");
        const results = found.ResultConfiguration;
        const bucket = textOutput(deployed, outputs.results);
        assert.equal(results?.OutputLocation, `s3://${bucket}/results/`, "where results go");
        assert.equal(results.EncryptionConfiguration?.EncryptionOption, "SSE_KMS", "encryption");
        await customerKey(deployed, results.EncryptionConfiguration.KmsKey, "the results");
        assert.deepEqual(sorted([group?.State]), ["ENABLED"], "state");
      },
    },
  ];
}
