import { z } from "zod";
import { configurable } from "../../configurable";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Verdict } from "../../rule";
import { combine, notApplicable, pciDss, securityHub, unknown, verdict } from "../../rule";
import { LOAD_BALANCERS } from "../lib/buckets";
import { admitsAnywhere, unseen } from "../lib/cidr";
import type { Ports } from "../lib/ports";
import { ports, portsText } from "../lib/ports";
import { written } from "../lib/written";

/** Where each kind of rule has its addresses and protocol. */
const STANDALONE: Readonly<Record<string, { cidrs: readonly string[]; protocol: string }>> = {
  aws_security_group_rule: { cidrs: ["cidr_blocks", "ipv6_cidr_blocks"], protocol: "protocol" },
  aws_vpc_security_group_ingress_rule: { cidrs: ["cidr_ipv4", "cidr_ipv6"], protocol: "ip_protocol" },
};
const GROUPS = ["aws_security_group", "aws_default_security_group"];
const INLINE = { cidrs: ["cidr_blocks", "ipv6_cidr_blocks"], protocol: "protocol" };

/** Only internet-facing load balancers admit the internet, to the ports of the web. */
export const securityGroupIngress = configurable({
  id: "network-exposure-security-group-ingress",
  title: "No security group admits the internet",
  pack: "network-exposure",
  controls: [...securityHub("EC2.18"), ...pciDss("1.3.1", "1.4.2")],
  shows:
    "Only the groups of internet-facing load balancers admit the internet, and only to the ports that are set (80 and 443 by default).",
  limits:
    "The internet is a block of prefix 0: two halves of it pass. Whether each other flow is needed has to be approved by its owner (1.2.5). Rules that something else than Terraform adds are not seen.",
  rationale: "What the whole internet may call is attacked within minutes.",
  remedy:
    "name the source (a security group, a prefix list, a CIDR block); only the group of an internet-facing load balancer may admit all, to 80 or 443",
  types: [...GROUPS, ...Object.keys(STANDALONE)],
  settings: z.strictObject({
    ports: z
      .array(z.int().min(1).max(65535))
      .default([80, 443])
      .describe("the ports to which the group of an internet-facing load balancer may admit all"),
  }),
  check: (resource, configuration, { ports: web }) => {
    const standalone = STANDALONE[resource.type];
    if (standalone === undefined) {
      const verdicts = resource
        .blocks("ingress")
        .map((rule) => judge(rule, INLINE, [resource], { configuration, web }));
      return combine(verdicts);
    }
    const type = resource.type === "aws_security_group_rule" ? resource.get("type") : undefined;
    if (type?.kind === "known" && type.value !== "ingress") return notApplicable();
    const groups = configuration
      .targets(resource, "security_group_id")
      .filter((target) => GROUPS.includes(target.type) && target.mode === "managed");
    return judge(resource, standalone, groups, { configuration, web });
  },
});

function judge(
  rule: View,
  where: { cidrs: readonly string[]; protocol: string },
  groups: readonly Resource[],
  { configuration, web }: { readonly configuration: Configuration; readonly web: readonly number[] },
): Verdict {
  const cidrs = where.cidrs.flatMap((path) => rule.items(path));
  const open = admitsAnywhere(cidrs);
  if (open === false) return verdict([]);
  const range = ports(rule, where.protocol);
  const shown = range === "none" ? "a protocol without ports" : portsText(range);
  const front = isAmong(web, range, rule, where.protocol) ? isFront(groups, configuration) : false;
  if (front === true) return verdict([]);
  if (open === "unknown") return unknown(`it admits ${unseen(cidrs)} to ${shown}`);
  if (front === "unknown")
    return unknown(`it admits the internet to ${shown}; what its group is for cannot be seen`);
  return verdict([`it admits the internet to ${shown}`]);
}

function isAmong(web: readonly number[], range: Ports | "none", rule: View, protocol: string): boolean {
  if (range === "none" || range === "unknown" || range.from !== range.to) return false;
  return ["tcp", "6"].includes(written(rule.get(protocol)).toLowerCase()) && web.includes(range.from);
}

/** Whether a group is that of an internet-facing load balancer; "unknown" if the group is not in this file. */
function isFront(groups: readonly Resource[], configuration: Configuration): boolean | "unknown" {
  if (groups.length === 0) return "unknown";
  const balancers = groups
    .flatMap((group) => configuration.referring(group, "security_groups"))
    .filter(({ type }) => LOAD_BALANCERS.includes(type));
  const internal = balancers.map((balancer) => balancer.flag("internal", false));
  if (internal.includes(false)) return true;
  return internal.includes("unknown") ? "unknown" : false;
}
