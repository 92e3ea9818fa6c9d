import { ConfigurationError } from "../../../src/core/errors";
import { deploymentFrom } from "../../../src/core/settings/deployment";
import { problemsOf } from "../../support/synth";

const wrongOf = (environment: Record<string, string>) =>
  problemsOf(() => deploymentFrom(environment))
    .map(({ where }) => where)
    .sort();

test("an empty environment describes the deployment dev, with its state in S3", () => {
  expect(deploymentFrom({})).toEqual({
    environmentSuffix: "dev",
    state: {
      kind: "s3",
      bucket: "bucket-tfstate-dev",
      region: "us-east-1",
      lockTable: "table-tfstate-dev",
      kmsKey: "alias/key-tfstate-dev",
      useLockfile: false,
    },
    stateBackend: {
      bucket: "bucket-tfstate-dev",
      region: "us-east-1",
      lockTable: "table-tfstate-dev",
      kmsAlias: "alias/key-tfstate-dev",
      bootstrap: { kind: "local", folder: "." },
    },
  });
});

test("every variable has its place", () => {
  const deployment = deploymentFrom({
    ENVIRONMENT_SUFFIX: "pr-7",
    DEPLOY_REGION: "eu-central-1",
    AWS_ACCOUNT_ID: "123456789012",
    TERRAFORM_STATE_BACKEND: "s3",
    TERRAFORM_STATE_BUCKET: "states-of-all",
    TERRAFORM_STATE_REGION: "us-gov-west-1",
    TERRAFORM_STATE_LOCK_TABLE: "locks.of_all",
    TERRAFORM_STATE_KMS_KEY: "mrk-1234",
    TERRAFORM_STATE_LOCKFILE: "true",
    TERRAFORM_STATE_BOOTSTRAP: "s3",
  });
  expect(deployment).toEqual({
    environmentSuffix: "pr-7",
    region: "eu-central-1",
    accountId: "123456789012",
    state: {
      kind: "s3",
      bucket: "states-of-all",
      region: "us-gov-west-1",
      lockTable: "locks.of_all",
      kmsKey: "mrk-1234",
      useLockfile: true,
    },
    stateBackend: {
      bucket: "states-of-all",
      region: "us-gov-west-1",
      lockTable: "locks.of_all",
      kmsAlias: "alias/key-tfstate-pr-7",
      bootstrap: "s3",
    },
  });
});

test("with an account id, the default bucket has it before the suffix", () => {
  const { state } = deploymentFrom({ AWS_ACCOUNT_ID: "123456789012", ENVIRONMENT_SUFFIX: "prod" });
  expect(state).toMatchObject({
    bucket: "bucket-tfstate-123456789012-prod",
    lockTable: "table-tfstate-prod",
  });
});

test("the two other backends", () => {
  expect(deploymentFrom({ TERRAFORM_STATE_BACKEND: "local" }).state).toEqual({
    kind: "local",
    folder: ".",
  });
  const folder = { TERRAFORM_STATE_BACKEND: "local", TERRAFORM_STATE_FOLDER: "states" };
  expect(deploymentFrom(folder).state).toEqual({ kind: "local", folder: "states" });
  const cloud = { TERRAFORM_STATE_BACKEND: "cloud", TF_CLOUD_ORGANIZATION: "bank" };
  expect(deploymentFrom(cloud).state).toEqual({
    kind: "cloud",
    organization: "bank",
    hostname: "app.terraform.io",
  });
  expect(deploymentFrom({ ...cloud, TF_CLOUD_HOSTNAME: "tfe.bank.example" }).state).toMatchObject({
    hostname: "tfe.bank.example",
  });
});

test("the cloud needs an organization", () => {
  const [problem] = problemsOf(() => deploymentFrom({ TERRAFORM_STATE_BACKEND: "cloud" }));
  expect(problem?.where).toBe("TF_CLOUD_ORGANIZATION");
  expect(problem?.message).toContain("TERRAFORM_STATE_BACKEND=cloud needs");
});

