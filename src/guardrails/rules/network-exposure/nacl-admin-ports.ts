import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule } from "../../rule";
import { notApplicable, pciDss, securityHub, verdict } from "../../rule";
import { admitsAnywhere, unseen } from "../lib/cidr";
import type { Ports } from "../lib/ports";
import { ports, portsText } from "../lib/ports";

/** SSH and RDP. */
const ADMIN_PORTS = [22, 3389];
const ACLS = ["aws_network_acl", "aws_default_network_acl"];

/** An ingress entry of an ACL. The lowest number that matches decides. */
interface Entry {
  readonly number: number;
  readonly allows: boolean;
  readonly open: boolean | "unknown";
  readonly range: Ports | "none";
  readonly source: string;
  readonly ipv6: boolean;
}

/** No network ACL admits SSH or RDP from everywhere, within a range of ports neither. */
export const naclAdminPorts: Rule = {
  id: "network-exposure-nacl-admin-ports",
  title: "Network ACLs do not admit ports 22 and 3389 from anywhere",
  pack: "network-exposure",
  controls: [...securityHub("EC2.21"), ...pciDss("1.3.1")],
  shows: "The network's own filter keeps SSH and RDP from the internet, whatever a security group says.",
  limits: "Other ports and other sources are for the security groups to restrict.",
  rationale: "The ACL is what still holds when a security group is opened by mistake.",
  remedy: "narrow the source, split the range around 22 and 3389, or deny them under a lower rule number",
  types: [...ACLS, "aws_network_acl_rule"],
  check: (resource, configuration) => {
    if (resource.type !== "aws_network_acl_rule") {
      const own = resource.blocks("ingress").map((block) => entry(block, "action", "rule_no"));
      return judge(own, own);
    }
    if (resource.flag("egress", false) === true) return notApplicable();
    const one = entry(resource, "rule_action", "rule_number");
    return judge([one], [one, ...siblings(resource, configuration)]);
  },
};

/** The other ingress rules of the same ACL. */
function siblings(rule: Resource, configuration: Configuration): Entry[] {
  const acls = configuration.targets(rule, "network_acl_id").filter(({ type }) => ACLS.includes(type));
  return acls
    .flatMap((acl) => configuration.referring(acl, "network_acl_id"))
    .filter((other) => other !== rule && other.type === rule.type && other.flag("egress", false) === false)
    .map((other) => entry(other, "rule_action", "rule_number"));
}

function entry(block: View, action: string, numberPath: string): Entry {
  const cidrs = [...block.items("cidr_block"), ...block.items("ipv6_cidr_block")].filter(
    (value) => value.kind !== "known" || value.value !== "",
  );
  const number = block.number(numberPath, 0);
  return {
    number: number === "unknown" ? Number.POSITIVE_INFINITY : number,
    // What cannot be seen to deny may allow.
    allows: block.text(action)?.toLowerCase() !== "deny",
    open: admitsAnywhere(cidrs),
    range: ports(block, "protocol"),
    source: unseen(cidrs) || "anywhere",
    ipv6: block.get("ipv6_cidr_block").kind !== "absent" && block.text("ipv6_cidr_block") !== "",
  };
}

function judge(asked: readonly Entry[], all: readonly Entry[]): ReturnType<typeof verdict> {
  const wrongs: string[] = [];
  const unclear: string[] = [];
  for (const one of asked) {
    if (!one.allows || one.open === false || one.range === "none") continue;
    const { range } = one;
    if (range === "unknown") {
      unclear.push(`rule ${one.number} admits ${one.source} to ports that cannot be seen`);
      continue;
    }
    const admitted = ADMIN_PORTS.filter((port) => within(port, range)).filter(
      (port) =>
        !all.some(
          (other) =>
            !other.allows &&
            other.number < one.number &&
            other.open === true &&
            other.ipv6 === one.ipv6 &&
            within(port, other.range),
        ),
    );
    if (admitted.length === 0) continue;
    const said = `rule ${one.number} admits ${one.source} to ${portsText(range)}, with ${admitted.join(" and ")} in it`;
    (one.open === "unknown" ? unclear : wrongs).push(said);
  }
  return verdict(wrongs, unclear);
}

const within = (port: number, range: Ports | "none"): boolean =>
  typeof range === "object" && range.from <= port && port <= range.to;
