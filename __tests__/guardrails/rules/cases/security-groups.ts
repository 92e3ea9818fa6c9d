import type { Case } from "../case";
import { casesOf } from "../case";

const group = (ingress: unknown) => ({ "aws_security_group.x": { ingress } });
const from = (cidr: unknown, port = 443, more: object = {}) => ({
  "aws_vpc_security_group_ingress_rule.x": {
    security_group_id: "${aws_security_group.g.id}",
    cidr_ipv4: cidr,
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    ...more,
  },
  "aws_security_group.g": {},
});
const balancer = (internal?: boolean) => ({
  "aws_lb.l": {
    security_groups: ["${aws_security_group.g.id}"],
    ...(internal === undefined ? {} : { internal }),
  },
});
const variable = { variable: { v: {} } };
export const securityGroups: readonly Case[] = [
  ...casesOf("network-exposure-security-group-ingress", [
    {
      shows: "another group",
      outcome: "compliant",
      resources: group([{ from_port: 443, to_port: 443, protocol: "tcp", security_groups: ["sg-1"] }]),
    },
    {
      shows: "SSH from anywhere, inline",
      outcome: "violation",
      resources: group({ from_port: 22, to_port: 22, protocol: "tcp", cidr_blocks: ["0.0.0.0/0"] }),
      reason: "port 22",
    },
    {
      shows: "IPv6 from anywhere, inline",
      outcome: "violation",
      resources: group([{ from_port: 0, to_port: 0, protocol: "-1", ipv6_cidr_blocks: ["::/0"] }]),
      reason: "all ports",
    },
    {
      shows: "the second of two inline rules",
      outcome: "violation",
      resources: group([
        { protocol: "tcp", cidr_blocks: ["10.0.0.0/8"] },
        { protocol: "tcp", from_port: 1, to_port: 2, cidr_blocks: ["0.0.0.0/0"] },
      ]),
      reason: "ports 1 to 2",
    },
    {
      shows: "a dynamic block from anywhere",
      outcome: "violation",
      resources: {
        "aws_security_group.x": {
          dynamic: {
            ingress: {
              for_each: ["22"],
              content: {
                from_port: "${ingress.value}",
                to_port: "${ingress.value}",
                protocol: "tcp",
                cidr_blocks: ["0.0.0.0/0"],
              },
            },
          },
        },
      },
    },
    { shows: "a rule resource from anywhere", outcome: "violation", resources: from("0.0.0.0/0") },
    {
      shows: "an old rule resource from anywhere",
      outcome: "violation",
      resources: {
        "aws_security_group_rule.x": {
          type: "ingress",
          security_group_id: "${aws_security_group.g.id}",
          cidr_blocks: ["0.0.0.0/0"],
          protocol: "tcp",
          from_port: 443,
          to_port: 443,
        },
        "aws_security_group.g": {},
      },
    },
    {
      shows: "an old rule resource for egress",
      outcome: "not-applicable",
      resources: {
        "aws_security_group_rule.x": { type: "egress", cidr_blocks: ["0.0.0.0/0"], protocol: "-1" },
      },
    },
    {
      shows: "HTTPS to an internet-facing load balancer",
      outcome: "compliant",
      resources: { ...from("0.0.0.0/0"), ...balancer() },
    },
    {
      shows: "HTTPS to an internal load balancer",
      outcome: "violation",
      resources: { ...from("0.0.0.0/0"), ...balancer(true) },
    },
    {
      shows: "8443 to an internet-facing load balancer",
      outcome: "violation",
      resources: { ...from("0.0.0.0/0", 8443), ...balancer() },
    },
    {
      shows: "80 to 443 as one range",
      outcome: "violation",
      resources: { ...from("0.0.0.0/0", 80, { to_port: 443 }), ...balancer() },
    },
    {
      shows: "a variable whose default is anywhere",
      outcome: "violation",
      resources: from("${var.v}"),
      rest: { variable: { v: { default: "0.0.0.0/0" } } },
    },
    {
      shows: "a list variable whose default is anywhere",
      outcome: "violation",
      resources: group([{ protocol: "tcp", from_port: 22, to_port: 22, cidr_blocks: "${var.v}" }]),
      rest: { variable: { v: { default: ["10.0.0.0/8", "0.0.0.0/0"] } } },
    },
    { shows: "a variable without default", outcome: "unknown", resources: from("${var.v}"), rest: variable },
    {
      shows: "the VPC's block",
      outcome: "compliant",
      resources: { ...from("${aws_vpc.v.cidr_block}"), "aws_vpc.v": { cidr_block: "${var.v}" } },
      rest: variable,
    },
    {
      shows: "HTTPS to a group that is elsewhere",
      outcome: "unknown",
      resources: {
        "aws_vpc_security_group_ingress_rule.x": {
          security_group_id: "${var.v}",
          cidr_ipv4: "0.0.0.0/0",
          ip_protocol: "tcp",
          from_port: 443,
          to_port: 443,
        },
      },
      rest: variable,
    },
  ]),
];
