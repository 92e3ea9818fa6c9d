import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";
import { LOAD_BALANCERS } from "../lib/buckets";
import { companions } from "../lib/companions";

/** Application load balancers on the internet have a web ACL. */
export const loadBalancerWaf: Rule = {
  id: "network-exposure-load-balancer-waf",
  title: "Internet-facing application load balancers are behind a web ACL",
  pack: "network-exposure",
  controls: [...securityHub("ELB.16"), ...pciDss("6.4.2")],
  shows: "A web ACL is attached in front of the public web application.",
  limits:
    "Whether it has rules, and whether they block or only count (6.4.2 asks that attacks are prevented, or alerted and looked at at once), is not seen; nor whether they fit the application and are kept up to date.",
  rationale: "A load balancer passes attacks on as faithfully as requests.",
  remedy: "add an aws_wafv2_web_acl_association with the load balancer's ARN",
  types: LOAD_BALANCERS,
  check: (balancer, configuration) => {
    const internal = balancer.flag("internal", false);
    const type = balancer.get("load_balancer_type");
    if (internal === true || (type.kind === "known" && type.value !== "application")) return notApplicable();
    const associations = ["aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"];
    const { found, unclear } = companions(configuration, balancer, associations, "resource_arn");
    if (found.length > 0) return compliant();
    if (unclear.length > 0) return unknown(`its web ACL may be in ${unclear.join(", ")}`);
    return internal === "unknown" || type.kind === "unknown"
      ? unknown("it has no web ACL, and whether it needs one cannot be seen")
      : violation("no aws_wafv2_web_acl_association is for it");
  },
};
