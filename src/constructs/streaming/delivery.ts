import { type Construct } from "constructs";
import { BucketDelivery, type BucketDeliveryProps } from "./bucket-delivery";
import { type Stream } from "./stream";

export interface DeliveryProps extends BucketDeliveryProps {
  readonly source: Stream;
}

/** Firehose from a stream to a bucket, as `BucketDelivery` says: records as lines of compressed JSON. */
export class Delivery extends BucketDelivery {
  constructor(scope: Construct, id: string, { source, ...props }: DeliveryProps) {
    super(scope, id, props, {
      source: (role) => {
        source.grantRead(role);
        return { kinesisSourceConfiguration: { kinesisStreamArn: source.arn, roleArn: role.arn } };
      },
      objects: {
        compressionFormat: "GZIP",
        fileExtension: ".json.gz",
        processingConfiguration: {
          enabled: true,
          processors: [
            {
              type: "AppendDelimiterToRecord",
              parameters: [{ parameterName: "Delimiter", parameterValue: "\\n" }],
            },
          ],
        },
      },
    });
  }
}
