import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportDrift } from "../../src/operations/drift";
import { errorName, OperationError } from "../../src/operations/error";
import { describeOrphans } from "../../src/operations/orphans/describe";
import { type Plan } from "../../src/terraform/plan";

const STACK = { asked: "loan-processing", folder: process.cwd(), content: {} };
const folder = mkdtempSync(join(tmpdir(), "plinth-drift-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const change = (address: string, actions: string[]) => ({
  address,
  type: "aws_vpc",
  change: { actions, before: {}, after: {} },
});

async function drift(plan: Plan) {
  const file = join(folder, "plan");
  writeFileSync(file, "secret");
  const said: string[] = [];
  const found = await reportDrift(
    STACK,
    { plan: () => Promise.resolve({ changes: true, plan, file }) },
    (text) => said.push(text),
  );
  expect(existsSync(file)).toBe(false);
  return { found, said: said.join("\n") };
}

describe("drift", () => {
  test("is none, if nothing was changed; the plan, which holds secrets, is gone", async () => {
    expect(await drift({})).toEqual({
      found: false,
      said: "No drift: all resources of loan-processing are as they were deployed.",
    });
  });

  test("is none, if something is not deployed yet, which is told", async () => {
    const { found, said } = await drift({ resource_changes: [change("aws_vpc.new", ["create"])] });
    expect(found).toBe(false);
    expect(said).toContain("A deploy would make these changes (not deployed yet):\n  aws_vpc.new: create");
  });

  test("is told with what a deploy would put back, and what follows from that", async () => {
    const gone = change("aws_vpc.gone", ["create"]);
    const { found, said } = await drift({
      resource_drift: [change("aws_vpc.gone", ["delete"])],
      resource_changes: [gone, change("aws_subnet.a", ["create"])],
    });
    expect(found).toBe(true);
    expect(said).toContain(
      "has drifted: 1 changed outside of Terraform. A deploy would revert:\n  aws_vpc.gone: was deleted",
    );
    expect(said).toContain(
      "A deploy would also make these changes (they follow from the drift, or are not deployed yet):",
    );
  });
});

describe("orphans", () => {
  const orphan = (arn: string) => ({ arn, region: "us-east-1", tags: {} });

  test("are none", () => {
    expect(describeOrphans(STACK, {}, [])).toBe(
      "No orphans: every resource with the tags of loan-processing is in its state.",
    );
  });

  test("are counted; one that is imported by its ARN has it in the command, one with a name of ours is deleted by hand", () => {
    const topic = "arn:aws:sns:us-east-1:1:topic-alerts-dev";
    const content = { resource: { aws_sns_topic: { alerts: {} } } };
    const said = describeOrphans({ ...STACK, content }, {}, [orphan(topic), orphan("arn:aws:s3:::b")]);
    expect(said).toMatch(/^2 resources carry the tags of loan-processing and are not in its state/);
    expect(said).toContain(
      `terraform -chdir=. import aws_sns_topic.alerts ${topic}\n    or delete it: delete it`,
    );
    expect(said).toContain("the state has every aws_s3_bucket of the configuration");
  });
});

test("errors have names, as operators and AWS know them", () => {
  expect(errorName(new OperationError("mend it"))).toBe("OperationError");
  expect(errorName("text")).toBe("");
});
