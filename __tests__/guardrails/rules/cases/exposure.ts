import type { Case } from "../case";
import { besideOf, bodiesOf, casesOf, HIDDEN, variable } from "../case";

const vpc = { "aws_vpc.x": {} };
const defaultGroup = (more: object = {}) => ({
  "aws_default_security_group.d": { vpc_id: "${aws_vpc.x.id}", ...more },
});
const out = (from: unknown, to: unknown, cidr: unknown = "0.0.0.0/0", protocol: unknown = "tcp") => ({
  ip_protocol: protocol,
  from_port: from,
  to_port: to,
  cidr_ipv4: cidr,
});
const inlineOut = (block: object) => ({
  egress: [{ protocol: "tcp", from_port: 443, to_port: 443, ...block }],
});
const balancer = (more: object = {}) => ({ "aws_lb.x": { load_balancer_type: "application", ...more } });
const association = (arn: string) => ({ "aws_wafv2_web_acl_association.a": { resource_arn: arn } });
const bucketOrigin = (more: object) => ({
  origin: [{ domain_name: "${aws_s3_bucket.b.bucket_regional_domain_name}", ...more }],
});
const headers = { drop_invalid_header_fields: true };
const bucket = { "aws_s3_bucket.b": { bucket: "b" } };

export const exposure: readonly Case[] = [
  ...besideOf("network-exposure-default-security-group", vpc, {
    compliant: [defaultGroup()],
    violation: [
      {},
      defaultGroup({ egress: [{ protocol: "-1", cidr_blocks: ["0.0.0.0/0"] }] }),
      {
        ...defaultGroup(),
        "aws_vpc_security_group_egress_rule.r": {
          security_group_id: "${aws_default_security_group.d.id}",
          ip_protocol: "-1",
        },
      },
    ],
    unknown: [defaultGroup({ ingress: HIDDEN }), { "aws_default_security_group.d": { vpc_id: HIDDEN } }],
  }),
  ...bodiesOf("network-exposure-security-group-egress", "aws_vpc_security_group_egress_rule", {
    compliant: [
      out(443, 443),
      out(0, 65535, "10.0.0.0/16"),
      { ip_protocol: "-1", referenced_security_group_id: "sg-1" },
    ],
    violation: [out(0, 65535), out(80, 80), { ip_protocol: "-1", cidr_ipv6: "::/0" }, out(443, 444)],
    unknown: [out(80, 80, HIDDEN), out(HIDDEN, 443), out(443, 443, "0.0.0.0/0", HIDDEN)],
  }),
  ...bodiesOf("network-exposure-security-group-egress", "aws_security_group", {
    compliant: [{}, inlineOut({ cidr_blocks: ["0.0.0.0/0"] })],
    violation: [inlineOut({ cidr_blocks: ["0.0.0.0/0"], protocol: "-1", from_port: 0, to_port: 0 })],
    unknown: [{ egress: HIDDEN }],
  }),
  ...bodiesOf("network-exposure-security-group-egress", "aws_security_group_rule", {
    violation: [{ type: "egress", protocol: "-1", from_port: 0, to_port: 0, cidr_blocks: ["0.0.0.0/0"] }],
    "not-applicable": [{ type: "ingress" }],
    unknown: [{ type: HIDDEN }],
  }),
  ...bodiesOf("network-exposure-imdsv2", "aws_instance", {
    compliant: [
      { metadata_options: { http_tokens: "required" } },
      { metadata_options: { http_endpoint: "disabled" } },
    ],
    violation: [{}, { metadata_options: { http_tokens: "optional" } }],
    unknown: [{ metadata_options: { http_tokens: HIDDEN } }],
    "not-applicable": [{ launch_template: { id: "lt-1" } }],
  }),
  ...bodiesOf("network-exposure-subnet-public-ip", "aws_subnet", {
    compliant: [{}, { map_public_ip_on_launch: false }],
    violation: [{ map_public_ip_on_launch: true }],
    unknown: [{ map_public_ip_on_launch: HIDDEN }],
  }),
  ...besideOf("network-exposure-load-balancer-waf", balancer(), {
    compliant: [association("${aws_lb.x.arn}")],
    violation: [{}, { "aws_lb.y": {}, ...association("${aws_lb.y.arn}") }],
    unknown: [association(HIDDEN)],
  }),
  ...bodiesOf("network-exposure-load-balancer-waf", "aws_lb", {
    "not-applicable": [{ internal: true }, { load_balancer_type: "network" }],
    unknown: [{ internal: HIDDEN }],
  }),
  ...bodiesOf(
    "network-exposure-cdn-waf",
    "aws_cloudfront_distribution",
    {
      compliant: [{ web_acl_id: "${aws_wafv2_web_acl.w.arn}" }],
      violation: [{}, { web_acl_id: "" }],
      unknown: [{ web_acl_id: "${var.v ? aws_wafv2_web_acl.w.arn : null}" }],
    },
    { "aws_wafv2_web_acl.w": {} },
  ),
  ...bodiesOf("network-exposure-load-balancer-headers", "aws_lb", {
    compliant: [headers, { ...headers, desync_mitigation_mode: "strictest" }],
    violation: [{}, { ...headers, desync_mitigation_mode: "monitor" }],
    unknown: [{ drop_invalid_header_fields: HIDDEN }],
    "not-applicable": [{ load_balancer_type: "network" }],
  }),
  ...bodiesOf(
    "network-exposure-cdn-origin-access",
    "aws_cloudfront_distribution",
    {
      compliant: [
        bucketOrigin({ origin_access_control_id: "${aws_cloudfront_origin_access_control.o.id}" }),
        bucketOrigin({
          s3_origin_config: { origin_access_identity: "origin-access-identity/cloudfront/E1" },
        }),
        { origin: { domain_name: "app.example.com", custom_origin_config: {} } },
      ],
      violation: [
        bucketOrigin({}),
        bucketOrigin({ origin_access_control_id: "" }),
        { origin: { domain_name: "b.s3.us-east-1.amazonaws.com" } },
      ],
      unknown: [
        bucketOrigin({ origin_access_control_id: "${var.v ? var.v : null}" }),
        { origin: { domain_name: HIDDEN } },
      ],
    },
    bucket,
  ),
  ...bodiesOf("network-exposure-function-public", "aws_lambda_permission", {
    compliant: [
      { principal: "events.amazonaws.com", source_arn: HIDDEN },
      { principal: "123456789012" },
      { principal: "*", principal_org_id: "o-1" },
    ],
    violation: [{ principal: "*" }, { principal: "s3.amazonaws.com" }],
    unknown: [{ principal: HIDDEN }],
  }),
  ...bodiesOf("network-exposure-function-public", "aws_lambda_function_url", {
    compliant: [{ authorization_type: "AWS_IAM" }],
    violation: [{ authorization_type: "NONE" }],
  }),
  ...casesOf("network-exposure-search-domain-vpc", [
    {
      shows: "a domain in a VPC",
      outcome: "compliant",
      resources: { "aws_opensearch_domain.x": { vpc_options: { subnet_ids: HIDDEN } } },
      rest: variable,
    },
    { shows: "a domain on the internet", outcome: "violation", resources: { "aws_opensearch_domain.x": {} } },
  ]),
];
