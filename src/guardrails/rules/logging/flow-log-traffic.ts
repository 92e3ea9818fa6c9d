import type { Rule } from "../../rule";
import { notApplicable, pciDss, securityHub } from "../../rule";
import { isSet, needsOneOf } from "../lib/expect";

/** Flow logs record what was refused, and what got through. */
export const flowLogTraffic: Rule = {
  id: "logging-flow-log-traffic",
  title: "Flow logs record accepted and rejected traffic",
  pack: "logging",
  controls: [...securityHub("EC2.6"), ...pciDss("10.2.1")],
  shows:
    "Accepted and refused traffic of what the flow log is for (a VPC, a subnet, an interface) leaves a record.",
  limits:
    "AWS leaves some out (its DNS, DHCP and metadata addresses, records that it had to skip). Contents are not recorded, nor names: who was behind an address is in other logs.",
  rationale: "Refused traffic shows an attack that failed; only accepted traffic shows one that did not.",
  remedy: 'set traffic_type to "ALL"',
  types: ["aws_flow_log"],
  check: (log) => {
    // A transit gateway's flow log takes no type: it always records all.
    const transit = ["transit_gateway_id", "transit_gateway_attachment_id"];
    if (transit.some((path) => isSet(log, path))) return notApplicable();
    return needsOneOf(log, "traffic_type", ["ALL"]);
  },
};
