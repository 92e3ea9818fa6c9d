import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, notApplicable, pciDss, unknown, verdict, violation } from "../../rule";
import { admitsAnywhere, unseen } from "../lib/cidr";
import { ports, portsText } from "../lib/ports";
import { written } from "../lib/written";

const STANDALONE: Readonly<Record<string, { cidrs: readonly string[]; protocol: string }>> = {
  aws_security_group_rule: { cidrs: ["cidr_blocks", "ipv6_cidr_blocks"], protocol: "protocol" },
  aws_vpc_security_group_egress_rule: { cidrs: ["cidr_ipv4", "cidr_ipv6"], protocol: "ip_protocol" },
};
const INLINE = { cidrs: ["cidr_blocks", "ipv6_cidr_blocks"], protocol: "protocol" };

/** What may leave for the internet is HTTPS. */
export const securityGroupEgress: Rule = {
  id: "network-exposure-security-group-egress",
  title: "Security groups let HTTPS out to the internet, and nothing else",
  pack: "network-exposure",
  controls: pciDss("1.3.2"),
  shows: "No security group lets anything but TCP 443 out to every address.",
  limits:
    "Every address is a block of prefix 0: two halves of the internet pass. Where HTTPS goes is not restricted by this: a proxy, a firewall or endpoints do that. Whether each flow is necessary is for its owner to say.",
  rationale: "What is taken over calls home, and sends data away, on any port that is open.",
  remedy: "name the destination (a security group, a prefix list, a CIDR block), or let TCP 443 out only",
  types: ["aws_security_group", "aws_default_security_group", ...Object.keys(STANDALONE)],
  check: (resource) => {
    const standalone = STANDALONE[resource.type];
    if (standalone === undefined)
      return combine(resource.blocks("egress").map((rule) => judge(rule, INLINE)));
    if (resource.type === "aws_security_group_rule") {
      const type = resource.get("type");
      if (type.kind === "unknown") return unknown(`type is ${type.expression}`);
      if (type.kind === "known" && type.value !== "egress") return notApplicable();
    }
    return judge(resource, standalone);
  },
};

function judge(rule: View, where: { cidrs: readonly string[]; protocol: string }): Verdict {
  const cidrs = where.cidrs.flatMap((path) => rule.items(path));
  const open = admitsAnywhere(cidrs);
  if (open === false) return verdict([]);
  const range = ports(rule, where.protocol);
  const tcp = ["tcp", "6"].includes(written(rule.get(where.protocol)).toLowerCase());
  if (tcp && typeof range === "object" && range.from === 443 && range.to === 443) return verdict([]);
  const shown = range === "none" ? "a protocol without ports" : portsText(range);
  if (open === "unknown") return unknown(`it lets ${shown} out to ${unseen(cidrs)}`);
  return range === "unknown"
    ? unknown(`it lets ${shown} out to the internet`)
    : violation(`it lets ${shown} out to the internet`);
}
