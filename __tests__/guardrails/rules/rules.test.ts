import { ALL_RULES, type Pack, PACKS, readConfiguration, rulesOfPack } from "../../../src/guardrails";
import { configurationOf } from "../support";
import { CASES } from "./cases";

describe.each(ALL_RULES)("$id", (rule) => {
  const cases = CASES.filter((one) => one.rule === rule.id);

  test.each(cases)("$outcome: $shows", ({ outcome, resources, rest, reason, address }) => {
    const configuration = configurationOf(resources, rest);
    const resource = configuration.resource(address ?? Object.keys(resources)[0] ?? "");
    if (resource === undefined) throw new Error("the case asks about a resource that is not in it");
    const said = rule.check(resource, configuration);
    expect(said).toMatchObject({ outcome });
    if (reason !== undefined)
      expect(said).toMatchObject({ reason: expect.stringContaining(reason) as string });
  });

  test("has a good and a bad case", () => {
    const outcomes = cases.map(({ outcome }) => outcome);
    const wanted = rule.pack === "visibility" ? ["unknown"] : ["compliant", "violation"];
    expect(outcomes).toEqual(expect.arrayContaining(wanted));
  });

  test("says what it cannot see", () => {
    // All that these ask about is in every configuration that has the resource (not in every plan or state).
    const nothingToHide = [
      "apply-desired-count",
      "least-privilege-users",
      "naming-environment-suffix",
      "network-exposure-search-domain-vpc",
    ];
    const outcomes = cases.map(({ outcome }) => outcome);
    expect(outcomes.includes("unknown")).toBe(!nothingToHide.includes(rule.id));
  });

  test("tells an assessor what a pass shows, and what not, if it serves PCI DSS", () => {
    const serves = rule.controls.some(({ standard }) => standard === "PCI DSS 4.0");
    expect([rule.shows, rule.limits].map((text) => (text?.length ?? 0) > 20)).toEqual([serves, serves]);
  });

  test("is named after its pack and tells what to do", () => {
    expect(rule.id).toMatch(new RegExp(`^${rule.pack}-[a-z0-9-]+$`));
    expect([rule.title, rule.rationale, rule.remedy].every((text) => text.length > 10)).toBe(true);
  });
});

test("every case is of a rule that there is", () => {
  const ids = ALL_RULES.map(({ id }) => id);
  expect(CASES.filter(({ rule }) => !ids.includes(rule))).toEqual([]);
});

test("the PCI DSS pack is every rule with a requirement number", () => {
  expect(rulesOfPack("pci-dss").map(({ id }) => id)).toContain("network-exposure-public-database");
  expect(rulesOfPack("pci-dss").map(({ id }) => id)).not.toContain("naming-environment-suffix");
});

test("every rule is in the pack that it names, and every pack has rules", () => {
  const packs = Object.keys(PACKS) as Pack[];
  expect(packs.filter((pack) => rulesOfPack(pack).length === 0)).toEqual([]);
  expect(ALL_RULES.filter((rule) => !rulesOfPack(rule.pack).includes(rule))).toEqual([]);
});

test("requirement numbers are numbers of PCI DSS, control ids those of Security Hub", () => {
  const malformed = ALL_RULES.flatMap(({ id, controls }) =>
    controls
      .filter(({ standard, id: number }) =>
        standard === "PCI DSS 4.0"
          ? !/^(?:[1-9]|1[0-2])(?:\.\d{1,2}){2,4}$/.test(number)
          : !/^[A-Z][A-Za-z0-9]+\.\d+$/.test(number),
      )
      .map((control) => `${id}: ${control.id}`),
  );
  expect(malformed).toEqual([]);
});

test("no rule takes what a state cannot show for compliant", () => {
  const state = readConfiguration({ format_version: "1.0", values: { root_module: {} } }, "state");
  const settings = state.resource("terraform");
  const said = ALL_RULES.flatMap((rule) =>
    settings !== undefined && (rule.types === "*" || rule.types.includes("terraform"))
      ? [rule.check(settings, state).outcome]
      : [],
  );
  expect(new Set(said)).toEqual(new Set(["unknown"]));
});

