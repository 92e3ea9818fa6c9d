import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { type JsonObject } from "../../src/core/synthesis/json";
import { at } from "../support/terraform";
import { stackOf } from "../support/synth";

const made = stackOf(() => undefined, {
  environment: { ENVIRONMENT_SUFFIX: "prod", AWS_ACCOUNT_ID: "123456789012", DEPLOY_REGION: "eu-west-1" },
});

test("the suffix is a variable that this state's suffix is pinned into", () => {
  const variable = made.section("variable").environment_suffix;
  expect(variable).toMatchObject({ type: "string", default: "prod", nullable: false });
  expect(at(variable, "validation")).toEqual([
    {
      condition:
        '${can(regex("^[a-z0-9]+(-[a-z0-9]+)*$", var.environment_suffix)) && length(var.environment_suffix) <= 12}',
      error_message: expect.stringContaining("1 to 12 lower-case letters") as string,
    },
    {
      condition: '${var.environment_suffix == "prod"}',
      error_message: expect.stringContaining("synthesize with ENVIRONMENT_SUFFIX") as string,
    },
  ]);
});

test("the provider tags everything, in the region and account of the deployment", () => {
  expect(at(made.json, "provider", "aws")).toEqual([
    {
      region: "eu-west-1",
      allowed_account_ids: ["123456789012"],
      default_tags: [
        {
          tags: {
            Project: "plinth",
            System: "test",
            Environment: "${var.environment_suffix}",
            Owner: "${var.owner}",
            CostCenter: "${var.cost_center}",
            ManagedBy: "terraform",
          },
        },
      ],
    },
  ]);
});

test("without an account or a region the provider has the system's region and any account", () => {
  const [provider] = at(stackOf(() => undefined).json, "provider", "aws") as object[];
  expect(provider).toMatchObject({ region: "us-east-1" });
  expect(provider).not.toHaveProperty("allowed_account_ids");
});

describe("the provider of us-east-1", () => {
  const providersOf = (DEPLOY_REGION: string) =>
    at(
      stackOf(
        (stack) => {
          for (const name of ["one", "two"]) {
            const provider = stack.usEast1;
            new KmsKey(stack, name, {
              enableKeyRotation: true,
              ...(provider !== undefined && { provider }),
            });
          }
        },
        { environment: { DEPLOY_REGION, AWS_ACCOUNT_ID: "123456789012" } },
      ).json,
      "provider",
      "aws",
    ) as JsonObject[];

  test("is a second one, once, with the same tags and account", () => {
    const [own = {}, second = {}, ...others] = providersOf("eu-west-1");
    expect(others).toEqual([]);
    expect(second).toEqual({ ...own, region: "us-east-1", alias: "us_east_1" });
  });

  test("is the stack's own where the stack is there", () => {
    expect(providersOf("us-east-1")).toHaveLength(1);
  });
});

test("a variable whose default is null may be null, no other", () => {
  const rule = { condition: "true", errorMessage: "It is always right." };
  const { some, none } = stackOf((stack) => {
    stack.variable("some", { type: "number", description: "a number", default: 1, validation: [rule] });
    stack.variable("none", { type: "string", description: "or not", default: null, validation: [rule] });
  }).section("variable");
  expect(some).toMatchObject({ nullable: false, default: 1 });
  expect(none).toMatchObject({ nullable: true, default: null });
});
