import { WebAcl, type WebAclProps } from "../../../src/constructs/edge/web-acl";
import { type JsonObject } from "../../../src/core/synthesis/json";
import { logKey, platformIn } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at, type Terraform } from "../../support/terraform";

const aclOf = (props: Partial<WebAclProps> = {}) =>
  stackOf((stack) => {
    new WebAcl(stack, "waf", {
      purpose: "api",
      scope: "REGIONAL",
      logs: { key: logKey(stack), retentionInDays: 365 },
      rules: {
        flood: { priority: 30, requests: 100, minutes: 1, action: "count" },
        core: {
          priority: 10,
          group: "AWSManagedRulesCommonRuleSet",
          overrides: { SizeRestrictions_BODY: "count" },
        },
        offices: { priority: 20, addresses: ["203.0.113.0/24"], action: "allow" },
      },
      ...props,
    });
  });
const rulesOf = (made: Terraform): JsonObject[] => made.only("aws_wafv2_web_acl").rule as JsonObject[];
const ruleOf = (made: Terraform, name: string): JsonObject =>
  rulesOf(made).find((rule) => rule.name === name) ?? {};

const made = aclOf();

describe("a web ACL", () => {
  test("allows what no rule catches, and is measured under its own name", () => {
    expect(made.only("aws_wafv2_web_acl")).toMatchObject({
      name: "web-acl-api-${var.environment_suffix}",
      scope: "REGIONAL",
      default_action: { allow: {} },
      visibility_config: {
        metric_name: "web-acl-api-${var.environment_suffix}",
        cloudwatch_metrics_enabled: true,
        sampled_requests_enabled: true,
      },
    });
  });

  test("has its rules in the order in which they are evaluated, each with a metric", () => {
    expect(rulesOf(made).map(({ name, priority }) => [name, priority])).toEqual([
      ["core", 10],
      ["offices", 20],
      ["flood", 30],
    ]);
    expect(rulesOf(made).map((rule) => at(rule, "visibility_config", "metric_name"))).toEqual([
      "core",
      "offices",
      "flood",
    ]);
  });

  test("takes a managed group with the actions of its rules, but for those that are named", () => {
    const { action, override_action, statement } = ruleOf(made, "core");
    expect({ action, override_action }).toEqual({ action: undefined, override_action: { none: {} } });
    expect(statement).toEqual({
      managed_rule_group_statement: {
        vendor_name: "AWS",
        name: "AWSManagedRulesCommonRuleSet",
        rule_action_override: [{ name: "SizeRestrictions_BODY", action_to_use: { count: {} } }],
      },
    });
  });

  test("can count what a group would block", () => {
    const counting = aclOf({
      rules: { sqli: { priority: 1, group: "AWSManagedRulesSQLiRuleSet", action: "count" } },
    });
    expect(ruleOf(counting, "sqli").override_action).toEqual({ count: {} });
  });

  test("limits the requests of one address in a window of seconds", () => {
    const { action, statement } = ruleOf(made, "flood");
    expect(action).toEqual({ count: {} });
    expect(statement).toEqual({
      rate_based_statement: { limit: 100, aggregate_key_type: "IP", evaluation_window_sec: 60 },
    });
  });

  test("keeps addresses in sets of their own", () => {
    expect(ruleOf(made, "offices")).toMatchObject({
      action: { allow: {} },
      statement: { ip_set_reference_statement: { arn: "${aws_wafv2_ip_set.waf_offices.arn}" } },
    });
    expect(made.resource("aws_wafv2_ip_set", "waf_offices")).toEqual({
      name: "ip-set-api-offices-${var.environment_suffix}",
      scope: "REGIONAL",
      ip_address_version: "IPV4",
      addresses: ["203.0.113.0/24"],
    });
  });

  test("with wrong rules is refused, with all that is wrong", () => {
    const problems = problemsOf(() =>
      aclOf({
        rules: { one: { priority: 1, requests: 1 }, two: { priority: 1, addresses: [], action: "block" } },
      }),
    );
    expect(problems).toEqual([
      {
        where: "test/waf",
        message: "1 requests of rule one are not allowed: a whole number from 10 to 2000000000",
      },
      { where: "test/waf", message: "priority 1 of rule two is taken by one" },
    ]);
  });
});

describe("a web ACL before a load balancer", () => {
  const protect = (...scopes: WebAclProps["scope"][]) =>
    stackOf((stack) => {
      const { front, logs } = platformIn(stack);
      for (const [index, scope] of scopes.entries()) {
        const rules = { flood: { priority: 1, requests: 100 } };
        new WebAcl(stack, `waf-${index}`, { purpose: `api-${index}`, scope, logs, rules }).protect(front);
      }
    });

  test("is associated with it", () => {
    expect(protect("REGIONAL").only("aws_wafv2_web_acl_association")).toEqual({
      resource_arn: "${aws_lb.front.arn}",
      web_acl_arn: "${aws_wafv2_web_acl.waf_0.arn}",
    });
  });

  test("is the only one: AWS would replace the first without a word", () => {
    expect(problemsOf(() => protect("REGIONAL", "REGIONAL"))).toEqual([
      { where: "test/waf-1", message: "test/front has a web ACL already, and takes one only" },
    ]);
  });

  test("is no ACL of CloudFront", () => {
    expect(problemsOf(() => protect("CLOUDFRONT"))).toEqual([
      {
        where: "test/waf-0",
        message: "its scope is CLOUDFRONT: a load balancer takes an ACL of scope REGIONAL",
      },
    ]);
  });
});
