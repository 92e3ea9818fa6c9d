import type { Rule, Suppression } from "../../src/guardrails";
import { compliant, evaluate, formatReport } from "../../src/guardrails";
import { configurationOf, rulesNamed } from "./support";

const configuration = configurationOf({
  "aws_cloudwatch_log_group.a": { name: "a-${var.environment_suffix}", kms_key_id: "${var.key}" },
  "aws_vpc.v": {},
});
const reason = "The retention is set by the account's own automation.";
const suppression: Suppression = {
  rule: "logging-log-group-retention",
  address: "aws_cloudwatch_log_group.a",
  reason,
};
const rules = rulesNamed(
  "encryption-log-group-cmk",
  "logging-log-group-retention",
  "logging-vpc-flow-logs",
  "naming-environment-suffix",
);
const withSuppressions = (...suppressions: Suppression[]) => evaluate(configuration, { rules, suppressions });
const faults = (...suppressions: Suppression[]) =>
  withSuppressions(...suppressions).violations.filter(({ pack }) => pack === "suppressions");

test("a report holds violations, unknowns and counts, and never counts an unknown as a pass", () => {
  const report = evaluate(configuration, { rules });
  expect(report.violations.map(({ rule }) => rule)).toEqual([
    "logging-log-group-retention",
    "logging-vpc-flow-logs",
  ]);
  expect(report.unknowns.map(({ rule }) => rule)).toEqual(["encryption-log-group-cmk"]);
  expect(report.summary).toMatchObject({ resources: 2, rules: rules.length, violations: 2, unknowns: 1 });
  const run = report.rulesRun.find(({ id }) => id === "encryption-log-group-cmk");
  expect(run).toEqual({
    id: "encryption-log-group-cmk",
    compliant: 0,
    violations: 0,
    unknowns: 1,
    suppressed: 0,
    notApplicable: 0,
  });
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
});

test("a report for people names rule, address, reason and remedy of each violation, and what is unknown", () => {
  const text = formatReport(evaluate(configuration, { rules }));
  for (const part of [
    "test: 2 violations, 1 unknown",
    "aws_vpc.v",
    "logging-vpc-flow-logs",
    "no aws_flow_log is for it",
    "add an aws_flow_log with the VPC's id",
    "kms_key_id is ${var.key}",
  ]) {
    expect(text).toContain(part);
  }
});

describe("suppressions", () => {
  test("take a finding out and are listed with their reason", () => {
    const report = withSuppressions(suppression);
    expect(report.violations.map(({ rule }) => rule)).toEqual(["logging-vpc-flow-logs"]);
    expect(report.suppressed).toMatchObject([{ rule: suppression.rule, suppression: reason }]);
    expect(formatReport(report)).toContain(reason);
  });

  test("without a reason suppress nothing and are a violation", () => {
    const report = withSuppressions({ ...suppression, reason: "because" });
    expect(report.violations.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(["logging-log-group-retention", "suppression-reason"]),
    );
  });

  test.each([
    ["of a rule that has nothing against it", { rule: "naming-environment-suffix" }, "nothing against"],
    ["of no resource", { address: "aws_vpc.gone" }, "no such resource"],
    ["of no rule", { rule: "naming-none" }, "no rule has that id"],
  ])("%s are a violation", (_, change, why) => {
    const [fault] = faults({ ...suppression, ...change });
    expect(fault).toMatchObject({
      rule: "suppression-unused",
      reason: expect.stringContaining(why) as string,
    });
  });

  test("of another stack are not asked for", () => {
    expect(faults({ ...suppression, stack: "other" })).toEqual([]);
  });
});

test("a rule that throws is named with the resource, not taken for a pass", () => {
  const broken: Rule = {
    id: "naming-broken",
    title: "Broken",
    pack: "naming",
    controls: [],
    rationale: "",
    remedy: "",
    types: ["aws_vpc"],
    check: () => {
      throw new Error("no");
    },
  };
  expect(() => evaluate(configuration, { rules: [broken] })).toThrow(
    "the rule naming-broken failed on aws_vpc.v",
  );
  const twice = [{ ...broken, check: compliant }, broken];
  expect(() => evaluate(configuration, { rules: twice })).toThrow(
    "two rules have the same id: naming-broken",
  );
});

test("two suppressions that suppress nothing in one place are both told", () => {
  const one = { rule: "encryption-kms-rotation", address: "aws_kms_key.gone" };
  const suppressions = ["by the HSM team, by hand", "by the vendor, every year"].map((why) => ({
    ...one,
    reason: `It is rotated ${why}.`,
  }));
  const { violations } = evaluate(configurationOf({}), { suppressions });
  expect(violations.map(({ address }) => address)).toEqual([one.address, one.address]);
});
