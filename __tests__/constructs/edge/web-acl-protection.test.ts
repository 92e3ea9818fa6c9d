import { apiProtection, siteProtection } from "../../../src/constructs/edge/web-acl-protection";
import { type JsonObject } from "../../../src/core/synthesis/json";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { at, type Terraform } from "../../support/terraform";

const rulesOf = (made: Terraform): JsonObject[] => made.only("aws_wafv2_web_acl").rule as JsonObject[];
const ruleOf = (made: Terraform, name: string): JsonObject =>
  rulesOf(made).find((rule) => rule.name === name) ?? {};

describe("the protection of an API", () => {
  const protectionOf = (largeBodies?: boolean) =>
    stackOf((stack) => {
      const list = (name: string) =>
        stack.variable(name, {
          type: "list(string)",
          description: name,
          default: [],
          validation: [{ condition: "true", errorMessage: "It is always right." }],
        }).listValue;
      const limit = stack.variable("limit", {
        type: "number",
        description: "limit",
        default: 2000,
        validation: [{ condition: "var.limit >= 10", errorMessage: "It is at least 10." }],
      });
      apiProtection(stack, "waf", {
        purpose: "api",
        logs: { key: logKey(stack), retentionInDays: 365 },
        requestsPerAddress: limit.numberValue,
        allowedAddresses: list("allowed"),
        deniedAddresses: list("denied"),
        ...(largeBodies !== undefined && { largeBodies }),
      });
    });
  const api = protectionOf();

  test("looks for attacks before it lets trusted addresses off", () => {
    expect(rulesOf(api).map(({ name }) => name)).toEqual([
      "denied",
      "core",
      "sql-injection",
      "known-bad-inputs",
      "allowed",
      "ip-reputation",
      "anonymous",
      "rate-limit",
    ]);
    expect(rulesOf(api).map((rule) => rule.action ?? rule.override_action)).toEqual([
      { block: {} },
      { none: {} },
      { none: {} },
      { none: {} },
      { allow: {} },
      { none: {} },
      { count: {} },
      { block: {} },
    ]);
  });

  test("takes lists and limit from variables", () => {
    expect(api.resource("aws_wafv2_ip_set", "waf_allowed").addresses).toBe("${var.allowed}");
    expect(api.resource("aws_wafv2_ip_set", "waf_denied").addresses).toBe("${var.denied}");
    expect(at(ruleOf(api, "rate-limit"), "statement", "rate_based_statement", "limit")).toBe("${var.limit}");
  });

  test("refuses bodies that WAF cannot see whole, unless the API takes documents", () => {
    const overrides = (made: Terraform) =>
      at(ruleOf(made, "core"), "statement", "managed_rule_group_statement", "rule_action_override");
    expect(overrides(api)).toBeUndefined();
    expect(overrides(protectionOf(true))).toEqual([
      { name: "SizeRestrictions_BODY", action_to_use: { count: {} } },
    ]);
  });
});

test("the protection of a site is for CloudFront and limits requests", () => {
  const site = stackOf((stack) => {
    const logs = { key: logKey(stack), retentionInDays: 365 };
    siteProtection(stack, "waf", { purpose: "static", logs, requestsPerAddress: 5000 });
  });
  expect(site.only("aws_wafv2_web_acl").scope).toBe("CLOUDFRONT");
  expect(at(ruleOf(site, "rate-limit"), "statement", "rate_based_statement")).toEqual({
    limit: 5000,
    aggregate_key_type: "IP",
    evaluation_window_sec: 300,
  });
});
