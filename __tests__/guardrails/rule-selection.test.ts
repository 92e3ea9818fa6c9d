import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Choice, Suppression } from "../../src/guardrails";
import { ALL_RULES, chosenRules, evaluate, rulesOfPack } from "../../src/guardrails";
import { readSettings } from "../../src/guardrails/rule-selection/file";
import { logGroupRetention } from "../../src/guardrails/rules/logging/log-group-retention";
import { logGroupYear } from "../../src/guardrails/rules/logging/log-group-year";
import { configurationOf } from "./support";

const idsOf = (choice: Choice): string[] => chosenRules(choice).map(({ id }) => id);

describe("choosing rules", () => {
  test("nothing chosen is every rule", () => {
    expect(chosenRules({})).toEqual(ALL_RULES);
  });

  test("packs, single rules and exceptions", () => {
    const [kept, gone] = rulesOfPack("destroyable").map(({ id }) => id);
    const chosen = idsOf({
      packs: ["naming", "destroyable"],
      include: ["logging-vpc-flow-logs"],
      exclude: [gone ?? ""],
    });
    expect(chosen).toEqual(
      expect.arrayContaining(["naming-environment-suffix", kept, "logging-vpc-flow-logs"]),
    );
    expect(chosen).not.toContain(gone);
    expect(chosen).not.toContain("encryption-kms-rotation");
  });

  test("settings alone choose no rule", () => {
    const settings = { "logging-log-group-retention": { minimumDays: 90 } };
    expect(idsOf({ packs: ["naming"], settings })).not.toContain("logging-log-group-retention");
  });
});

describe("settings of rules", () => {
  const keeping = (days: number) =>
    configurationOf({ "aws_cloudwatch_log_group.a": { retention_in_days: days } });
  const said = (days: number, choice: Choice): string[] =>
    evaluate(keeping(days), { rules: chosenRules({ include: ["logging-log-group-retention"], ...choice }) })
      .violations.filter(({ rule }) => rule === "logging-log-group-retention")
      .map(({ reason }) => reason);
  const told = (given: object): Choice => ({ settings: { "logging-log-group-retention": given } });

  test("change what a rule asks for", () => {
    expect(said(30, {})).toEqual([]);
    expect(said(30, told({ minimumDays: 365 }))).toEqual(["retention_in_days is 30, less than 365"]);
    expect(said(365, told({ minimumDays: 365 }))).toEqual([]);
    expect(said(365, told({ exactDays: 30 }))).toEqual(["retention_in_days is 365, not 30"]);
    expect(said(30, told({ exactDays: 30 }))).toEqual([]);
  });

  test("are all optional, and each says what it is", () => {
    const configurable = ALL_RULES.filter(({ settings }) => settings !== undefined);
    expect(configurable.length).toBeGreaterThan(2);
    for (const { id, settings } of configurable) {
      expect({ id, problem: settings?.safeParse({}).error }).toEqual({ id, problem: undefined });
      for (const [name, schema] of Object.entries(settings?.shape ?? {})) {
        expect({ id, name, says: (schema as { description?: string }).description }).toMatchObject({
          says: expect.stringMatching(/^the /) as string,
        });
      }
    }
  });

  test("name another suffix", () => {
    const configuration = configurationOf(
      { "aws_sqs_queue.a": { name: "jobs-${var.stage}" }, "aws_sqs_queue.b": { name: "jobs" } },
      { variable: { stage: {} } },
    );
    const settings = { "naming-environment-suffix": { variable: "stage" } };
    const { violations } = evaluate(configuration, { rules: chosenRules({ packs: ["naming"], settings }) });
    expect(violations.map(({ address }) => address)).toEqual(["aws_sqs_queue.b"]);
  });

  test("admit the internet to other ports of a load balancer", () => {
    const configuration = configurationOf({
      "aws_lb.front": { security_groups: ["${aws_security_group.front.id}"] },
      "aws_security_group.front": {},
      "aws_vpc_security_group_ingress_rule.odd": {
        security_group_id: "${aws_security_group.front.id}",
        cidr_ipv4: "0.0.0.0/0",
        ip_protocol: "tcp",
        from_port: 8443,
        to_port: 8443,
      },
    });
    const rule = "network-exposure-security-group-ingress";
    const found = (settings: Choice["settings"] = {}): number =>
      evaluate(configuration, {
        rules: chosenRules({ packs: ["network-exposure"], settings }),
      }).violations.filter((finding) => finding.rule === rule).length;
    expect(found()).toBe(1);
    expect(found({ [rule]: { ports: [443, 8443] } })).toBe(0);
  });

  test("are refused in code too", () => {
    expect(() => logGroupRetention.with({ minimumDays: 0 })).toThrow(/minimumDays/);
    // Fewer days than a year are no evidence of 10.5.1.
    expect(() => logGroupYear.with({ minimumDays: 364 })).toThrow(/minimumDays/);
  });
});

test("a suppression of a rule that was not chosen is not asked for", () => {
  const suppressions: Suppression[] = [
    {
      rule: "encryption-kms-rotation",
      address: "aws_kms_key.k",
      reason: "Rotated by hand, by the HSM team.",
    },
  ];
  const configuration = configurationOf({ "aws_kms_key.k": {} });
  const run = (choice: Choice) => evaluate(configuration, { rules: chosenRules(choice), suppressions });
  expect(run({ packs: ["logging"] }).violations).toEqual([]);
  expect(run({ packs: ["encryption"] }).suppressed).toHaveLength(1);
});

describe("a settings file", () => {
  const folder = mkdtempSync(join(tmpdir(), "guard-settings-"));
  const write = (content: unknown): string => {
    const file = join(folder, "settings.json");
    writeFileSync(file, JSON.stringify(content));
    return file;
  };
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test("is read", () => {
    const settings = {
      packs: ["logging"],
      include: ["naming-environment-suffix"],
      exclude: ["logging-vpc-flow-logs"],
      settings: { "logging-log-group-retention": { minimumDays: 30 } },
      suppressions: [{ rule: "r", address: "a", reason: "It is excused, and this is why.", stack: "s" }],
    };
    expect(readSettings(write(settings))).toEqual(settings);
    expect(readSettings(write({}))).toEqual({ include: [], exclude: [], settings: {}, suppressions: [] });
  });

  test("is refused with everything that is wrong in it", () => {
    const file = write({
      packs: ["pci"],
      include: ["logging-none"],
      exclude: ["encryption-none"],
      settings: {
        "logging-log-group-retention": { minimumDays: "365", days: 3 },
        "logging-vpc-flow-logs": { on: true },
        "logging-none": {},
      },
      suppressions: [{ rule: "r", address: 7, stak: "s" }],
      colour: true,
    });
    const message = messageOf(() => readSettings(file));
    for (const part of [
      "packs.0: Invalid option",
      'include.0: there is no rule "logging-none"',
      'exclude.0: there is no rule "encryption-none"',
      "settings.logging-log-group-retention.minimumDays: Invalid input: expected number",
      'settings.logging-log-group-retention: Unrecognized key: "days"',
      "settings.logging-vpc-flow-logs: the rule has no settings",
      'settings.logging-none: there is no rule "logging-none"',
      "suppressions.0.address",
      'suppressions.0: Unrecognized key: "stak"',
      'Unrecognized key: "colour"',
    ]) {
      expect(message).toContain(part);
    }
  });
});

function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
  throw new Error("nothing was refused");
}
