/** What the cases of reachability are put together from. */
export type Resources = Record<string, Record<string, unknown>>;

/** A function in one subnet, with a role that may do what `statement` says. */
export const functionIn = (statement: object, more: Resources = {}): Resources => ({
  "aws_lambda_function.x": {
    role: "${aws_iam_role.x.arn}",
    vpc_config: { subnet_ids: ["${aws_subnet.s.id}"], security_group_ids: ["${aws_security_group.x.id}"] },
  },
  "aws_iam_role.x": { name: "x" },
  "aws_iam_role_policy_attachment.x": {
    role: "${aws_iam_role.x.name}",
    policy_arn: "${aws_iam_policy.x.arn}",
  },
  "aws_iam_policy.x": { policy: JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] }) },
  "aws_vpc.v": { cidr_block: "10.0.0.0/16" },
  "aws_subnet.s": { vpc_id: "${aws_vpc.v.id}" },
  "aws_route_table.t": { vpc_id: "${aws_vpc.v.id}" },
  "aws_route_table_association.s": {
    subnet_id: "${aws_subnet.s.id}",
    route_table_id: "${aws_route_table.t.id}",
  },
  "aws_security_group.x": { vpc_id: "${aws_vpc.v.id}" },
  ...more,
});

/** A rule of the group `x`, in whichever way a user wrote it. */
export const edge = (
  group: string,
  direction: "ingress" | "egress",
  port: number,
  to: object,
): Resources => ({
  [`aws_vpc_security_group_${direction}_rule.${group}_${direction}_${port}`]: {
    security_group_id: `\${aws_security_group.${group}.id}`,
    ip_protocol: "tcp",
    from_port: port,
    to_port: port,
    ...to,
  },
});
export const toEndpoints: Resources = {
  "aws_security_group.e": { vpc_id: "${aws_vpc.v.id}" },
  ...edge("x", "egress", 443, { referenced_security_group_id: "${aws_security_group.e.id}" }),
  ...edge("e", "ingress", 443, { cidr_ipv4: "${aws_vpc.v.cidr_block}" }),
};
export const endpoint = (service: string, more: object = {}): Resources => ({
  "aws_vpc_endpoint.e": {
    vpc_id: "${aws_vpc.v.id}",
    service_name: `com.amazonaws.\${data.aws_region.current.name}.${service}`,
    vpc_endpoint_type: "Interface",
    private_dns_enabled: true,
    security_group_ids: ["${aws_security_group.e.id}"],
    ...more,
  },
  "data.aws_region.current": {},
});
export const route = (to: object): Resources => ({
  "aws_route.r": { route_table_id: "${aws_route_table.t.id}", destination_cidr_block: "0.0.0.0/0", ...to },
});
export const send = { Action: "sns:Publish", Resource: "arn:aws:sns:us-east-1:123456789012:t" };
export const stream = "arn:aws:kinesis:us-east-1:123456789012:stream/s";
export const queue = "arn:aws:sqs:us-east-1:123456789012:q";
export const mapping: Resources = {
  "aws_lambda_event_source_mapping.m": {
    function_name: "${aws_lambda_function.x.arn}",
    event_source_arn: stream,
    destination_config: { on_failure: { destination_arn: queue } },
  },
};
export const cluster: Resources = {
  "aws_rds_cluster.d": { port: 3306, vpc_security_group_ids: ["${aws_security_group.d.id}"] },
  "aws_security_group.d": { vpc_id: "${aws_vpc.v.id}" },
};
export const told = (more: Resources): Resources => {
  const { "aws_lambda_function.x": body, ...rest } = functionIn(send, { ...cluster, ...more });
  return {
    "aws_lambda_function.x": {
      ...body,
      environment: { variables: { HOST: "${aws_rds_cluster.d.endpoint}" } },
    },
    ...rest,
  };
};
