import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalCloud } from "../../src/emulator/server";
import { startLocalCloud } from "../../src/emulator/server";
import type { TerraformEvent } from "../../src/terraform/events";
import { describeChanges } from "../../src/terraform/plan";
import { TerraformSession } from "../../src/terraform/session";

jest.setTimeout(10 * 60_000);

const STACK = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.100" } } },
  provider: { aws: { region: "us-east-1" } },
  variable: { environment_suffix: { type: "string" }, azs: { type: "list(string)" } },
  resource: {
    aws_vpc: { network: { cidr_block: "10.0.0.0/16", tags: { Name: "vpc-${var.environment_suffix}" } } },
    aws_subnet: {
      private: {
        for_each: "${toset(var.azs)}",
        vpc_id: "${aws_vpc.network.id}",
        availability_zone: "${each.key}",
        cidr_block: "10.0.1.0/24",
      },
    },
  },
  output: { vpc_name: { value: "${aws_vpc.network.tags.Name}" } },
};

describe("a Terraform session", () => {
  const root = mkdtempSync(join(tmpdir(), "plinth-session-"));
  const stackFolder = join(root, "stack");
  const events: TerraformEvent[] = [];
  let cloud: LocalCloud;
  let session: TerraformSession;

  const open = (suffix: string, copyTo = join(root, "work")): Promise<TerraformSession> =>
    TerraformSession.open({
      stackFolder,
      cloud,
      copyTo,
      variables: { environment_suffix: suffix },
      varFiles: [join(root, "lp.tfvars")],
      onEvent: (event) => events.push(event),
    });

  beforeAll(async () => {
    mkdirSync(stackFolder);
    writeFileSync(join(stackFolder, "cdk.tf.json"), JSON.stringify(STACK));
    writeFileSync(join(root, "lp.tfvars"), 'azs = ["us-east-1a"]\n');
    cloud = await startLocalCloud({ quiet: true });
    session = await open("dev");
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(root, { recursive: true, force: true });
  });

  it("works in a copy and leaves the stack's folder as it is", async () => {
    await session.init();
    expect(existsSync(join(session.folder, ".terraform"))).toBe(true);
    expect(readdirSync(stackFolder)).toEqual(["cdk.tf.json"]);
  });

  it("validates", async () => {
    expect(await session.validate()).toEqual([]);
    expect(await session.stateList()).toEqual([]);
  });

  it("plans, applies that plan, and tells what happens meanwhile", async () => {
    const planned = await session.plan();
    expect(planned.changes).toBe(true);
    expect(describeChanges(planned.plan)).toEqual([
      'aws_subnet.private["us-east-1a"]: create',
      "aws_vpc.network: create",
      "output vpc_name: create",
    ]);
    expect(events.at(-1)).toEqual({ type: "summary", operation: "plan", add: 2, change: 0, remove: 0 });
    await session.apply(planned);
    expect(events).toContainEqual(
      expect.objectContaining({ type: "completed", action: "create", address: "aws_vpc.network" }),
    );
    expect(await session.stateList()).toEqual(['aws_subnet.private["us-east-1a"]', "aws_vpc.network"]);
    expect(await session.output()).toEqual({ vpc_name: "vpc-dev" });
  });

  it("finds no change in a second plan", async () => {
    const { changes, plan } = await session.plan();
    expect(describeChanges(plan)).toEqual([]);
    expect(changes).toBe(false);
  });

  it("finds the change that another value of a variable makes", async () => {
    const { changes, plan } = await (await open("prod")).plan();
    expect(changes).toBe(true);
    expect(describeChanges(plan)).toEqual([
      'aws_vpc.network: update: tags.Name "vpc-dev" -> "vpc-prod", tags_all.Name "vpc-dev" -> "vpc-prod"',
      'output vpc_name: update: "vpc-dev" -> "vpc-prod"',
    ]);
  });

  it("destroys all, and nothing is left", async () => {
    expect((await session.plan({ destroy: true })).changes).toBe(true);
    await session.destroy();
    expect(events.at(-1)).toEqual({ type: "summary", operation: "destroy", add: 0, change: 0, remove: 2 });
    expect(await cloud.inventory()).toEqual([]);
  });

  it("fails with what Terraform says: an invalid configuration, a refused call", async () => {
    const other = join(root, "invalid");
    mkdirSync(other);
    const write = (resource: object): void => {
      writeFileSync(join(other, "cdk.tf.json"), JSON.stringify({ ...STACK, resource, output: undefined }));
    };
    write({ aws_vpc: { a: { cidr: "10.0.0.0/16" } } });
    const failing = await TerraformSession.open({
      stackFolder: other,
      cloud,
      variables: { environment_suffix: "dev", azs: ["us-east-1a"] },
    });
    await failing.init();
    await expect(failing.validate()).rejects.toThrow(
      /terraform validate failed \(invalid\)[\s\S]*Error: Extraneous JSON object property\n[\s\S]*"cidr"/,
    );
    write({ aws_subnet: { a: { vpc_id: "vpc-gone", cidr_block: "10.0.0.0/24" } } });
    await expect(failing.apply()).rejects.toThrow(
      /terraform apply failed \(exit code 1\)[\s\S]*InvalidVpcID\.NotFound[\s\S]*with aws_subnet\.a\n/,
    );
  });

  it("fails with what Terraform says before there is JSON: a provider that is not there", async () => {
    const other = join(root, "missing");
    mkdirSync(other);
    const required_providers = { aws: { source: "hashicorp/aws", version: "= 5.0.99" } };
    writeFileSync(join(other, "cdk.tf.json"), JSON.stringify({ terraform: { required_providers } }));
    const failing = await TerraformSession.open({ stackFolder: other, cloud });
    await expect(failing.init()).rejects.toThrow(
      /terraform init failed \(exit code 1\) in [\s\S]*Error: Failed to query available provider packages/,
    );
  });
});
