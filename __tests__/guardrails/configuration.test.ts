import { readConfiguration } from "../../src/guardrails";
import { configurationOf } from "./support";

describe("values", () => {
  const configuration = configurationOf(
    {
      "aws_lb.x": {
        name: "alb-${var.environment_suffix}",
        access_logs: { bucket: "b" },
        idle_timeout: "${var.timeout}",
        internal: null,
        subnets: ["subnet-1", "${aws_subnet.a.id}"],
        tags: "${local.tags}",
      },
      "aws_vpc.v": { cidr_block: "10.0.0.0/16" },
      "aws_flow_log.f": { cidr: "${aws_vpc.v.cidr_block}", loop: "${aws_flow_log.f.loop}" },
    },
    {
      variable: {
        environment_suffix: {},
        timeout: { default: 60, validation: { condition: "${var.timeout > 0}" } },
      },
      locals: { tags: { team: "${local.team}" }, team: "cards" },
    },
  );
  const balancer = configuration.resource("aws_lb.x");

  test("are known where they are written, through variables' defaults and locals", () => {
    expect(balancer?.get("access_logs.bucket")).toEqual({ kind: "known", value: "b" });
    expect(balancer?.get("idle_timeout")).toEqual({ kind: "known", value: 60 });
    expect(balancer?.get("tags.team")).toEqual({ kind: "known", value: "cards" });
    expect(configuration.resource("aws_flow_log.f")?.get("cidr")).toEqual({
      kind: "known",
      value: "10.0.0.0/16",
    });
  });

  test("are unknown with their expression and references where not", () => {
    expect(balancer?.get("name")).toMatchObject({
      kind: "unknown",
      expression: "alb-${var.environment_suffix}",
      references: [{ subject: "var.environment_suffix" }],
    });
    expect(configuration.resource("aws_flow_log.f")?.get("loop").kind).toBe("unknown");
  });

  test("are absent when not written or null", () => {
    expect(balancer?.get("internal").kind).toBe("absent");
    expect(balancer?.get("access_logs.prefix").kind).toBe("absent");
  });

  test("keep what is known of a list", () => {
    expect(balancer?.get("subnets").kind).toBe("unknown");
    expect(balancer?.items("subnets").map(({ kind }) => kind)).toEqual(["known", "unknown"]);
  });

  test("tell variables", () => {
    expect(configuration.variable("timeout")).toEqual({
      name: "timeout",
      default: 60,
      sensitive: false,
      validations: ["${var.timeout > 0}"],
    });
  });
});

test("a block may be an object or a list, and one of several is never taken for all", () => {
  const { resources } = configurationOf({
    "aws_x.one": { rule: { a: 1 } },
    "aws_x.list": { rule: [{ a: 1 }] },
    "aws_x.many": { rule: [{ a: 1 }, { a: 2 }] },
  });
  const kinds = resources
    .filter(({ type }) => type === "aws_x")
    .map((resource) => resource.get("rule.a").kind);
  expect(kinds).toEqual(["known", "known", "unknown"]);
  expect(resources[2]?.blocks("rule").map((block) => block.number("a", 0))).toEqual([1, 2]);
});

test("what one of several blocks refers to is told for each, and for all, but not for one by its name", () => {
  const resource = configurationOf({
    "aws_x.y": { rule: [{ a: "${aws_x.z.id}" }, { a: "${var.v}" }] },
  }).resource("aws_x.y");
  const texts = (path: string | readonly (string | number)[]): string[] | undefined =>
    resource?.references(path).map(({ text }) => text);
  expect(texts(["rule", 0, "a"])).toEqual(["aws_x.z.id"]);
  expect(texts("rule")).toEqual(["aws_x.z.id", "var.v"]);
  expect(texts("rule.a")).toEqual([]);
});

test("a dynamic block is a block of its own name only, and its values stand in its content", () => {
  const resource = configurationOf({
    "aws_x.y": { rule: { a: 1 }, dynamic: { rule: { for_each: [2], content: { a: "${rule.value}" } } } },
  }).resource("aws_x.y");
  expect(resource?.blocks("rule").map((block) => block.get("a").kind)).toEqual(["known", "unknown"]);
  expect(resource?.blocks("other")).toEqual([]);
});

