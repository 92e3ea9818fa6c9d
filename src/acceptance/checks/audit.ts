import assert from "node:assert/strict";
import {
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
} from "@aws-sdk/client-cloudtrail";
import { type Check, present, textOutput } from "../acceptance-spec";
import { customerKey } from "./find";

export interface TrailExpectation {
  /** The output with the trail's ARN. */
  readonly trail: string;
  /** The output with the bucket of its files. */
  readonly bucket: string;
  /** Outputs with the buckets whose objects' events it has. */
  readonly objectsOf: readonly string[];
}

export function auditTrail({ trail, bucket, objectsOf }: TrailExpectation): Check {
  return {
    title: "the trail records all regions and the documents' objects, validated and under a rotating CMK",
    async run(deployed) {
      const { cloudtrail } = deployed.aws;
      const arn = textOutput(deployed, trail);
      const { trailList = [] } = await cloudtrail.send(new DescribeTrailsCommand({ trailNameList: [arn] }));
      const found = present(trailList[0], `the trail ${arn}`);
      assert.equal(found.IsMultiRegionTrail, true, "all regions");
      assert.equal(found.IncludeGlobalServiceEvents, true, "global services");
      assert.equal(found.LogFileValidationEnabled, true, "validation");
      assert.equal(found.S3BucketName, textOutput(deployed, bucket), "bucket");
      assert.match(found.CloudWatchLogsLogGroupArn ?? "", /:log-group:/, "log group");
      await customerKey(deployed, found.KmsKeyId, "the trail");
      const { IsLogging } = await cloudtrail.send(new GetTrailStatusCommand({ Name: arn }));
      assert.equal(IsLogging, true, "recording");
      const { AdvancedEventSelectors = [] } = await cloudtrail.send(
        new GetEventSelectorsCommand({ TrailName: arn }),
      );
      const objects = AdvancedEventSelectors.flatMap(({ FieldSelectors = [] }) =>
        FieldSelectors.filter((one) => one.Field === "resources.ARN").flatMap((one) => one.StartsWith ?? []),
      );
      assert.deepEqual(
        objects,
        objectsOf.map((output) => `arn:aws:s3:::${textOutput(deployed, output)}/`),
        "objects",
      );
    },
  };
}
