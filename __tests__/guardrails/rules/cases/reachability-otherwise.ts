import type { Case } from "../case";
import { casesOf, HIDDEN } from "../case";
import { edge, endpoint, functionIn, type Resources, route, send, toEndpoints } from "./reachability-parts";

const apis = (cases: readonly Omit<Case, "rule">[]) => casesOf("reachability-aws-apis", cases);
const variables = { variable: { v: {} } };
const get = { Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const s3 = (more: object = {}) =>
  endpoint("s3", { vpc_endpoint_type: "Gateway", route_table_ids: ["${aws_route_table.t.id}"], ...more });
const toPrefixes = edge("x", "egress", 443, { prefix_list_id: "${aws_vpc_endpoint.e.prefix_list_id}" });
const allow = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const policy = (...statements: object[]) => ({ policy: JSON.stringify({ Statement: statements }) });

const elsewhere = {
  task_definition: "t:1",
  network_configuration: {
    subnets: ["${aws_subnet.s.id}"],
    security_groups: ["${aws_security_group.x.id}"],
  },
};

/** A task in a subnet without a way out, that pulls an image. */
const task = (
  more: Resources = {},
  image: unknown = "123456789012.dkr.ecr.us-east-1.amazonaws.com/x:1",
  actions = ["s3:ListBucket", "ecr:GetDownloadUrlForLayer"],
) => {
  const parts = functionIn({
    Action: actions,
    Resource: "*",
  });
  return {
    "aws_ecs_service.x": {
      task_definition: "${aws_ecs_task_definition.t.arn}",
      network_configuration: {
        subnets: ["${aws_subnet.s.id}"],
        security_groups: ["${aws_security_group.x.id}"],
      },
    },
    "aws_ecs_task_definition.t": {
      execution_role_arn: "${aws_iam_role.x.arn}",
      container_definitions: `\${jsonencode([{image = ${JSON.stringify(image)}}])}`,
    },
    ...Object.fromEntries(Object.entries(parts).slice(1)),
    ...more,
  };
};
/** Ways to reach something, or not, that are written less often. */
export const reachabilityOtherwise: readonly Case[] = [
  ...apis([
    {
      shows: "a gateway that its subnet has a route to",
      outcome: "compliant",
      resources: functionIn(get, { ...s3(), ...toPrefixes }),
    },
    {
      shows: "a gateway of the default type, whose route table is associated elsewhere",
      outcome: "compliant",
      resources: functionIn(get, {
        "aws_vpc_endpoint.e": { service_name: "com.amazonaws.us-east-1.s3" },
        "aws_vpc_endpoint_route_table_association.a": {
          vpc_endpoint_id: "${aws_vpc_endpoint.e.id}",
          route_table_id: "${aws_route_table.t.id}",
        },
        ...toPrefixes,
      }),
    },
    {
      shows: "a gateway in no table of its subnet",
      outcome: "violation",
      resources: functionIn(get, { ...s3({ route_table_ids: [] }), ...toPrefixes }),
      reason: "aws_subnet.s has no route to the endpoint of s3",
    },
    {
      shows: "an endpoint of a service that cannot be seen",
      outcome: "violation",
      resources: functionIn(send, { ...toEndpoints, ...endpoint("sns", { service_name: HIDDEN }) }),
      rest: variables,
      reason: "there is no endpoint of sns",
    },
    {
      shows: "a table that is the VPC's main one",
      outcome: "violation",
      resources: functionIn(send, {
        "aws_default_route_table.t": {},
        "aws_route_table_association.s": {
          subnet_id: "${aws_subnet.s.id}",
          route_table_id: "${aws_default_route_table.t.id}",
        },
      }),
    },
    {
      shows: "a route to another appliance",
      outcome: "not-applicable",
      resources: functionIn(send, route({ network_interface_id: "eni-1" })),
    },
    {
      shows: "a route to where cannot be seen",
      outcome: "unknown",
      resources: functionIn(send, route({ destination_cidr_block: HIDDEN })),
      rest: variables,
      reason: "the routes of its subnets",
    },
    {
      shows: "an endpoint's policy that denies the call",
      outcome: "violation",
      resources: functionIn(send, {
        ...toEndpoints,
        ...endpoint("sns", policy(allow, { ...allow, Effect: "Deny" })),
      }),
      reason: "does not admit sns:Publish",
    },
    {
      shows: "an endpoint's policy that denies it under a condition",
      outcome: "compliant",
      resources: functionIn(send, {
        ...toEndpoints,
        ...endpoint(
          "sns",
          policy(allow, {
            ...allow,
            Effect: "Deny",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          }),
        ),
      }),
    },
    {
      shows: "an endpoint's policy with the condition of the role's own",
      outcome: "compliant",
      resources: functionIn(
        { ...send, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } },
        {
          ...toEndpoints,
          ...endpoint(
            "sns",
            policy({ ...allow, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }),
          ),
        },
      ),
    },
    {
      shows: "an endpoint's policy with a condition that the role has not",
      outcome: "violation",
      resources: functionIn(send, {
        ...toEndpoints,
        ...endpoint(
          "sns",
          policy({ ...allow, Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } }),
        ),
      }),
    },
    {
      shows: "an endpoint's policy for another role than this one, which has no name",
      outcome: "violation",
      resources: functionIn(send, {
        ...toEndpoints,
        "aws_iam_role.x": {},
        "aws_iam_role_policy_attachment.x": {
          role: "${aws_iam_role.x.id}",
          policy_arn: "${aws_iam_policy.x.arn}",
        },
        ...endpoint(
          "sns",
          policy({
            ...allow,
            Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::123456789012:role/y" } },
          }),
        ),
      }),
    },
    {
      shows: "an endpoint's policy for the role, by a reference",
      outcome: "compliant",
      resources: functionIn(send, {
        ...toEndpoints,
        ...endpoint("sns", {
          policy: `\${jsonencode({Statement = [{Effect = "Allow", Principal = "*", Action = "*", Resource = "*", Condition = {ArnEquals = {"aws:PrincipalArn" = aws_iam_role.x.arn}}}]})}`,
        }),
      }),
    },
    {
      shows: "another stream than the one that Lambda reads",
      outcome: "violation",
      resources: functionIn(
        { Action: "kinesis:GetRecords", Resource: "arn:aws:kinesis:us-east-1:123456789012:stream/other" },
        {
          "aws_lambda_event_source_mapping.m": {
            function_name: "${aws_lambda_function.x.arn}",
            event_source_arn: "arn:aws:kinesis:us-east-1:123456789012:stream/s",
          },
        },
      ),
    },
    {
      shows: "an instance with the role of its profile",
      outcome: "violation",
      resources: {
        "aws_instance.x": {
          subnet_id: "${aws_subnet.s.id}",
          vpc_security_group_ids: ["${aws_security_group.x.id}"],
          iam_instance_profile: "${aws_iam_instance_profile.p.name}",
        },
        "aws_iam_instance_profile.p": { role: "${aws_iam_role.x.name}" },
        ...Object.fromEntries(Object.entries(functionIn(send)).slice(1)),
      },
      reason: "there is no endpoint of sns",
    },
    {
      shows: "a service whose task definition is elsewhere",
      outcome: "unknown",
      resources: task({ "aws_ecs_service.x": elsewhere }),
      reason: "its task definition cannot be seen",
    },
    {
      shows: "a task whose image cannot be seen",
      outcome: "unknown",
      resources: task({ ...s3(), ...toPrefixes }, HIDDEN, ["s3:ListBucket"]),
      rest: variables,
      reason: "is pulled cannot be seen",
    },
    {
      shows: "a task that gets its layers through a gateway without a policy",
      outcome: "violation",
      resources: task({ ...s3(), ...toPrefixes }),
      reason: "there is no endpoint of ecr",
    },
  ]),
];