test("an empty variable is an unset one", () => {
  const empty = {
    ENVIRONMENT_SUFFIX: "",
    DEPLOY_REGION: "",
    AWS_ACCOUNT_ID: "",
    TERRAFORM_STATE_BACKEND: "",
    TERRAFORM_STATE_BUCKET: "",
    TERRAFORM_STATE_LOCKFILE: "",
    TERRAFORM_STATE_OTHER: "",
    TF_CLOUD_ORGANIZATION: "",
  };
  expect(deploymentFrom(empty)).toEqual(deploymentFrom({}));
});

test("a misspelled variable of Plinth is refused, one of others is left alone", () => {
  expect(
    wrongOf({ TERRAFORM_STATE_BUKET: "states", ENVIRONMENT_SUFFIXES: "dev", DEPLOY_REGIONS: "x", HOME: "y" }),
  ).toEqual(["DEPLOY_REGIONS", "ENVIRONMENT_SUFFIXES", "TERRAFORM_STATE_BUKET"]);
  expect(deploymentFrom({ HOME: "/root", AWS_PROFILE: "x", TF_VAR_owner: "me" })).toEqual(deploymentFrom({}));
});

test.each([
  ["ENVIRONMENT_SUFFIX", "Dev"],
  ["ENVIRONMENT_SUFFIX", "dev_1"],
  ["ENVIRONMENT_SUFFIX", "-dev"],
  ["ENVIRONMENT_SUFFIX", "a--b"],
  ["ENVIRONMENT_SUFFIX", "1234567890123"],
  ["DEPLOY_REGION", "us-east"],
  ["AWS_ACCOUNT_ID", "12345"],
  ["TERRAFORM_STATE_BACKEND", "S3"],
  ["TERRAFORM_STATE_BUCKET", "My_Bucket"],
  ["TERRAFORM_STATE_BUCKET", "ab"],
  ["TERRAFORM_STATE_REGION", "Virginia"],
  ["TERRAFORM_STATE_LOCK_TABLE", "a b c"],
  ["TERRAFORM_STATE_KMS_KEY", "key-tfstate"],
  ["TERRAFORM_STATE_LOCKFILE", "yes"],
  ["TERRAFORM_STATE_BOOTSTRAP", "cloud"],
])("%s=%s is refused with the value", (variable, value) => {
  const problems = problemsOf(() => deploymentFrom({ [variable]: value }));
  expect(problems.map(({ where }) => where)).toEqual([variable]);
  expect(problems[0]?.message).toContain(`"${value}" is not allowed: `);
});

test("all that is wrong is said at once, each with what is allowed", () => {
  const wrong = {
    ENVIRONMENT_SUFFIX: "A",
    DEPLOY_REGION: "B",
    AWS_ACCOUNT_ID: "C",
    TERRAFORM_STATE_BACKEND: "D",
    TERRAFORM_STATE_LOCKFILE: "E",
    TERRAFORM_STATE_BUKET: "F",
  };
  expect(wrongOf(wrong)).toEqual(Object.keys(wrong).sort());
  expect(() => deploymentFrom(wrong)).toThrow(ConfigurationError);
  expect(() => deploymentFrom(wrong)).toThrow(
    /^The environment does not describe a deployment:\n( {2}- [A-Z_]+: .+\n?){6}$/,
  );
});

test("what only two variables together make wrong is said with the rest", () => {
  expect(wrongOf({ ENVIRONMENT_SUFFIX: "A", TERRAFORM_STATE_BACKEND: "cloud" })).toEqual([
    "ENVIRONMENT_SUFFIX",
    "TF_CLOUD_ORGANIZATION",
  ]);
});

test("the state of state-backend can lie in its own bucket only if states lie in S3", () => {
  expect(
    problemsOf(() => deploymentFrom({ TERRAFORM_STATE_BACKEND: "local", TERRAFORM_STATE_BOOTSTRAP: "s3" })),
  ).toEqual([
    {
      where: "TERRAFORM_STATE_BOOTSTRAP",
      message: expect.stringContaining("which is local: the state of state-backend would not lie") as unknown,
    },
  ]);
  expect(deploymentFrom({ TERRAFORM_STATE_BOOTSTRAP: "s3" }).stateBackend.bootstrap).toBe("s3");
});
