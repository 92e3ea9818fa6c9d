import { ALL_RULES, readConfiguration, rulesOfPack } from "../../../src/guardrails";
import { configurationOf } from "../support";
import type { Case } from "./case";
import { bucketPolicies } from "./cases/bucket-policies";
import { destroyable } from "./cases/destroyable";
import { encryption } from "./cases/encryption";
import { logging } from "./cases/logging";
import { naming } from "./cases/naming";
import { networkAcls } from "./cases/network-acls";
import { networkExposure } from "./cases/network-exposure";
import { others } from "./cases/others";
import { reachability } from "./cases/reachability";
import { securityGroups } from "./cases/security-groups";
import { tables } from "./cases/tables";

const CASES: readonly Case[] = [
  ...naming,
  ...destroyable,
  ...others,
  ...encryption,
  ...logging,
  ...networkExposure,
  ...networkAcls,
  ...networkAcls,
  ...reachability,
  ...securityGroups,
  ...bucketPolicies,
  ...tables,
];

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
