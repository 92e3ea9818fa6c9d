import type { Case } from "../case";
import { casesOf } from "../case";
import { cluster, edge, endpoint, functionIn, told } from "./reachability-parts";

const databases = (cases: readonly Omit<Case, "rule">[]) => casesOf("reachability-databases", cases);
const gateway = endpoint("s3", {
  vpc_endpoint_type: "Gateway",
  route_table_ids: ["${aws_route_table.t.id}"],
});
const group = (body: object) => ({ vpc_id: "${aws_vpc.v.id}", ...body });
const older = (direction: string, of: string, body: object) => ({
  [`aws_security_group_rule.${of}_${direction}`]: {
    type: direction,
    security_group_id: `\${aws_security_group.${of}.id}`,
    protocol: "tcp",
    from_port: 3306,
    to_port: 3306,
    ...body,
  },
});

/** Ways to a database that are written less often. */
export const reachabilityOfDatabases: readonly Case[] = [
  ...databases([
    {
      shows: "rules of the older kind, by groups",
      outcome: "compliant",
      resources: told({
        ...older("egress", "x", { source_security_group_id: "${aws_security_group.d.id}" }),
        ...older("ingress", "d", { source_security_group_id: "${aws_security_group.x.id}" }),
      }),
    },
    {
      shows: "rules of the older kind, by the VPC's block and in the wrong direction",
      outcome: "violation",
      resources: told({
        ...older("egress", "x", { cidr_blocks: ["${aws_vpc.v.cidr_block}"] }),
        ...older("egress", "d", { self: true }),
      }),
    },
    {
      shows: "one group for both, which admits itself",
      outcome: "compliant",
      resources: told({
        "aws_rds_cluster.d": { port: 3306, vpc_security_group_ids: ["${aws_security_group.x.id}"] },
        "aws_security_group.x": group({
          egress: { protocol: "tcp", from_port: 3306, to_port: 3306, self: true },
          ingress: { protocol: "tcp", from_port: 3306, to_port: 3306, self: true },
        }),
      }),
    },
    {
      shows: "one group for both, which admits itself by rules of the older kind",
      outcome: "compliant",
      resources: told({
        "aws_rds_cluster.d": { port: 3306, vpc_security_group_ids: ["${aws_security_group.x.id}"] },
        ...older("egress", "x", { self: true }),
        ...older("ingress", "x", { self: true }),
      }),
    },
    {
      shows: "prefix lists and other protocols, which lead to no database",
      outcome: "violation",
      resources: told({
        "aws_security_group.x": group({
          egress: [
            { protocol: "icmp", cidr_blocks: ["0.0.0.0/0"] },
            {
              protocol: "tcp",
              from_port: 3306,
              to_port: 3306,
              prefix_list_ids: ["${aws_vpc_endpoint.e.prefix_list_id}"],
            },
          ],
        }),
        ...gateway,
      }),
    },
    {
      shows: "addresses that refer to something else than the VPC's",
      outcome: "violation",
      resources: told({
        "aws_vpc.v": { ipv4_ipam_pool_id: "pool" },
        ...edge("x", "egress", 3306, { cidr_ipv4: "${aws_vpc.other.cidr_block}" }),
        "aws_vpc.other": { ipv4_ipam_pool_id: "pool" },
      }),
    },
    {
      shows: "addresses of a VPC whose block comes from a pool",
      outcome: "compliant",
      resources: told({
        "aws_vpc.v": { ipv4_ipam_pool_id: "pool" },
        ...edge("x", "egress", 3306, { cidr_ipv4: "${aws_vpc.v.cidr_block}" }),
        ...edge("d", "ingress", 3306, { cidr_ipv4: "${aws_vpc.v.cidr_block}" }),
      }),
    },
    {
      shows: "a function outside any VPC",
      outcome: "not-applicable",
      resources: { "aws_lambda_function.x": {} },
    },
    {
      shows: "a function whose groups are elsewhere",
      outcome: "unknown",
      resources: {
        "aws_lambda_function.x": {
          vpc_config: { subnet_ids: ["subnet-1"], security_group_ids: ["sg-1"] },
          environment: { variables: { HOST: "${aws_rds_cluster.d.endpoint}" } },
        },
        ...cluster,
      },
      reason: "its security groups",
    },
    {
      shows: "a service whose task definition is elsewhere",
      outcome: "not-applicable",
      resources: {
        "aws_ecs_service.x": { task_definition: "t:1", network_configuration: { subnets: ["subnet-1"] } },
      },
    },
    {
      shows: "a function that may connect to a cluster that is written out",
      outcome: "not-applicable",
      resources: functionIn({
        Action: "rds-db:connect",
        Resource: "arn:aws:rds-db:us-east-1:123456789012:dbuser:cluster-X/app",
      }),
    },
  ]),
  ...casesOf("least-privilege-wildcard-resources", [
    {
      shows: "a policy inside a role that Lambda takes on",
      outcome: "compliant",
      resources: {
        "aws_iam_role.x": {
          assume_role_policy: JSON.stringify({
            Statement: { Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
          }),
          inline_policy: {
            policy: JSON.stringify({
              Statement: { Effect: "Allow", Action: "ec2:CreateNetworkInterface", Resource: "*" },
            }),
          },
        },
      },
    },
  ]),
  ...casesOf("naming-environment-suffix", [
    {
      shows: "a random end is no suffix",
      outcome: "violation",
      resources: { "aws_sqs_queue.x": { name: "jobs-${random_id.r.hex}" }, "random_id.r": {} },
    },
  ]),
];
