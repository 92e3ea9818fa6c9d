import type { Case } from "../case";
import { casesOf } from "../case";

const acl = (...ingress: object[]) => ({ "aws_network_acl.x": { ingress } });
const entry = (rule_no: number, action: string, from_port: number, to_port: number, more: object = {}) => ({
  rule_no,
  action,
  from_port,
  to_port,
  protocol: "tcp",
  cidr_block: "0.0.0.0/0",
  ...more,
});
const variable = { variable: { v: {} } };
export const networkAcls: readonly Case[] = [
  ...casesOf("network-exposure-nacl-admin-ports", [
    { shows: "HTTPS from anywhere", outcome: "compliant", resources: acl(entry(100, "allow", 443, 443)) },
    { shows: "SSH from anywhere", outcome: "violation", resources: acl(entry(100, "allow", 22, 22)) },
    {
      shows: "RDP inside the ephemeral range",
      outcome: "violation",
      resources: acl(entry(100, "allow", 1024, 65535)),
      reason: "3389",
    },
    {
      shows: "all protocols",
      outcome: "violation",
      resources: acl(entry(100, "allow", 0, 0, { protocol: "-1" })),
      reason: "22 and 3389",
    },
    {
      shows: "the range split around RDP",
      outcome: "compliant",
      resources: acl(entry(100, "allow", 1024, 3388), entry(110, "allow", 3390, 65535)),
    },
    {
      shows: "RDP denied before",
      outcome: "compliant",
      resources: acl(entry(90, "deny", 3389, 3389), entry(100, "allow", 1024, 65535)),
    },
    {
      shows: "RDP denied too late",
      outcome: "violation",
      resources: acl(entry(110, "deny", 3389, 3389), entry(100, "allow", 1024, 65535)),
    },
    {
      shows: "IPv6 let in where only IPv4 is denied",
      outcome: "violation",
      resources: acl(
        entry(90, "deny", 22, 22),
        entry(100, "allow", 22, 22, { cidr_block: null, ipv6_cidr_block: "::/0" }),
      ),
    },
    {
      shows: "SSH from the VPC",
      outcome: "compliant",
      resources: acl(entry(100, "allow", 22, 22, { cidr_block: "10.0.0.0/16" })),
    },
    {
      shows: "ICMP from anywhere",
      outcome: "compliant",
      resources: acl(entry(100, "allow", 0, 0, { protocol: "icmp" })),
    },
    {
      shows: "SSH from a variable",
      outcome: "unknown",
      resources: acl(entry(100, "allow", 22, 22, { cidr_block: "${var.v}" })),
      rest: variable,
    },
    {
      shows: "a rule resource",
      outcome: "violation",
      resources: {
        "aws_network_acl_rule.x": {
          rule_number: 1,
          rule_action: "allow",
          protocol: "6",
          from_port: 20,
          to_port: 30,
          cidr_block: "0.0.0.0/0",
        },
      },
    },
    {
      shows: "a rule resource denied by another",
      outcome: "compliant",
      resources: {
        "aws_network_acl_rule.x": {
          network_acl_id: "${aws_network_acl.a.id}",
          rule_number: 2,
          rule_action: "allow",
          protocol: "tcp",
          from_port: 20,
          to_port: 30,
          cidr_block: "0.0.0.0/0",
        },
        "aws_network_acl_rule.d": {
          network_acl_id: "${aws_network_acl.a.id}",
          rule_number: 1,
          rule_action: "deny",
          protocol: "tcp",
          from_port: 22,
          to_port: 22,
          cidr_block: "0.0.0.0/0",
        },
        "aws_network_acl.a": {},
      },
    },
    {
      shows: "an egress rule resource",
      outcome: "not-applicable",
      resources: {
        "aws_network_acl_rule.x": {
          egress: true,
          rule_action: "allow",
          protocol: "-1",
          cidr_block: "0.0.0.0/0",
        },
      },
    },
  ]),
];
