import type { Rule } from "../../rule";
import { combine, notApplicable, pciDss, securityHub, unknown } from "../../rule";
import { LOAD_BALANCERS } from "../lib/buckets";
import { needs, needsOneOf } from "../lib/expect";

/** Application load balancers refuse requests that front and back would read differently. */
export const loadBalancerHeaders: Rule = {
  id: "network-exposure-load-balancer-headers",
  title: "Application load balancers drop invalid headers and mitigate desync",
  pack: "network-exposure",
  controls: [...securityHub("ELB.4", "ELB.12"), ...pciDss("6.2.4")],
  shows: "Request smuggling through malformed headers is stopped in front of the application.",
  limits: "6.2.4 is about the software's own engineering, which this supports and does not replace.",
  rationale: "A header that two parsers read differently smuggles a second request in.",
  remedy: 'set drop_invalid_header_fields to true and desync_mitigation_mode to "defensive" or "strictest"',
  types: LOAD_BALANCERS,
  check: (balancer) => {
    const type = balancer.get("load_balancer_type");
    if (type.kind === "unknown") return unknown(`load_balancer_type is ${type.expression}`);
    if (type.kind === "known" && type.value !== "application") return notApplicable();
    return combine([
      needs(balancer, "drop_invalid_header_fields", true, false),
      needsOneOf(balancer, "desync_mitigation_mode", ["defensive", "strictest"], "defensive"),
    ]);
  },
};
