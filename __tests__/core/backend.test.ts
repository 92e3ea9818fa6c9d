import fc from "fast-check";
import { isSuffix } from "../../src/core/naming/suffix";
import { at } from "../support/terraform";
import { stackOf } from "../support/synth";

const backendOf = (environment: Record<string, string> = {}) =>
  at(stackOf(() => undefined, { environment }).json, "terraform", "backend");

test("S3, with the lock table and the key", () => {
  expect(backendOf()).toEqual({
    s3: {
      bucket: "bucket-tfstate-dev",
      key: "test/dev/terraform.tfstate",
      region: "us-east-1",
      dynamodb_table: "table-tfstate-dev",
      encrypt: true,
      kms_key_id: "alias/key-tfstate-dev",
    },
  });
});

test("S3, with a lock file on top", () => {
  expect(at(backendOf({ TERRAFORM_STATE_LOCKFILE: "true" }), "s3")).toMatchObject({
    dynamodb_table: "table-tfstate-dev",
    use_lockfile: true,
  });
});

test("HCP Terraform, a workspace for each suffix", () => {
  const cloud = {
    TERRAFORM_STATE_BACKEND: "cloud",
    TF_CLOUD_ORGANIZATION: "bank",
    ENVIRONMENT_SUFFIX: "prod",
  };
  const terraform = at(stackOf(() => undefined, { environment: cloud }).json, "terraform");
  expect(terraform).toMatchObject({
    cloud: { organization: "bank", hostname: "app.terraform.io", workspaces: { name: "test_prod" } },
  });
  expect(terraform).not.toHaveProperty("backend");
});

test("local, in the project's folder and not in what is generated", () => {
  expect(backendOf({ TERRAFORM_STATE_BACKEND: "local", ENVIRONMENT_SUFFIX: "prod" })).toEqual({
    local: { path: "../../../terraform.test.prod.tfstate" },
  });
});

test("local, in a folder of the operator's choice", () => {
  const pathIn = (TERRAFORM_STATE_FOLDER: string) =>
    at(backendOf({ TERRAFORM_STATE_BACKEND: "local", TERRAFORM_STATE_FOLDER }), "local", "path");
  expect(pathIn("states/")).toBe("../../../states/terraform.test.dev.tfstate");
  expect(pathIn("../states")).toBe("../../../../states/terraform.test.dev.tfstate");
  expect(pathIn("/var/states")).toBe("/var/states/terraform.test.dev.tfstate");
});

const suffix = fc.stringMatching(/^[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}$/).filter(isSuffix);

test.each([
  ["s3", ["backend", "s3", "key"]],
  ["cloud", ["cloud", "workspaces", "name"]],
  ["local", ["backend", "local", "path"]],
])("two suffixes never share a state: %s", (kind, path) => {
  const placeOf = (ENVIRONMENT_SUFFIX: string) => {
    const environment = {
      ENVIRONMENT_SUFFIX,
      TERRAFORM_STATE_BACKEND: kind,
      TF_CLOUD_ORGANIZATION: "bank",
      // One bucket for all, as an operator may choose.
      TERRAFORM_STATE_BUCKET: "states",
    };
    return at(stackOf(() => undefined, { environment }).json, "terraform", ...path);
  };
  fc.assert(
    fc.property(fc.uniqueArray(suffix, { minLength: 2, maxLength: 2 }), (suffixes) => {
      const places = suffixes.map(placeOf);
      expect(places).not.toContain(undefined);
      expect(new Set(places).size).toBe(2);
    }),
    { numRuns: 25 },
  );
});
