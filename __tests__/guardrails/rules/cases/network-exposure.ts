import type { Case } from "../case";
import { casesOf } from "../case";

const listener = (more: object) => ({ "aws_lb_listener.x": { port: 80, protocol: "HTTP", ...more } });
const redirect = (protocol?: string) => [
  { type: "redirect", redirect: [{ status_code: "HTTP_301", ...(protocol ? { protocol } : {}) }] },
];
const bucket = { "aws_s3_bucket.x": { bucket: "x" } };
const block = (flags: object) => ({
  "aws_s3_bucket_public_access_block.x": {
    bucket: "${aws_s3_bucket.x.id}",
    block_public_acls: true,
    block_public_policy: true,
    ignore_public_acls: true,
    restrict_public_buckets: true,
    ...flags,
  },
});
const variable = { variable: { v: {} } };
const service = (assign: unknown) => ({
  "aws_ecs_service.x": { network_configuration: { subnets: [], assign_public_ip: assign } },
});
const instance = (more: object) => ({ "aws_instance.x": { subnet_id: "${aws_subnet.s.id}", ...more } });

export const networkExposure: readonly Case[] = [
  ...casesOf("network-exposure-public-ip", [
    { shows: "a service without", outcome: "compliant", resources: service(false) },
    { shows: "a service with", outcome: "violation", resources: service(true) },
    { shows: "a service by a variable", outcome: "unknown", resources: service("${var.v}"), rest: variable },
    {
      shows: "a scheduled task with",
      outcome: "violation",
      resources: {
        "aws_cloudwatch_event_target.x": {
          ecs_target: { network_configuration: { assign_public_ip: true } },
        },
      },
    },
    {
      shows: "an instance with",
      outcome: "violation",
      resources: instance({ associate_public_ip_address: true }),
    },
    {
      shows: "an instance in a subnet that gives none",
      outcome: "compliant",
      resources: { ...instance({}), "aws_subnet.s": {} },
    },
    {
      shows: "an instance without, and an elastic one",
      outcome: "violation",
      resources: {
        ...instance({ associate_public_ip_address: false }),
        "aws_eip.e": { instance: "${aws_instance.x.id}" },
      },
      reason: "aws_eip.e",
    },
    {
      shows: "an instance with an elastic one by association",
      outcome: "violation",
      resources: {
        ...instance({}),
        "aws_subnet.s": {},
        "aws_eip_association.a": { instance_id: "${aws_instance.x.id}", allocation_id: "e" },
      },
    },
    {
      shows: "an instance in a subnet that gives one",
      outcome: "violation",
      resources: { ...instance({}), "aws_subnet.s": { map_public_ip_on_launch: true } },
    },
    {
      shows: "an instance in a subnet elsewhere",
      outcome: "unknown",
      resources: { "aws_instance.x": { subnet_id: "subnet-1" } },
    },
    {
      shows: "a launch template with",
      outcome: "violation",
      resources: {
        "aws_launch_template.x": { network_interfaces: [{}, { associate_public_ip_address: true }] },
      },
    },
  ]),
  ...casesOf("network-exposure-public-database", [
    { shows: "not public by default", outcome: "compliant", resources: { "aws_db_instance.x": {} } },
    {
      shows: "public",
      outcome: "violation",
      resources: { "aws_rds_cluster_instance.x": { publicly_accessible: true } },
    },
    {
      shows: "Redshift, public by default",
      outcome: "violation",
      resources: { "aws_redshift_cluster.x": {} },
      reason: "not set",
    },
    {
      shows: "a variable",
      outcome: "unknown",
      resources: { "aws_db_instance.x": { publicly_accessible: "${var.v}" } },
      rest: variable,
    },
  ]),
  ...casesOf("network-exposure-listener-redirect", [
    { shows: "a redirect", outcome: "compliant", resources: listener({ default_action: redirect("HTTPS") }) },
    {
      shows: "a forward",
      outcome: "violation",
      resources: listener({ default_action: [{ type: "forward" }] }),
      reason: "forward",
    },
    {
      shows: "a redirect that stays with HTTP",
      outcome: "violation",
      resources: listener({ default_action: redirect() }),
    },
    {
      shows: "a rule that forwards",
      outcome: "violation",
      resources: {
        ...listener({ default_action: redirect("HTTPS") }),
        "aws_lb_listener_rule.r": { listener_arn: "${aws_lb_listener.x.arn}", action: { type: "forward" } },
      },
      reason: "aws_lb_listener_rule.r",
    },
    {
      shows: "HTTPS",
      outcome: "not-applicable",
      resources: listener({ protocol: "HTTPS", default_action: [{ type: "forward" }] }),
    },
    {
      shows: "a protocol from a variable",
      outcome: "unknown",
      resources: listener({ protocol: "${var.v}" }),
      rest: variable,
    },
  ]),
  ...casesOf("network-exposure-listener-tls-policy", [
    {
      shows: "TLS 1.2 and 1.3",
      outcome: "compliant",
      resources: listener({ protocol: "HTTPS", ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06" }),
    },
    {
      shows: "the default",
      outcome: "violation",
      resources: listener({ protocol: "HTTPS" }),
      reason: "2016-08",
    },
    {
      shows: "TLS 1.0",
      outcome: "violation",
      resources: listener({ protocol: "TLS", ssl_policy: "ELBSecurityPolicy-TLS13-1-0-2021-06" }),
    },
    { shows: "HTTP", outcome: "not-applicable", resources: listener({}) },
    {
      shows: "a variable",
      outcome: "unknown",
      resources: listener({ protocol: "HTTPS", ssl_policy: "${var.v}" }),
      rest: variable,
    },
  ]),
  ...casesOf("network-exposure-bucket-public-access", [
    { shows: "all four", outcome: "compliant", resources: { ...bucket, ...block({}) } },
    { shows: "no block", outcome: "violation", resources: bucket },
    {
      shows: "one of four missing",
      outcome: "violation",
      resources: { ...bucket, ...block({ ignore_public_acls: null }) },
      reason: "ignore_public_acls",
    },
    {
      shows: "one by a variable",
      outcome: "unknown",
      resources: { ...bucket, ...block({ ignore_public_acls: "${var.v}" }) },
      rest: variable,
    },
  ]),
];
