import { type JsonObject } from "../../../src/core/synthesis/json";
import { keptIn, sayingIn } from "../../support/systems/destroyable";
import { at, pointsAt } from "../../support/terraform";
import { system } from "./synthesized";

const all = (type: string) => Object.entries(system.resources(type));

describe("LP-70", () => {
  const keys = all("aws_kms_key");

  test("LP-70 every key is the customer's and rotates, with an alias", () => {
    expect(keys.length).toBeGreaterThan(0);
    for (const [, key] of keys) expect(key.enable_key_rotation).toBe(true);
    const named = all("aws_kms_alias").flatMap(([, alias]) => pointsAt(alias.target_key_id));
    expect(named).toEqual(keys.map(([name]) => `aws_kms_key.${name}`));
  });

  test("LP-70 a bucket is under a CMK, but where load balancers and S3 deliver logs", () => {
    for (const [name, { rule }] of all("aws_s3_bucket_server_side_encryption_configuration")) {
      const encryption = at(rule, 0, "apply_server_side_encryption_by_default");
      const targets = [
        ...all("aws_lb").map(([, { access_logs: logs }]) => logs ?? null),
        ...all("aws_s3_bucket_logging").map(([, { target_bucket: target }]) => target ?? null),
      ];
      const isLogTarget = JSON.stringify(targets).includes(`\${aws_s3_bucket.${name}.id}`);
      if (isLogTarget) expect(encryption).toEqual({ sse_algorithm: "AES256" });
      else expect(pointsAt(encryption)[0]).toMatch(/^aws_kms_key\./);
    }
  });

  test("LP-70 log groups and the tasks' storage are under CMKs that let their services use them", () => {
    for (const [, { kms_key_id: key }] of all("aws_cloudwatch_log_group")) {
      const { policy } = system.follow(key);
      const users = system.statements(policy).flatMap(({ principals = [] }) => principals);
      expect(users.flatMap(({ identifiers }) => identifiers)).toContain("logs.us-east-1.amazonaws.com");
    }
    const storage = system.follow(system.only("aws_ecs_cluster").configuration);
    expect(system.statements(storage.policy).map(({ sid }) => sid)).toContain("AllowFargateStorage");
  });

  test("LP-70 the logs' key names every log group, and only those", () => {
    const { policy } = system.resource("aws_kms_key", "keys_logs");
    const named = system.statement(policy, "AllowLogs").condition?.[0]?.values ?? [];
    const groups = named.map((arn) => arn.replace(/^.*:log-group:/, ""));
    expect(groups.sort()).toEqual(
      all("aws_cloudwatch_log_group")
        .map(([, { name }]) => name)
        .sort(),
    );
  });
});

describe("LP-72", () => {
  test("LP-72 nothing is prevented from being destroyed, and nothing stays", () => {
    expect(keptIn(system)).toEqual([]);
  });

  test("LP-72 that is asked of buckets, repositories, databases, keys, roles and the load balancer", () => {
    expect(sayingIn(system)).toEqual(
      expect.arrayContaining([
        "aws_s3_bucket.documents force_destroy",
        "aws_ecr_repository.loan_api_images force_delete",
        "aws_rds_cluster.database skip_final_snapshot",
        "aws_kms_key.keys_logs deletion_window_in_days",
        "aws_iam_role.database_user_function_role force_detach_policies",
        "aws_lb.front enable_deletion_protection",
      ]),
    );
  });
});

test("LP-73 the provider tags all that can carry tags", () => {
  const [provider, ...others] = at(system.json, "provider", "aws") as JsonObject[];
  expect(others).toEqual([]);
  expect(at(provider, "default_tags", 0, "tags")).toEqual({
    Project: "plinth",
    System: "loan-processing",
    Environment: "${var.environment_suffix}",
    Owner: "${var.owner}",
    CostCenter: "${var.cost_center}",
    ManagedBy: "terraform",
  });
});