describe("what a state or a plan holds", () => {
  const shown = (type: string, values: Record<string, unknown>) => ({
    address: `${type}.x`,
    mode: "managed",
    type,
    name: "x",
    values,
  });
  const said = (rule: string, json: Record<string, unknown>, address: string) => {
    const configuration = readConfiguration({ format_version: "1.0", ...json }, "test");
    const resource = configuration.resource(address);
    if (resource === undefined) throw new Error(`there is no ${address}`);
    return ALL_RULES.find(({ id }) => id === rule)?.check(resource, configuration).outcome;
  };
  const state = (...resources: object[]) => ({ values: { root_module: { resources } } });

  test.each([
    ["encryption-database-cmk", "aws_db_instance", { replicate_source_db: "" }],
    ["encryption-database-password", "aws_db_instance", { password: "", replicate_source_db: "" }],
    ["high-availability-database-multi-az", "aws_db_instance", { replicate_source_db: "" }],
    ["high-availability-queue-dead-letters", "aws_sqs_queue", { redrive_policy: "" }],
    ["network-exposure-imdsv2", "aws_instance", { launch_template: [], metadata_options: [] }],
    ["network-exposure-function-public", "aws_lambda_permission", { principal: "*", source_arn: "" }],
    ["network-exposure-cdn-waf", "aws_cloudfront_distribution", { web_acl_id: "" }],
  ])("%s: what is empty was not written", (rule, type, values) => {
    expect(said(rule, state(shown(type, values)), `${type}.x`)).toBe("violation");
  });

  test.each([
    [
      "encryption-kms-rotation",
      "aws_kms_key",
      { enable_key_rotation: true },
      { rotation_period_in_days: true },
    ],
    [
      "least-privilege-containers",
      "aws_ecs_task_definition",
      { container_definitions: '[{"name":"a","readonlyRootFilesystem":true}]', pid_mode: "" },
      { network_mode: true },
    ],
  ])("%s: what nobody wrote, and AWS is to say, is its default", (rule, type, after, after_unknown) => {
    const change = { actions: ["create"], after, after_unknown };
    const plan = { planned_values: {}, resource_changes: [{ ...shown(type, {}), change }] };
    expect(said(rule, plan, `${type}.x`)).toBe("compliant");
  });

  test.each([
    ["apply-aurora-zones", "aws_rds_cluster", { availability_zones: ["a", "b"], engine: "aurora-mysql" }],
    ["apply-pinned-engine-version", "aws_db_instance", { engine: "postgres", engine_version: "16.4" }],
  ])("%s: what a state holds may be AWS's choice", (rule, type, values) => {
    expect(said(rule, state(shown(type, values)), `${type}.x`)).toBe("not-applicable");
  });

  const region = (name: string) => ({ name: "aws", expressions: { region: { constant_value: name } } });
  const acl = shown("aws_wafv2_web_acl", { scope: "CLOUDFRONT" });

  test.each([
    ["the one", "compliant", { aws: region("us-east-1") }, { resources: [acl] }, acl.address],
    [
      "one of two, which a plan does not tell",
      "unknown",
      { aws: region("us-east-1"), "aws.b": { ...region("us-east-2"), alias: "b" } },
      { resources: [acl] },
      acl.address,
    ],
    [
      "that of a module",
      "unknown",
      { aws: region("us-east-1") },
      { child_modules: [{ resources: [{ ...acl, address: `module.m.${acl.address}` }] }] },
      `module.m.${acl.address}`,
    ],
  ])(
    "apply-web-acl-region: the provider of a plan is %s",
    (_, outcome, provider_config, root_module, address) => {
      const plan = { planned_values: { root_module }, configuration: { provider_config } };
      expect(said("apply-web-acl-region", plan, address)).toBe(outcome);
    },
  );

  test("naming-environment-suffix: a plan needs the suffix, and names that are known", () => {
    const after_unknown = { name: true };
    const change = { actions: ["create"], after: {}, after_unknown };
    const plan = {
      planned_values: {},
      resource_changes: [{ ...shown("aws_sqs_queue", {}), change }],
      configuration: {
        root_module: {
          resources: [
            { address: "aws_sqs_queue.x", expressions: { name: { references: ["random_id.r.hex"] } } },
          ],
        },
      },
    };
    const rule = "naming-environment-suffix";
    expect(said(rule, plan, "terraform")).toBe("unknown");
    expect(said(rule, { ...plan, variables: { environment_suffix: { value: "" } } }, "terraform")).toBe(
      "unknown",
    );
    const told = { ...plan, variables: { environment_suffix: { value: "dev" } } };
    expect(said(rule, told, "terraform")).toBe("not-applicable");
    expect(said(rule, told, "aws_sqs_queue.x")).toBe("unknown");
  });

  test("apply-desired-count: neither shows lifecycle settings", () => {
    const resources = [
      shown("aws_ecs_service", { name: "s" }),
      shown("aws_appautoscaling_target", { resource_id: "service/c/s" }),
    ];
    expect(said("apply-desired-count", state(...resources), "aws_ecs_service.x")).toBe("unknown");
    const plan = { planned_values: { root_module: { resources } } };
    expect(said("apply-desired-count", plan, "aws_ecs_service.x")).toBe("unknown");
  });
});
