import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { needs } from "../lib/expect";

/** Subnets give no public addresses by themselves. */
export const subnetPublicIp: Rule = {
  id: "network-exposure-subnet-public-ip",
  title: "Subnets give no public addresses by themselves",
  pack: "network-exposure",
  controls: [...securityHub("EC2.15"), ...pciDss("1.4.2", "1.4.4")],
  shows: "Nothing gets a public address because of where it was put.",
  limits:
    "Which subnets hold account data is not seen. Addresses that are asked for (load balancers, elastic addresses) are other rules' matter.",
  rationale: "A public address should be asked for where it is meant, not come with the place.",
  remedy: "set map_public_ip_on_launch to false",
  types: ["aws_subnet", "aws_default_subnet"],
  check: (subnet) => needs(subnet, "map_public_ip_on_launch", false, subnet.type === "aws_default_subnet"),
};
