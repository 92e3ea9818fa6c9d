import { evaluate, formatReport, readConfiguration, withRules } from "../../src/guardrails";
import { rulesNamed } from "./support";

/** A plan with what the fixture of a whole plan does not have. */
const references = (...texts: string[]) => ({ references: texts });
const shownAs = (address: string, more: object) => {
  const [type, name] = address
    .replace(/\[.*\]$/, "")
    .split(".")
    .slice(-2);
  return { address, mode: "managed", type, name, ...more };
};
const created = (address: string, after: object | null, after_unknown: object = {}) =>
  shownAs(address, { change: { actions: ["create"], after, after_unknown } });

const inner = {
  resources: [{ address: "aws_s3_bucket.own", expressions: { tags: references("var.key") } }],
  outputs: { id: { expression: references("aws_s3_bucket.own.id", "aws_s3_bucket.own") } },
};
const store = {
  resources: [
    { address: "aws_s3_bucket.this", expressions: { bucket: references("var.key") } },
    { address: "aws_x.reader", expressions: { bucket: references("module.inner.id", "module.inner") } },
  ],
  outputs: {
    bucket: { expression: references("aws_s3_bucket.this.id", "aws_s3_bucket.this") },
    circle: { expression: references("var.circle") },
  },
  module_calls: { inner: { module: inner, expressions: { key: references("var.key") } } },
};
const plan = readConfiguration(
  {
    format_version: "1.2",
    variables: { region: { value: "us-east-1" } },
    prior_state: {
      values: {
        root_module: { resources: [{ ...shownAs("aws_region.here", {}), mode: "data" }, { odd: 1 }] },
      },
    },
    planned_values: { root_module: { resources: [shownAs("aws_y.planned", { values: { a: 1 } })] } },
    resource_changes: [
      created("aws_y.strange", { a: 1, deep: {} }, { id: true, deep: { arn: true } }),
      created(
        "aws_y.lists",
        { both: [null, "b"], known: ["x"] },
        { both: [true], open: [true], set: [{}, { arn: true }] },
      ),
      created("aws_y.nothing", null, { deep: { arn: true }, rules: true, blind: true }),
      created("aws_y.empty", null),
      shownAs("aws_y.odd", { change: {} }),
      created('aws_y.each["k"]', { name: null }, { name: true }),
      created("aws_y.all", {}, { bucket: true }),
      created("aws_y.one", {}, { bucket: true }),
      created("aws_y.plain", {}, { bucket: true }),
      created("aws_y.circle", {}, { bucket: true }),
      created('module.store["a"].aws_s3_bucket.this', {}, { bucket: true }),
      created('module.store["b"].aws_s3_bucket.this', {}, { bucket: true }),
      created('module.store["a"].aws_x.reader', {}, { bucket: true }),
      created('module.store["a"].module.inner.aws_s3_bucket.own', {}, { tags: true }),
      created("aws_kms_key.k", {}),
    ],
    configuration: {
      provider_config: {
        aws: { name: "aws", expressions: { region: { constant_value: "us-east-1" } } },
        "aws.dr": {
          name: "aws",
          alias: "dr",
          expressions: {
            region: references("var.dr"),
            assume_role: [{ role_arn: references("aws_iam_role.dr.arn", "aws_iam_role.dr") }],
            odd: references(),
          },
        },
        random: { name: "random" },
        "module.store:aws": { name: "aws", module_address: "module.store" },
        odd: "text",
      },
      root_module: {
        variables: { dr: { default: "us-west-2", sensitive: true } },
        resources: [
          {
            address: "aws_y.lists",
            expressions: {
              both: references("aws_kms_key.k.arn", "aws_kms_key.k"),
              set: [{ arn: references("aws_kms_key.k.arn") }],
            },
          },
          {
            address: "aws_y.nothing",
            expressions: {
              deep: [{ arn: references("aws_kms_key.k.arn") }],
              rules: [
                { a: references("self"), b: 1 },
                { c: references("aws_kms_key.k[0]", "aws_kms_key.k") },
              ],
              blind: references(),
            },
          },
          {
            address: "aws_y.each",
            expressions: { name: references("each.value") },
            for_each_expression: references("aws_kms_key.k.arn", "aws_kms_key.k"),
          },
          { address: "aws_y.all", expressions: { bucket: references("module.store", "module.store") } },
          { address: "aws_y.one", expressions: { bucket: references('module.store["a"].bucket') } },
          { address: "aws_y.plain", expressions: { bucket: references("module.store.bucket") } },
          { address: "aws_y.circle", expressions: { bucket: references("module.store.circle") } },
        ],
        module_calls: {
          store: {
            module: store,
            expressions: { key: references("aws_kms_key.k.arn"), circle: references("module.store.circle") },
          },
        },
      },
    },
  },
  "plan",
);
const resource = (address: string) => {
  const found = plan.resource(address);
  if (found === undefined) throw new Error(`there is no ${address}`);
  return found;
};
const targets = (address: string, path: string) =>
  plan.targets(resource(address), path).map(({ address: target }) => target);

