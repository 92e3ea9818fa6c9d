import { type Wafv2WebAclRule } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { type ManagedRules, type RateLimit, type WebAclRule } from "./rules";

/** The statements that Plinth writes, in the provider's words: the bindings take anything. */
type Statement =
  | {
      readonly managed_rule_group_statement: {
        readonly vendor_name: "AWS";
        readonly name: string;
        readonly rule_action_override?: readonly {
          readonly name: string;
          readonly action_to_use: Readonly<Partial<Record<"allow" | "block" | "count", object>>>;
        }[];
      };
    }
  | {
      readonly rate_based_statement: {
        readonly limit: number;
        readonly aggregate_key_type: "IP";
        readonly evaluation_window_sec: number;
      };
    }
  | { readonly ip_set_reference_statement: { readonly arn: string } };

const DEFAULT_WINDOW_MINUTES = 5;

/**
 * A rule as the ACL takes it.
 * @param metricName a name for its metric; CloudWatch tells rules of an ACL apart by it
 * @param ipSetArn the set that an address list is kept in
 */
export function toBinding(rule: WebAclRule, metricName: string, ipSetArn?: string): Wafv2WebAclRule {
  const statement: Statement = statementOf(rule, ipSetArn);
  const { action = "block" } = rule;
  return {
    name: metricName,
    priority: rule.priority,
    // A group brings the actions of its rules along: it is taken as it is, or counted only.
    ...("group" in rule
      ? { overrideAction: action === "count" ? { count: {} } : { none: {} } }
      : { action: { [action]: {} } }),
    statement,
    visibilityConfig: { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true },
  };
}

function statementOf(rule: WebAclRule, ipSetArn = ""): Statement {
  if ("group" in rule) return managed(rule);
  if ("requests" in rule) return rateLimit(rule);
  return { ip_set_reference_statement: { arn: ipSetArn } };
}

function managed({ group, overrides = {} }: ManagedRules): Statement {
  const names = Object.entries(overrides);
  return {
    managed_rule_group_statement: {
      vendor_name: "AWS",
      name: group,
      ...(names.length > 0 && {
        rule_action_override: names.map(([name, action]) => ({ name, action_to_use: { [action]: {} } })),
      }),
    },
  };
}

function rateLimit({ requests, minutes = DEFAULT_WINDOW_MINUTES }: RateLimit): Statement {
  return {
    rate_based_statement: {
      limit: requests,
      aggregate_key_type: "IP",
      evaluation_window_sec: minutes * 60,
    },
  };
}
