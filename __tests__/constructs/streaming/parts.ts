import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type Key } from "../../../src/constructs/encryption/key";
import { type FunctionNetwork } from "../../../src/constructs/functions/node-function";
import { Stream } from "../../../src/constructs/streaming/stream";
import { StreamConsumer, type StreamConsumerProps } from "../../../src/constructs/streaming/stream-consumer";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey } from "../../support/parts";

export const CONSUMER_ENTRY = "src/handlers/stream-consumer/index.ts";

/** A network of the one kind that every emulator takes: MiniStack has no network ACLs that Terraform understands. */
export function smallNetworkIn(stack: SystemStack): FunctionNetwork {
  const vpc = new Vpc(stack, "vpc", {
    cidrBlock: "10.20.0.0/16",
    tags: { Name: stack.nameFor(stack, "vpc") },
  });
  stack.suppress(vpc, "logging-vpc-flow-logs", "a network of tests in which there is no traffic");
  new DefaultSecurityGroup(stack, "default", {
    vpcId: vpc.id,
    tags: { Name: stack.nameFor(stack, "security-group", "default") },
  });
  const subnets = ["a", "b"].map(
    (az, index) =>
      new Subnet(stack, `subnet-${az}`, {
        vpcId: vpc.id,
        cidrBlock: `10.20.${16 * index}.0/20`,
        availabilityZone: `${stack.region}${az}`,
        tags: { Name: stack.nameFor(stack, "subnet", `private-${az}`) },
      }),
  );
  return {
    vpc,
    subnetIds: () => subnets.map(({ id }) => id),
    openAwsApis: (securityGroup) => {
      securityGroup.allowHttpsToInternet();
    },
  };
}

/** A stream and its consumer with what they need. */
export function consumerIn(
  stack: SystemStack,
  given: Partial<StreamConsumerProps> = {},
  networkOf: (key: Key) => FunctionNetwork = () => smallNetworkIn(stack),
) {
  const key = logKey(stack);
  const network = networkOf(key);
  const stream = new Stream(stack, "stream", { purpose: "market", key });
  const logs = { key, retentionInDays: 365 };
  const consumer = new StreamConsumer(stack, "consumer", {
    purpose: "market-events",
    description: "Writes market events",
    entry: CONSUMER_ENTRY,
    stream,
    network,
    key,
    logs,
    ...given,
  });
  return { key, network, stream, consumer, logs };
}