describe("providers of a plan", () => {
  test("are there for rules, but for those of modules", () => {
    expect(plan.resources.filter(({ mode }) => mode === "provider").map(({ address }) => address)).toEqual([
      "provider.aws",
      "provider.aws.dr",
      "provider.random",
    ]);
    expect(resource("provider.aws").text("region")).toBe("us-east-1");
    expect(resource("provider.random").keys()).toEqual([]);
  });

  test("have unknown values where they are computed, in blocks too", () => {
    const dr = resource("provider.aws.dr");
    expect(dr.get("region")).toMatchObject({ kind: "unknown", expression: "var.dr" });
    expect(dr.get("assume_role.role_arn")).toMatchObject({ expression: "aws_iam_role.dr.arn" });
    expect(dr.get("odd")).toMatchObject({ kind: "unknown", expression: "known after apply" });
  });
});

test("variables have their planned value, their default, or neither", () => {
  expect([...plan.variables.values()]).toEqual([
    { name: "dr", sensitive: true, validations: [], default: "us-west-2" },
    { name: "region", sensitive: false, validations: [], value: "us-east-1" },
  ]);
});

test("data that was read while planning is there; what has no address or no actions is not", () => {
  expect(plan.resource("aws_region.here")?.mode).toBe("data");
  expect(plan.resource("aws_y.planned")?.get("a")).toEqual({ kind: "known", value: 1 });
  expect(plan.resource("aws_y.odd")).toBeUndefined();
  expect(plan.resource("aws_y.empty")?.keys()).toEqual([]);
});

describe("what is known after apply", () => {
  test("is unknown, where the source is not in the plan", () => {
    expect(resource("aws_y.strange").get("id")).toMatchObject({
      kind: "unknown",
      expression: "known after apply",
    });
    expect(resource("aws_y.strange").get("deep.arn").kind).toBe("unknown");
  });

  test("is known in its elements, as far as they are", () => {
    const lists = resource("aws_y.lists");
    expect(lists.items("both").map(({ kind }) => kind)).toEqual(["unknown", "known"]);
    expect(lists.items("open")).toEqual([]);
    expect(lists.get("known")).toEqual({ kind: "known", value: ["x"] });
    expect(lists.blocks("set").map((block) => block.get("arn").kind)).toEqual(["absent", "unknown"]);
  });

  test("has the references of all that the source has there", () => {
    const nothing = resource("aws_y.nothing");
    expect(nothing.get("deep.arn")).toMatchObject({ expression: "aws_kms_key.k.arn" });
    expect(nothing.get("rules")).toMatchObject({ expression: "aws_kms_key.k[0]" });
    expect(nothing.get("blind")).toMatchObject({ expression: "known after apply" });
  });
});

describe("a reference is followed", () => {
  test("through for_each", () => {
    expect(targets('aws_y.each["k"]', "name")).toEqual(["aws_kms_key.k"]);
  });

  test("into the instance of a module that is named, and into all where none is", () => {
    expect(targets("aws_y.one", "bucket")).toEqual(['module.store["a"].aws_s3_bucket.this']);
    expect(targets("aws_y.plain", "bucket")).toEqual([
      'module.store["a"].aws_s3_bucket.this',
      'module.store["b"].aws_s3_bucket.this',
    ]);
    expect(targets("aws_y.all", "bucket")).toEqual([]);
  });

  test("into a module of a module, and out of it again", () => {
    expect(targets('module.store["a"].aws_x.reader', "bucket")).toEqual([
      'module.store["a"].module.inner.aws_s3_bucket.own',
    ]);
    expect(targets('module.store["a"].module.inner.aws_s3_bucket.own', "tags")).toEqual(["aws_kms_key.k"]);
  });

  test("in a circle, to an end", () => {
    expect(targets("aws_y.circle", "bucket")).toEqual([]);
  });
});

test("a report for people names no standard where a rule serves none", () => {
  const [rotation] = rulesNamed("encryption-kms-rotation");
  if (rotation === undefined) throw new Error("the rule is gone");
  const own = { ...rotation, controls: [] };
  const report = evaluate(plan, { rules: withRules([rotation], [own]) });
  expect(formatReport(report)).toContain("    rule    encryption-kms-rotation\n");
});
