import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** Web ACLs log what they see. */
export const webAclLogs: Rule = {
  id: "logging-web-acl-logs",
  title: "Web ACLs have a log",
  pack: "logging",
  controls: [...securityHub("WAF.11"), ...pciDss("6.4.2", "10.2.1")],
  shows: "The solution in front of the web application generates audit logs (6.4.2).",
  limits: "Whether blocked requests raise an alert that somebody looks at is not seen here.",
  rationale: "Whether a rule stops attacks or customers is in the log only.",
  remedy: "add an aws_wafv2_web_acl_logging_configuration with the web ACL's ARN",
  types: ["aws_wafv2_web_acl"],
  check: (acl, configuration) => {
    const type = "aws_wafv2_web_acl_logging_configuration";
    const { found, unclear } = companions(configuration, acl, type, "resource_arn");
    if (found.length > 0) return compliant();
    return unclear.length > 0
      ? unknown(`its log may be in ${unclear.join(", ")}`)
      : violation(`no ${type} is for it`);
  },
};
