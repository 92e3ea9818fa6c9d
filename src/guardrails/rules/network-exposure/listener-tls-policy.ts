import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";

/** AWS's policies without TLS 1.0 and 1.1. */
const MODERN = /^ELBSecurityPolicy-(?:TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

/** Listeners with TLS take TLS 1.2 at least. */
export const listenerTlsPolicy: Rule = {
  id: "network-exposure-listener-tls-policy",
  title: "TLS listeners refuse what is older than TLS 1.2",
  pack: "network-exposure",
  controls: [...securityHub("ELB.17"), ...pciDss("4.2.1")],
  shows: "The listener negotiates TLS 1.2 or newer only.",
  limits:
    "How the load balancer talks to its targets is in their target groups. Certificates and cipher suites (12.3.3) are not judged, nor whether card numbers are sent.",
  rationale: "TLS 1.0 and 1.1 are broken, and the provider's default policy still takes them.",
  remedy: 'set ssl_policy to "ELBSecurityPolicy-TLS13-1-2-2021-06" or another without TLS 1.0 and 1.1',
  types: ["aws_lb_listener", "aws_alb_listener"],
  check: (listener) => {
    const protocol = listener.get("protocol");
    if (protocol.kind === "unknown") return unknown(`protocol is ${protocol.expression}`);
    if (protocol.kind !== "known" || !["HTTPS", "TLS"].includes(textOf(protocol.value)))
      return notApplicable();
    const policy = listener.get("ssl_policy");
    if (policy.kind === "unknown") return unknown(`ssl_policy is ${policy.expression}`);
    if (policy.kind === "absent")
      return violation("ssl_policy is not set, which means ELBSecurityPolicy-2016-08");
    const name = textOf(policy.value);
    return MODERN.test(name) ? compliant() : violation(`ssl_policy ${name} takes TLS 1.0 or 1.1`);
  },
};
