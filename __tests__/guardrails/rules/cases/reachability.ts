import type { Case } from "../case";
import { casesOf } from "../case";
import {
  functionIn,
  edge,
  toEndpoints,
  endpoint,
  route,
  send,
  stream,
  queue,
  mapping,
  told,
} from "./reachability-parts";

export const reachability: readonly Case[] = [
  ...casesOf("reachability-aws-apis", [
    {
      shows: "an endpoint without a policy, to which both groups let it",
      outcome: "compliant",
      resources: functionIn(send, { ...toEndpoints, ...endpoint("sns") }),
    },
    {
      shows: "a policy that admits the account",
      outcome: "compliant",
      resources: functionIn(send, {
        ...toEndpoints,
        ...endpoint("sns", {
          policy: JSON.stringify({
            Statement: {
              Effect: "Allow",
              Principal: "*",
              Action: "sns:*",
              Resource: "*",
              Condition: { StringEquals: { "aws:PrincipalAccount": "123456789012" } },
            },
          }),
        }),
      }),
    },
    {
      shows: "no endpoint",
      outcome: "violation",
      resources: functionIn(send),
      reason: "there is no endpoint of sns",
    },
    {
      shows: "an endpoint of something else",
      outcome: "violation",
      resources: functionIn(send, { ...toEndpoints, ...endpoint("sqs") }),
      reason: "there is no endpoint of sns",
    },
    {
      shows: "a policy that admits another action",
      outcome: "violation",
      resources: functionIn(send, {
        ...toEndpoints,
        ...endpoint("sns", {
          policy: JSON.stringify({
            Statement: { Effect: "Allow", Principal: "*", Action: "sns:Subscribe", Resource: "*" },
          }),
        }),
      }),
      reason: "does not admit sns:Publish",
    },
    {
      shows: "a policy of a variable",
      outcome: "unknown",
      resources: functionIn(send, { ...toEndpoints, ...endpoint("sns", { policy: "${var.p}" }) }),
      rest: { variable: { p: {} } },
      reason: "admits sns:Publish",
    },
    {
      shows: "a NAT gateway",
      outcome: "not-applicable",
      resources: functionIn(send, route({ nat_gateway_id: "${aws_nat_gateway.n.id}" })),
    },
    {
      shows: "a route only within the VPC's peers",
      outcome: "violation",
      resources: functionIn(send, {
        "aws_route.r": {
          route_table_id: "${aws_route_table.t.id}",
          destination_cidr_block: "10.9.0.0/16",
          vpc_peering_connection_id: "pcx-1",
        },
      }),
    },
    {
      shows: "a function outside any VPC",
      outcome: "not-applicable",
      resources: { "aws_lambda_function.x": { role: "r" } },
    },
    {
      shows: "what Lambda itself reads and gives up for a function",
      outcome: "compliant",
      resources: functionIn(
        { Action: ["kinesis:GetRecords", "logs:PutLogEvents"], Resource: stream },
        mapping,
      ),
    },
    {
      shows: "what the function itself writes to the stream that it reads",
      outcome: "violation",
      resources: functionIn({ Action: "kinesis:PutRecord", Resource: stream }, mapping),
      reason: "no endpoint of kinesis-streams",
    },
    {
      shows: "the queue of what was given up",
      outcome: "compliant",
      resources: functionIn({ Action: "sqs:SendMessage", Resource: queue }, mapping),
    },
    {
      shows: "a key that a service uses for it",
      outcome: "compliant",
      resources: functionIn({
        Action: "kms:Decrypt",
        Resource: "*",
        Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
      }),
    },
    {
      shows: "an AWS managed policy",
      outcome: "unknown",
      resources: functionIn(send, {
        ...toEndpoints,
        ...endpoint("sns"),
        "aws_iam_role_policy_attachment.y": {
          role: "x",
          policy_arn: "arn:aws:iam::aws:policy/AmazonSQSFullAccess",
        },
      }),
      reason: "AmazonSQSFullAccess",
    },
    {
      shows: "subnets of another configuration",
      outcome: "unknown",
      resources: {
        "aws_lambda_function.x": { vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] } },
      },
    },
  ]),
  ...casesOf("reachability-databases", [
    {
      shows: "an edge by both groups",
      outcome: "compliant",
      resources: told({
        ...edge("x", "egress", 3306, { referenced_security_group_id: "${aws_security_group.d.id}" }),
        ...edge("d", "ingress", 3306, { referenced_security_group_id: "${aws_security_group.x.id}" }),
      }),
    },
    {
      shows: "rules in the groups themselves",
      outcome: "compliant",
      resources: told({
        "aws_security_group.x": {
          vpc_id: "${aws_vpc.v.id}",
          egress: [{ from_port: 0, to_port: 0, protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }],
        },
        "aws_security_group.d": {
          vpc_id: "${aws_vpc.v.id}",
          ingress: [
            {
              from_port: 3306,
              to_port: 3306,
              protocol: "tcp",
              security_groups: ["${aws_security_group.x.id}"],
            },
          ],
        },
      }),
    },
    {
      shows: "a database whose groups are elsewhere",
      outcome: "unknown",
      resources: told({ "aws_rds_cluster.d": { port: 3306, vpc_security_group_ids: ["sg-1"] } }),
    },
    {
      shows: "a database whose port a variable decides",
      outcome: "unknown",
      resources: told({
        "aws_rds_cluster.d": { port: "${var.v}", vpc_security_group_ids: ["${aws_security_group.d.id}"] },
      }),
      rest: { variable: { v: {} } },
    },
    {
      shows: "another port",
      outcome: "violation",
      resources: told({
        ...edge("x", "egress", 5432, { referenced_security_group_id: "${aws_security_group.d.id}" }),
        ...edge("d", "ingress", 5432, { referenced_security_group_id: "${aws_security_group.x.id}" }),
      }),
      reason: "port 3306",
    },
    {
      shows: "the way in only",
      outcome: "violation",
      resources: told(
        edge("d", "ingress", 3306, { referenced_security_group_id: "${aws_security_group.x.id}" }),
      ),
      reason: "no rule of its security group leads to aws_rds_cluster.d",
    },
    { shows: "nobody who is told of one", outcome: "not-applicable", resources: functionIn(send) },
  ]),
  ...casesOf("network-exposure-compute-subnets", [
    {
      shows: "a NAT gateway",
      outcome: "compliant",
      resources: functionIn(send, route({ nat_gateway_id: "${aws_nat_gateway.n.id}" })),
    },
    { shows: "no way out", outcome: "compliant", resources: functionIn(send) },
    {
      shows: "an internet gateway",
      outcome: "violation",
      resources: functionIn(send, route({ gateway_id: "${aws_internet_gateway.i.id}" })),
      reason: "aws_subnet.s",
    },
    {
      shows: "an internet gateway, inline",
      outcome: "violation",
      resources: functionIn(send, {
        "aws_route_table.t": { route: [{ cidr_block: "0.0.0.0/0", gateway_id: "igw-1" }] },
      }),
    },
    {
      shows: "a subnet without a route table",
      outcome: "unknown",
      resources: functionIn(send, { "aws_route_table_association.s": {} }),
    },
    {
      shows: "a function outside any VPC",
      outcome: "not-applicable",
      resources: { "aws_lambda_function.x": {} },
    },
  ]),
];
