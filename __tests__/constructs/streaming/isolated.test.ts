import { evaluate, readConfiguration } from "../../../src/guardrails";
import { type Key } from "../../../src/constructs/encryption/key";
import { type InterfaceService } from "../../../src/constructs/network/endpoints/catalogue";
import { type SystemStack } from "../../../src/core/system-stack";
import { networkIn } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { flowIn } from "../lake/parts";
import { consumerIn } from "./parts";

// A network without a way out, as the functions have it in a system: AWS is reached through endpoints.
const networkOf = (stack: SystemStack, services: readonly InterfaceService[]) => (key: Key) =>
  networkIn(
    stack,
    { natGateways: "none", endpoints: { gateway: ["s3", "dynamodb"], interface: services } },
    key,
  );
const consumer = (...services: InterfaceService[]) =>
  stackOf((stack) => {
    consumerIn(stack, {}, networkOf(stack, services));
  });
const flow = stackOf((stack) => {
  flowIn(stack, { networkOf: networkOf(stack, ["logs"]) });
});
const problems = ({ json }: ReturnType<typeof consumer>) =>
  evaluate(readConfiguration(json, "test")).findings.map(
    ({ outcome, rule, reason }) => `${outcome} ${rule}: ${reason}`,
  );

test("a consumer reaches its tables and its queue; Lambda, outside, reads the stream for it", () => {
  const made = consumer("sqs", "kinesis-streams");
  expect(problems(made)).toEqual([]);
  const endpoint = made.resource("aws_vpc_endpoint", "network_endpoints_kinesis_streams");
  expect(made.statements(endpoint.policy).map(({ sid }) => sid)).toEqual(["NobodyYet"]);
});

test("without the endpoint of its queue it is refused", () => {
  expect(problems(consumer("logs"))).toEqual([
    expect.stringMatching(/^violation reachability-aws-apis: .*sqs/),
  ]);
});

test("a transformation reaches both buckets, and nothing else: S3 and Lambda see to the queue", () => {
  expect(problems(flow)).toEqual([]);
  const s3 = flow.resource("aws_vpc_endpoint", "network_endpoints_s3");
  expect(flow.statements(s3.policy).map(({ sid, actions }) => [sid, ...actions])).toEqual([
    ["LakeTransformListRaw", "s3:ListBucket"],
    ["LakeTransformPutProcessed", "s3:PutObject"],
    ["LakeTransformReadRaw", "s3:GetObject"],
  ]);
});