test("what count or for_each make none of is not there", () => {
  const { resources } = configurationOf(
    {
      "aws_a.none": { count: 0 },
      "aws_a.off": { count: "${var.on ? 1 : 0}" },
      "aws_a.empty": { for_each: "${toset([])}" },
      "aws_a.open": { count: "${var.number}" },
    },
    { variable: { on: { default: false }, number: {} } },
  );
  expect(resources.filter(({ mode }) => mode === "managed").map(({ address }) => address)).toEqual([
    "aws_a.open",
  ]);
});

describe("references", () => {
  const configuration = configurationOf(
    {
      "aws_s3_bucket.x": { bucket: "x-${var.environment_suffix}" },
      "aws_s3_bucket.all": { for_each: "${var.names}", bucket: "${each.value}" },
      "aws_a.direct": { bucket: "${aws_s3_bucket.x.id}" },
      "aws_a.local": { bucket: "${local.bucket}" },
      "aws_a.name": { bucket: "x-${var.environment_suffix}" },
      "aws_a.nested": { rule: [{ destination: [{ bucket: "${aws_s3_bucket.x.arn}" }] }] },
      "aws_a.each": { for_each: "${aws_s3_bucket.all}", bucket: "${each.value.id}" },
      "aws_a.index": { bucket: '${aws_s3_bucket.all["k"].id}' },
      "aws_a.splat": { bucket: "${one(values(aws_s3_bucket.all)[*].id)}" },
      "aws_a.order": { depends_on: ["aws_s3_bucket.x"] },
      "aws_a.other": { bucket: "other" },
    },
    { locals: { bucket: "${aws_s3_bucket.x.id}" } },
  );
  const referring = (to: string, path?: string): string[] =>
    configuration.referring(to, path).map(({ address }) => address);

  test("are found from the other side, through locals, names and for_each", () => {
    expect(referring("aws_s3_bucket.x", "bucket")).toEqual(["aws_a.direct", "aws_a.local", "aws_a.name"]);
    expect(referring("aws_s3_bucket.x", "rule.destination.bucket")).toEqual(["aws_a.nested"]);
    expect(referring("aws_s3_bucket.x")).toContain("aws_a.order");
    expect(referring("aws_s3_bucket.all", "bucket")).toEqual(["aws_a.each", "aws_a.index", "aws_a.splat"]);
  });

  test("lead to nothing of another file", () => {
    const other = configurationOf({ "aws_s3_bucket.elsewhere": { bucket: "elsewhere" } });
    expect(other.referring("aws_s3_bucket.elsewhere")).toEqual([]);
    const [elsewhere] = other.resources;
    expect(configuration.referring(elsewhere ?? "")).toEqual([]);
  });

  test("resolve, as text too", () => {
    expect(configuration.resolve("${aws_s3_bucket.x.arn}").map(({ address }) => address)).toEqual([
      "aws_s3_bucket.x",
    ]);
    expect(configuration.resolve('aws_s3_bucket.all["k"].id')).toHaveLength(1);
    expect(configuration.resolve("aws_s3_bucket.none.id")).toEqual([]);
  });
});

test("provider, module and terraform blocks are there for rules", () => {
  const configuration = readConfiguration(
    {
      "//": { metadata: { stackName: "loans" } },
      provider: { aws: [{ region: "us-east-1" }, { alias: "dr", region: "us-west-2" }] },
      module: { m: { source: "./m" } },
      terraform: { backend: { s3: { bucket: "b" } } },
    },
    "test",
  );
  expect(configuration.stack).toBe("loans");
  expect(configuration.resource("provider.aws.dr")?.text("region")).toBe("us-west-2");
  expect(configuration.resource("module.m")?.mode).toBe("module");
  expect(configuration.resource("terraform")?.text("backend.s3.bucket")).toBe("b");
});

test("policies in JSON are read with what is unknown in them", () => {
  const { resources } = configurationOf({
    "aws_a.text": { policy: '{"Statement":{"Action":"s3:*","Resource":"${aws_b.c.arn}"}}' },
    "aws_a.encoded": {
      policy: '${jsonencode({"Statement" = {"Action" = "s3:*", "Resource" = aws_b.c.arn}})}',
    },
    "aws_a.variable": { policy: "${var.policy}" },
  });
  for (const resource of resources.slice(0, 2)) {
    const statement = resource.json("policy")?.blocks("Statement")[0];
    expect(statement?.text("Action")).toBe("s3:*");
    expect(statement?.references("Resource").map(({ subject }) => subject)).toEqual(["aws_b.c"]);
  }
  expect(resources[2]?.json("policy")).toBeUndefined();
});
