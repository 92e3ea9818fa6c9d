import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { keptIn, sayingIn } from "../../support/systems/destroyable";
import { misnamedIn, namedIn, sharedNamesIn } from "../../support/systems/names";
import { lacksOf } from "../../support/systems/variables";
import { ROOT } from "../../support/files";
import { at, text } from "../../support/terraform";
import { all, system } from "./synthesized";

const types = Object.keys(system.section("resource"));

describe("FA-70", () => {
  test("FA-70 every name is {type}[-{purpose}]-{suffix}, a bucket's with the account before it", () => {
    expect(namedIn(system).length).toBeGreaterThan(100);
    expect(misnamedIn(system)).toEqual([]);
  });

  test.each([
    "aws_s3_bucket",
    "aws_ecs_cluster",
    "aws_rds_cluster",
    "aws_kms_key",
    "aws_cloudwatch_log_group",
    "aws_kinesis_stream",
    "aws_secretsmanager_secret",
    "aws_backup_vault",
    "aws_glue_catalog_database",
    "aws_vpc_endpoint",
  ])("FA-70 each %s is among what has such a name", (type) => {
    const named = namedIn(system).map(({ address }) => address);
    for (const [name] of all(type)) expect(named).toContain(`${type}.${name}`);
    expect(all(type).length).toBeGreaterThan(0);
  });

  test("FA-70 no two resources of a type have one name", () => {
    expect(sharedNamesIn(system)).toEqual([]);
  });

  test("FA-70 the suffix is a variable with validation, and nowhere written out", () => {
    expect(at(system.section("variable").environment_suffix, "validation", 1)).toBeDefined();
    expect(JSON.stringify(system.json.resource)).not.toMatch(/-dev"/);
  });

  test.each(Object.entries(system.section("variable")))(
    "FA-70 the variable %s has a type, a description and validation that speaks of it",
    (name, variable) => {
      expect(lacksOf(name, variable)).toEqual([]);
    },
  );

  test("FA-70 nothing is prevented from being destroyed, and nothing stays", () => {
    expect(keptIn(system)).toEqual([]);
  });

  test("FA-70 that is asked of everything that AWS would keep", () => {
    expect(sayingIn(system)).toEqual(
      expect.arrayContaining([
        ...all("aws_s3_bucket").map(([name]) => `aws_s3_bucket.${name} force_destroy`),
        ...all("aws_kms_key").map(([name]) => `aws_kms_key.${name} deletion_window_in_days`),
        "aws_athena_workgroup.queries force_destroy",
        "aws_backup_vault.backup force_destroy",
        "aws_dynamodb_table.consumer_records deletion_protection_enabled",
        "aws_ecr_repository.ingestion_images force_delete",
        "aws_instance.bastion disable_api_termination",
        "aws_kinesis_stream.market_data enforce_consumer_deletion",
        "aws_lb.front enable_deletion_protection",
        "aws_rds_cluster.database deletion_protection",
        "aws_rds_cluster.database skip_final_snapshot",
        "aws_secretsmanager_secret.dashboards_secret recovery_window_in_days",
      ]),
    );
  });

  test("FA-70 there is no GuardDuty: an account has one detector in a region", () => {
    expect(types.filter((type) => type.startsWith("aws_guardduty_"))).toEqual([]);
  });

  test("FA-70 there is no Config recorder; a role for one would have service-role/AWS_ConfigRole", () => {
    expect(types.filter((type) => type.startsWith("aws_config_"))).toEqual([]);
    const document = JSON.stringify(at(system.json, "data", "aws_iam_policy_document"));
    expect(document).not.toContain("config.amazonaws.com");
    // AWS withdrew AWSConfigRole, without service-role/ and the underscore.
    expect(JSON.stringify(system.json.resource)).not.toMatch(/policy\/AWSConfigRole/);
  });
});

/** The modules that a file imports, directly and through files of ours. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const path = existsSync(`${file}.ts`) ? `${file}.ts` : file;
  if (seen.has(path)) return new Set();
  seen.add(path);
  const source = readFileSync(path, "utf8");
  const modules = [...source.matchAll(/(?:from|import|require)\s*\(?\s*"([^"]+)"/g)].map(
    ([, one = ""]) => one,
  );
  return new Set(
    modules.flatMap((one) => (one.startsWith(".") ? [...packagesOf(join(dirname(path), one), seen)] : [one])),
  );
}

describe("FA-70 the code of the functions", () => {
  const entries = ["database-user", "lake-transform", "secret-rotation", "stream-consumer"];
  const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };

  test("FA-70 there are as many entries as functions, on a Node.js that has the SDK v3", () => {
    expect(all("aws_lambda_function")).toHaveLength(entries.length);
    for (const [, { runtime }] of all("aws_lambda_function")) {
      expect(Number(/^nodejs(\d+)\.x$/.exec(text(runtime ?? ""))?.[1])).toBeGreaterThanOrEqual(20);
    }
  });

  test.each(entries)("FA-70 %s imports the SDK's v3 clients, and what is bundled with it", (entry) => {
    const packages = [...packagesOf(join(ROOT, "src/handlers", entry, "index.ts"))].sort();
    const ofSdk = packages.filter((one) => /^(@?aws-sdk|@smithy)/.test(one));
    expect(ofSdk.length).toBeGreaterThan(0);
    for (const one of ofSdk) {
      expect(one).toMatch(/^@aws-sdk\/client-[a-z0-9-]+$/);
      expect(manifest.dependencies[one]).toMatch(/^3\./);
    }
    const others = packages.filter((one) => !ofSdk.includes(one) && !one.startsWith("node:"));
    // All else must be a dependency of ours, or the bundle would not have it.
    expect(others.filter((one) => manifest.dependencies[one] === undefined)).toEqual([]);
  });

  test("FA-70 the SDK's v2 is nowhere to be had", () => {
    expect(Object.keys(manifest.dependencies)).not.toContain("aws-sdk");
    expect(existsSync(join(ROOT, "node_modules/aws-sdk"))).toBe(false);
  });
});
