import type { Rule } from "../../rule";
import { distinctPriorities } from "../lib/priorities";

/** Rules of a web ACL have places of their own. */
export const webAclPriorities: Rule = {
  id: "apply-web-acl-priorities",
  title: "Rules of a web ACL have priorities of their own",
  pack: "apply",
  controls: [],
  rationale: "WAF refuses two rules in one place.",
  remedy: "give each rule a priority that no other rule has",
  types: ["aws_wafv2_web_acl", "aws_wafv2_rule_group"],
  check: (acl) => {
    const rules = acl.blocks("rule").map((rule, i) => ({
      what: rule.text("name") ?? `rule ${i + 1}`,
      priority: rule.number("priority", undefined),
    }));
    return distinctPriorities(rules, rules);
  },
};
