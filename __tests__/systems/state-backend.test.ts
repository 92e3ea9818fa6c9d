import { join } from "node:path";
import { PlinthApp } from "../../src/core/app";
import { StateBackend } from "../../src/systems/state-backend/state-backend";
import { filesBelow } from "../support/files";
import { inTemporaryFolder, synthesize } from "../support/synth";
import { at, bucketArn, pointsAt, type Terraform, text } from "../support/terraform";

const stateBackend = (environment: Record<string, string> = {}, settings = {}) =>
  synthesize(StateBackend, "state-backend", { environment, settings });
const made = stateBackend();

/** The one part of the states' bucket of a kind, e.g. `versioning`. */
const part = (kind: string) => made.resource(`aws_s3_bucket_${kind}`, "state");
const nameOf = (of: Terraform) => of.resource("aws_s3_bucket", "state").bucket;

describe("the bucket of the states", () => {
  test("is versioned, and drops replaced states after a quarter, never the current ones", () => {
    expect(part("versioning").versioning_configuration).toEqual({ status: "Enabled" });
    const rules = part("lifecycle_configuration").rule as object[];
    expect(rules).toEqual([
      expect.objectContaining({
        status: "Enabled",
        noncurrent_version_expiration: [{ noncurrent_days: 90 }],
      }),
    ]);
    expect(rules[0]).not.toHaveProperty("expiration");
    expect(rules[0]).not.toHaveProperty("transition");
  });

  test("is encrypted under a key of the customer's that rotates", () => {
    const encryption = at(part("server_side_encryption_configuration"), "rule", 0);
    expect(encryption).toMatchObject({
      apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms" },
      bucket_key_enabled: true,
    });
    expect(made.follow(encryption)).toMatchObject({ enable_key_rotation: true });
  });

  test("refuses plain HTTP and the public", () => {
    const arn = bucketArn(made.resource("aws_s3_bucket", "state"));
    expect(made.statements(part("policy").policy)).toEqual([
      expect.objectContaining({
        sid: "DenyPlainHttp",
        effect: "Deny",
        actions: ["s3:*"],
        resources: [arn, `${arn}/*`],
        condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
      }),
    ]);
    expect(part("public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("has its accesses logged into a bucket that lets S3 write there", () => {
    expect(pointsAt(part("logging").target_bucket)).toEqual(["aws_s3_bucket.logs"]);
    const { policy } = made.resource("aws_s3_bucket_policy", "logs");
    expect(made.statement(policy, "S3AccessLogsstate").principals).toEqual([
      { type: "Service", identifiers: ["logging.s3.amazonaws.com"] },
    ]);
  });
});

test("the lock table has what Terraform asks for, a key, and can go back in time", () => {
  expect(made.only("aws_dynamodb_table")).toMatchObject({
    hash_key: "LockID",
    attribute: [{ name: "LockID", type: "S" }],
    server_side_encryption: { enabled: true, kms_key_arn: "${aws_kms_key.key.arn}" },
    point_in_time_recovery: { enabled: true },
  });
});

describe("names", () => {
  test("are by default those that the other stacks' backends look for", () => {
    const environment = { ENVIRONMENT_SUFFIX: "prod", AWS_ACCOUNT_ID: "123456789012" };
    const other = stateBackend({ ...environment, TERRAFORM_STATE_BOOTSTRAP: "s3" });
    const suffixed = (name: string) => name.replace("${var.environment_suffix}", "prod");
    expect(at(other.json, "terraform", "backend", "s3")).toMatchObject({
      bucket: suffixed(text(nameOf(other))),
      dynamodb_table: suffixed(text(other.only("aws_dynamodb_table").name)),
      kms_key_id: suffixed(text(other.only("aws_kms_alias").name)),
    });
    expect(nameOf(other)).toBe("bucket-tfstate-123456789012-${var.environment_suffix}");
    expect(other.only("aws_dynamodb_table").name).toBe("table-tfstate-${var.environment_suffix}");
  });

  test("may be chosen; a suffix at their end is the variable", () => {
    const chosen = stateBackend({
      TERRAFORM_STATE_BUCKET: "bank-states-dev",
      TERRAFORM_STATE_LOCK_TABLE: "locks",
    });
    expect(nameOf(chosen)).toBe("bank-states-${var.environment_suffix}");
    expect(chosen.only("aws_dynamodb_table").name).toBe("locks");
  });

  test("without the suffix pass the guardrails, with the reason in the report", () => {
    inTemporaryFolder((outdir) => {
      const environment = { TERRAFORM_STATE_BUCKET: "bank-states", TERRAFORM_STATE_LOCK_TABLE: "locks" };
      const app = new PlinthApp({ environment, outdir });
      app.add(StateBackend, "state-backend");
      app.synth();
      const text = filesBelow(outdir)[join("stacks", "state-backend", "guardrails.json")] ?? "";
      const { suppressed } = JSON.parse(text) as { suppressed: { address: string; suppression: string }[] };
      const excused = suppressed.map(({ address, suppression }) => [address, suppression]);
      const reason = "named by the operator, for the states of several suffixes";
      expect(excused).toEqual([
        ["aws_dynamodb_table.locks", reason],
        ["aws_s3_bucket.state", reason],
      ]);
    });
  });
});

describe("its own state", () => {
  const backendOf = (environment: Record<string, string>) =>
    at(stateBackend(environment).json, "terraform", "backend");

  test("is local at first, since there is no bucket yet", () => {
    expect(backendOf({})).toEqual({ local: { path: "../../../terraform.state-backend.dev.tfstate" } });
    expect(backendOf({ TERRAFORM_STATE_BOOTSTRAP: "local" })).toEqual(backendOf({}));
  });

  test("lies in the bucket that it made, when moved there", () => {
    expect(backendOf({ TERRAFORM_STATE_BOOTSTRAP: "s3" })).toMatchObject({
      s3: { bucket: "bucket-tfstate-dev", key: "state-backend/dev/terraform.tfstate", encrypt: true },
    });
  });
});

test("it lies in the states' region, whatever the systems' is", () => {
  const regions = { DEPLOY_REGION: "eu-west-1", TERRAFORM_STATE_REGION: "us-west-2" };
  expect(at(stateBackend(regions).json, "provider", "aws", 0, "region")).toBe("us-west-2");
});

describe("destroy", () => {
  const keepers = ["aws_s3_bucket", "aws_kms_key", "aws_dynamodb_table"].flatMap((type) =>
    Object.keys(made.resources(type)).map((name): [string, string] => [type, name]),
  );

  test.each(keepers)("would lose %s.%s: it is prevented unless asked for", (type, name) => {
    expect(made.resource(type, name).lifecycle).toEqual({ prevent_destroy: true });
    expect(stateBackend({}, { destroyable: true }).resource(type, name)).not.toHaveProperty("lifecycle");
  });

  test("takes the states with it only when asked for", () => {
    const destroyable = stateBackend({}, { destroyable: true });
    for (const name of ["state", "logs"]) {
      expect(made.resource("aws_s3_bucket", name).force_destroy).toBe(false);
      expect(destroyable.resource("aws_s3_bucket", name).force_destroy).toBe(true);
    }
    expect(made.only("aws_dynamodb_table").deletion_protection_enabled).toBe(true);
    expect(destroyable.only("aws_dynamodb_table").deletion_protection_enabled).toBe(false);
  });
});

test("outputs are the variables that the other deployments are given", () => {
  const outputs = made.section("output");
  expect(pointsAt(outputs.state_bucket?.value)).toEqual(["aws_s3_bucket.state"]);
  expect(pointsAt(outputs.state_lock_table?.value)).toEqual(["aws_dynamodb_table.locks"]);
  expect(pointsAt(outputs.state_kms_key?.value)).toEqual(["aws_kms_key.key"]);
  expect(outputs.state_region?.value).toBe("us-east-1");
});
