import assert from "node:assert/strict";
import { DescribeTableCommand, DescribeTimeToLiveCommand } from "@aws-sdk/client-dynamodb";
import { DescribeStreamSummaryCommand } from "@aws-sdk/client-kinesis";
import { ListEventSourceMappingsCommand } from "@aws-sdk/client-lambda";
import { GetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import { type Check, type Deployed, textOutput } from "../acceptance-spec";
import { customerKey } from "./find";

export interface StreamingExpectation {
  /** The outputs with stream, function, dead-letter queue and tables. */
  readonly stream: string;
  readonly consumer: string;
  readonly deadLetters: string;
  readonly events: string;
  readonly checkpoints: string;
}

/** stream -> mapping -> function -> tables and queue: each by what the outputs say of it. */
export function streamingChecks(outputs: StreamingExpectation): Check[] {
  return [
    {
      title: "the stream is on demand, under a rotating CMK, and keeps its records for a week",
      async run(deployed) {
        const { StreamDescriptionSummary: found } = await deployed.aws.kinesis.send(
          new DescribeStreamSummaryCommand({ StreamARN: textOutput(deployed, outputs.stream) }),
        );
        assert.equal(found?.StreamModeDetails?.StreamMode, "ON_DEMAND", "mode");
        assert.equal(found.EncryptionType, "KMS", "encryption");
        await customerKey(deployed, found.KeyId?.split("/").at(-1), "the stream");
        assert.equal(found.RetentionPeriodHours, 168, "hours of retention");
      },
    },
    {
      title: "the consumer reads it from the beginning, halves what fails, and buries what stays so",
      async run(deployed) {
        const { EventSourceMappings = [] } = await deployed.aws.lambda.send(
          new ListEventSourceMappingsCommand({ FunctionName: textOutput(deployed, outputs.consumer) }),
        );
        assert.equal(EventSourceMappings.length, 1, "sources of the consumer");
        const [found] = EventSourceMappings;
        assert.equal(found?.EventSourceArn, textOutput(deployed, outputs.stream), "source");
        assert.equal(found.StartingPosition, "TRIM_HORIZON", "where it begins");
        assert.deepEqual(found.FunctionResponseTypes, ["ReportBatchItemFailures"], "partial failures");
        assert.equal(found.BisectBatchOnFunctionError, true, "halving");
        assert.equal(found.MaximumRetryAttempts, 5, "attempts");
        const queue = await queueArn(deployed, outputs.deadLetters);
        assert.equal(found.DestinationConfig?.OnFailure?.Destination, queue, "where the rest goes");
      },
    },
    {
      title: "the tables of events and checkpoints are under a rotating CMK, and events leave by themselves",
      async run(deployed) {
        const { dynamodb } = deployed.aws;
        for (const [output, key] of [
          [outputs.events, "id"],
          [outputs.checkpoints, "shard"],
        ] as const) {
          const TableName = textOutput(deployed, output).split("/").at(-1);
          const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
          await customerKey(deployed, Table?.SSEDescription?.KMSMasterKeyArn, String(TableName));
          assert.deepEqual(
            Table?.KeySchema,
            [{ AttributeName: key, KeyType: "HASH" }],
            `key of ${TableName}`,
          );
        }
        const TableName = textOutput(deployed, outputs.events).split("/").at(-1);
        const { TimeToLiveDescription } = await dynamodb.send(new DescribeTimeToLiveCommand({ TableName }));
        assert.deepEqual(
          [TimeToLiveDescription?.TimeToLiveStatus, TimeToLiveDescription?.AttributeName],
          ["ENABLED", "expires_at"],
          "when events leave",
        );
      },
    },
  ];
}

async function queueArn(deployed: Deployed, output: string): Promise<string | undefined> {
  const { Attributes } = await deployed.aws.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: textOutput(deployed, output),
      AttributeNames: ["QueueArn", "KmsMasterKeyId"],
    }),
  );
  await customerKey(deployed, Attributes?.KmsMasterKeyId, `the queue of ${output}`);
  return Attributes?.QueueArn;
}
