import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type LocalCloud, startLocalCloud } from "../../src/emulator/server";
import { type Facts, stackFolder, synthesize } from "../../src/acceptance/deployment";
import { TerraformSession } from "../../src/terraform/session";

const certificateIn = (region: string) =>
  `arn:aws:acm:${region}:123456789012:certificate/12345678-1234-1234-1234-123456789012`;

let cloud: LocalCloud;
let home: string;
let facts: Facts;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "plinth-plan-"));
  cloud = await startLocalCloud({ quiet: true });
  facts = { suffix: "plan", outdir: join(home, "cdktf.out"), settings: {}, stateBackend: "local" };
  await synthesize(cloud, facts);
}, 300_000);

afterAll(async () => {
  await cloud.stop();
  await rm(home, { recursive: true, force: true });
});

async function open(
  system: string,
  variables: Record<string, unknown> = {},
  from = facts,
): Promise<TerraformSession> {
  const session = await TerraformSession.open({ cloud, variables, stackFolder: stackFolder(from, system) });
  await session.init();
  return session;
}

/** Policies that name what AWS makes up: they are known after the apply only (docs/decisions/policies.md). */
const DEFERRED = {
  "loan-processing": [
    "backup_role_policy",
    "credit_decision_task_role_policy",
    "database_user_function_role_policy",
    "loan_api_task_role_policy",
    "reassessment_task_role_policy",
  ],
  "analytics-platform": [
    "backup_role_policy",
    "consumer_function_role_policy",
    "dashboards_secret_function_role_policy",
    "dashboards_task_role_policy",
    "database_user_function_role_policy",
    "network_endpoints_secretsmanager_policy",
    "processing_task_role_policy",
    "transformation_function_role_policy",
  ],
};

describe.each([
  ["state-backend", {}, []],
  ["loan-processing", { certificate_arn: certificateIn("us-east-1") }, DEFERRED["loan-processing"]],
  ["analytics-platform", { certificate_arn: certificateIn("us-east-2") }, DEFERRED["analytics-platform"]],
])("%s", (system, variables, deferred) => {
  test("is valid for Terraform and the provider, without a warning", async () => {
    expect(await (await open(system)).validate()).toEqual([]);
  }, 180_000);

  test("is planned: everything made, and every policy known but those that name what AWS makes up", async () => {
    const { plan } = await (await open(system, variables)).plan();
    const changes = plan.resource_changes ?? [];
    const reads = changes.filter(({ change }) => change.actions.join() === "read");
    expect(reads.map(({ address }) => address).sort()).toEqual(
      deferred.map((name) => `data.aws_iam_policy_document.${name}`),
    );
    const others = changes.filter((one) => !reads.includes(one));
    expect([...new Set(others.map(({ change }) => change.actions.join()))]).toEqual(["create"]);
  }, 180_000);
});

describe("loan-processing says what an operator set wrong", () => {
  test("about all variables at once", async () => {
    const session = await open("loan-processing", {
      environment_suffix: "other",
      loan_api_image: "nginx:latest",
      log_retention_days: 30,
      certificate_arn: "my-certificate",
      domain_name: "Loans.Example.com",
      owner: "",
    });
    const message = await session.plan().then(
      () => "planned",
      (error: unknown) => (error as Error).message,
    );
    for (const variable of [
      "environment_suffix",
      "loan_api_image",
      "log_retention_days",
      "certificate_arn",
      "domain_name",
      "owner",
    ]) {
      expect(message).toContain(`The ${variable} must `);
    }
    expect(message).toContain("synthesize with ENVIRONMENT_SUFFIX set to it");
  }, 180_000);

  test("about a missing certificate: there is never a listener without TLS", async () => {
    const session = await open("loan-processing");
    await expect(session.plan()).rejects.toThrow(
      /set\s+certificate_arn,\s+or\s+domain_name\s+and\s+hosted_zone_id/,
    );
  }, 180_000);

  test("about a region with fewer availability zones than asked for", async () => {
    const small: Facts = { ...facts, outdir: join(home, "small/cdktf.out"), region: "us-west-1" };
    await synthesize(cloud, small);
    const session = await open("loan-processing", { certificate_arn: certificateIn("us-east-1") }, small);
    await expect(session.plan()).rejects.toThrow(/us-west-1 has\s+fewer than the 3 availability zones/);
  }, 180_000);

  test("about the state's bucket that nobody made", async () => {
    const remote: Facts = { ...facts, outdir: join(home, "remote/cdktf.out"), stateBackend: "s3" };
    await synthesize(cloud, remote);
    await expect(open("loan-processing", {}, remote)).rejects.toThrow(/"bucket-tfstate-plan" does not exist/);
  }, 180_000);
});
