import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** VPCs record their traffic. */
export const vpcFlowLogs: Rule = {
  id: "logging-vpc-flow-logs",
  title: "VPCs have a flow log",
  pack: "logging",
  controls: [...securityHub("EC2.6"), ...pciDss("10.2.1")],
  shows: "Traffic inside the VPC and at its edges leaves a record.",
  limits:
    "AWS leaves some out (its DNS, DHCP and metadata addresses, records that it had to skip). Contents are not recorded, nor names: who was behind an address is in other logs.",
  rationale: "What was refused, and what got through, is known from flow logs only.",
  remedy: "add an aws_flow_log with the VPC's id",
  types: ["aws_vpc", "aws_default_vpc"],
  check: (vpc, configuration) => {
    const { found, unclear } = companions(configuration, vpc, "aws_flow_log", "vpc_id");
    if (found.length > 0) return compliant();
    return unclear.length > 0
      ? unknown(`its flow log may be in ${unclear.join(", ")}`)
      : violation("no aws_flow_log is for it");
  },
};
