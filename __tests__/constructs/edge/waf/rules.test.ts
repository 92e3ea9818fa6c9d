import { capacityOf, rulesProblems, type WebAclRules } from "../../../../src/constructs/edge/waf/rules";

const problemsOf = (rules: WebAclRules, capacity: 1500 | 5000 = 1500) => rulesProblems(rules, capacity);

test("rules with gaps between their priorities are right", () => {
  expect(
    problemsOf({
      core: { priority: 10, group: "AWSManagedRulesCommonRuleSet" },
      flood: { priority: 20, requests: 100, minutes: 1 },
      offices: { priority: 0, addresses: ["203.0.113.0/24"], action: "allow" },
    }),
  ).toEqual([]);
});

test("everything that is wrong is said at once", () => {
  expect(
    problemsOf({
      core: { priority: 10, group: "AWSManagedRulesCommonRuleSet" },
      sqli: { priority: 10, group: "AWSManagedRulesSQLiRuleSet" },
      Flood: { priority: -1, requests: 9 },
    }),
  ).toEqual([
    "priority 10 of rule sqli is taken by core",
    '"Flood" is no name for a rule: lower-case letters, digits and single hyphens are allowed',
    "priority -1 of rule Flood is not allowed: a whole number from 0",
    "9 requests of rule Flood are not allowed: a whole number from 10 to 2000000000",
  ]);
});

test.each([10, 2_000_000_000])("a limit of %d requests is allowed", (requests) => {
  expect(problemsOf({ flood: { priority: 1, requests } })).toEqual([]);
});

test.each([9, 2_000_000_001, 10.5, Number.NaN])("a limit of %d requests is not", (requests) => {
  expect(problemsOf({ flood: { priority: 1, requests } })).toEqual([
    `${requests} requests of rule flood are not allowed: a whole number from 10 to 2000000000`,
  ]);
});

describe("the capacity", () => {
  const groups = [
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesSQLiRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesLinuxRuleSet",
    "AWSManagedRulesWindowsRuleSet",
  ] as const;
  const exactly: WebAclRules = Object.fromEntries(
    groups.map((group, priority) => [`rule-${priority}`, { priority, group }]),
  );
  const more: WebAclRules = { ...exactly, list: { priority: 90, addresses: [], action: "block" } };

  test("is the sum of what AWS asks for groups, limits and lists", () => {
    expect(capacityOf(exactly)).toBe(700 + 200 + 200 + 200 + 200);
    expect(capacityOf({ list: { priority: 1, addresses: [], action: "block" } })).toBe(1);
    expect(capacityOf({ flood: { priority: 1, requests: 10 } })).toBe(2);
  });

  test("may be used up, not passed", () => {
    expect(problemsOf(exactly)).toEqual([]);
    expect(problemsOf(more)).toEqual([
      "its rules take 1501 WCUs, 1500 are allowed: drop rules, or set capacity to 5000, which costs extra",
    ]);
  });

  test("can be raised", () => {
    expect(problemsOf(more, 5000)).toEqual([]);
  });

  test("cannot be raised above what AWS has", () => {
    const lists: WebAclRules = Object.fromEntries(
      Array.from({ length: 5001 }, (_, n) => [`list-${n}`, { priority: n, addresses: [], action: "block" }]),
    );
    expect(problemsOf(lists, 5000)).toEqual(["its rules take 5001 WCUs, 5000 are allowed"]);
  });
});
