import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { DataAwsIamPolicyDocument } from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { TerraformElement, TerraformIterator, TerraformOutput, TerraformStack, Testing } from "cdktf";
import { plainBlock } from "../../../src/core/synthesis/block";
import { resolverOf } from "../../../src/core/synthesis/resolve";
import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { StateBackend } from "../../../src/systems/state-backend/state-backend";
import { PlinthApp } from "../../../src/core/app";
import { inTemporaryFolder } from "../../support/synth";

const EACH = TerraformIterator.fromList(["a"]);
const stackWith = () => new TerraformStack(Testing.app(), "test");

/** The element as cdktf tells it, and as it is told here. */
function bothWays(element: TerraformElement, stack: TerraformStack) {
  const resolve = resolverOf(stack);
  const block = plainBlock(element);
  if (block === undefined) return undefined;
  const { section, type, name, body } = block;
  return {
    cdktf: resolve(element.toTerraform() as object),
    own: { [section]: { [type]: { [name]: resolve(body) } } },
  };
}

test.each<[string, (stack: TerraformStack) => TerraformElement]>([
  ["a resource", (stack) => new SqsQueue(stack, "queue", { name: "a", tags: { Team: "x" } })],
  [
    "one that depends on another",
    (stack) => new SqsQueue(stack, "queue", { dependsOn: [new SqsQueue(stack, "other", {})] }),
  ],
  [
    "one with blocks in it",
    (stack) => new SecurityGroup(stack, "group", { ingress: [{ fromPort: 1, toPort: 2, protocol: "tcp" }] }),
  ],
  [
    "a data source",
    (stack) => new DataAwsIamPolicyDocument(stack, "policy", { statement: [{ actions: ["s3:*"] }] }),
  ],
])("%s is told as cdktf tells it", (_, make) => {
  const stack = stackWith();
  const both = bothWays(make(stack), stack);
  expect(both?.own).toEqual(both?.cdktf);
  expect(both).toBeDefined();
});

test.each<[string, (stack: TerraformStack) => TerraformElement]>([
  ["an output", (stack) => new TerraformOutput(stack, "output", { value: 1 })],
  ["a number of instances", (stack) => new SqsQueue(stack, "queue", { count: 2 })],
  ["an instance for each", (stack) => new SqsQueue(stack, "queue", { forEach: EACH })],
  [
    "a provider of its own",
    (stack) => new SqsQueue(stack, "queue", { provider: new AwsProvider(stack, "aws", { alias: "other" }) }),
  ],
  ["a lifecycle", (stack) => new SqsQueue(stack, "queue", { lifecycle: { preventDestroy: true } })],
  [
    "a provisioner",
    (stack) => new SqsQueue(stack, "queue", { provisioners: [{ type: "local-exec", command: "true" }] }),
  ],
  [
    "an override",
    (stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      queue.addOverride("name", "other");
      return queue;
    },
  ],
  [
    "a name that it had before",
    (stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      queue.moveFromId("aws_sqs_queue.before");
      return queue;
    },
  ],
  [
    "an import",
    (stack) => {
      const queue = new SqsQueue(stack, "queue", {});
      queue.importFrom("https://sqs.us-east-1.amazonaws.com/123456789012/queue");
      return queue;
    },
  ],
  [
    "blocks that Terraform makes",
    (stack) =>
      new DataAwsIamPolicyDocument(stack, "policy", { statement: EACH.dynamic({ actions: ["s3:*"] }) }),
  ],
  [
    "blocks that Terraform makes inside another",
    (stack) =>
      new CloudfrontDistribution(stack, "distribution", {
        enabled: true,
        origin: [{ domainName: "example.com", originId: "origin" }],
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {},
        defaultCacheBehavior: {
          allowedMethods: ["GET"],
          cachedMethods: ["GET"],
          targetOriginId: "origin",
          viewerProtocolPolicy: "https-only",
          functionAssociation: EACH.dynamic({ event_type: "viewer-request", function_arn: "arn" }),
        },
      }),
  ],
])("%s is left to cdktf", (_, make) => {
  const stack = stackWith();
  expect(bothWays(make(stack), stack)).toBeUndefined();
});

/** As `app.add` of `main.ts`, whatever the settings of the system are. */
type Add = (System: unknown, id: string) => void;

test.each<[string, unknown]>([
  ["analytics-platform", AnalyticsPlatform],
  ["loan-processing", LoanProcessing],
  ["state-backend", StateBackend],
])("every element of %s is told as cdktf tells it", (id, System) => {
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    (app.add.bind(app) as Add)(System, id);
    const stack = app.node.tryFindChild(id) as TerraformStack;
    const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
    const told = elements.flatMap((element) => bothWays(element, stack) ?? []);
    expect(told.length).toBeGreaterThan(10);
    for (const { own, cdktf } of told) expect(own).toEqual(cdktf);
  });
});
