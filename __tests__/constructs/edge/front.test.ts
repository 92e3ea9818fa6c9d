import { AliasRecord } from "../../../src/constructs/edge/alias-record";
import { platformIn } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { at } from "../../support/terraform";

const build = (destroyable: boolean) =>
  stackOf(
    (stack) => {
      const { front, domain } = platformIn(stack);
      front.route("loan-api", { paths: ["/loans", "/loans/*"], priority: 100, healthCheckPath: "/health" });
      new AliasRecord(stack, "front-name", { ...domain, target: front });
    },
    { destroyable },
  );
const made = build(true);

describe("a certificate", () => {
  const IF_MADE = "${(var.certificate_arn == null) ? 1 : 0}";
  const certificate = made.only("aws_acm_certificate");

  test("is made, proved and awaited only when none is given", () => {
    expect(certificate.count).toBe(IF_MADE);
    expect(made.resource("aws_route53_record", "certificate").count).toBe(IF_MADE);
    expect(made.only("aws_acm_certificate_validation").count).toBe(IF_MADE);
  });

  test("is proved by DNS in the zone, with the record that ACM asks for", () => {
    const proof = (attribute: string) =>
      `\${tolist(aws_acm_certificate.certificate.0.domain_validation_options).0.${attribute}}`;
    expect(certificate).toMatchObject({ domain_name: "${var.domain_name}", validation_method: "DNS" });
    expect(made.resource("aws_route53_record", "certificate")).toMatchObject({
      zone_id: "${var.hosted_zone_id}",
      name: proof("resource_record_name"),
      type: proof("resource_record_type"),
      records: [proof("resource_record_value")],
      allow_overwrite: true,
    });
    expect(made.only("aws_acm_certificate_validation").validation_record_fqdns).toEqual([
      "${aws_route53_record.certificate.0.fqdn}",
    ]);
  });

  test("needs a name and a zone: else the plan ends and says so", () => {
    expect(at(certificate, "lifecycle", "precondition")).toEqual([
      {
        condition: "${((var.domain_name != null) && (var.hosted_zone_id != null))}",
        error_message: expect.stringContaining(
          "set certificate_arn, or domain_name and hosted_zone_id",
        ) as string,
      },
    ]);
    expect(at(certificate, "lifecycle", "create_before_destroy")).toBe(true);
  });

  test("serves HTTPS: the given one, else the one that is issued", () => {
    expect(made.resource("aws_lb_listener", "front_https").certificate_arn).toBe(
      "${coalesce(var.certificate_arn, one(aws_acm_certificate_validation.certificate[*].certificate_arn))}",
    );
  });
});

describe("a load balancer", () => {
  test("faces the internet in the public subnets, behind its gateway, and drops what is malformed", () => {
    const balancer = made.only("aws_lb");
    expect(balancer).toMatchObject({
      internal: false,
      load_balancer_type: "application",
      drop_invalid_header_fields: true,
      desync_mitigation_mode: "strictest",
      enable_deletion_protection: false,
      subnets: ["a", "b", "c"].map((az) => `\${aws_subnet.network_public_${az}.id}`),
      access_logs: { enabled: true, bucket: "${aws_s3_bucket.access_logs.id}", prefix: "alb" },
    });
    expect(balancer.depends_on).toEqual([
      "aws_internet_gateway.network",
      "aws_route.network_public",
      "aws_s3_bucket_policy.access_logs",
    ]);
  });

  test("is protected when its stack is to be kept", () => {
    expect(build(false).only("aws_lb").enable_deletion_protection).toBe(true);
  });

  test("sends HTTP to HTTPS for good", () => {
    expect(made.resource("aws_lb_listener", "front_http")).toMatchObject({
      port: 80,
      protocol: "HTTP",
      default_action: [
        { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } },
      ],
    });
  });

  test("speaks TLS 1.2 and 1.3 with forward secrecy, and says 404 where no route is", () => {
    expect(made.resource("aws_lb_listener", "front_https")).toMatchObject({
      port: 443,
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      routing_http_response_server_enabled: false,
      routing_http_response_strict_transport_security_header_value: "max-age=31536000; includeSubDomains",
      default_action: [
        {
          type: "fixed-response",
          fixed_response: { content_type: "text/plain", message_body: "Not found", status_code: "404" },
        },
      ],
    });
  });
});

test("a route sends its paths to its targets, which say how they are", () => {
  expect(made.only("aws_lb_listener_rule")).toEqual({
    listener_arn: "${aws_lb_listener.front_https.arn}",
    priority: 100,
    condition: [{ path_pattern: { values: ["/loans", "/loans/*"] } }],
    action: [{ type: "forward", target_group_arn: "${aws_lb_target_group.front_loan_api.arn}" }],
  });
  expect(made.only("aws_lb_target_group")).toMatchObject({
    name: "tg-loan-api-${var.environment_suffix}",
    target_type: "ip",
    vpc_id: "${aws_vpc.network.id}",
    health_check: { path: "/health", matcher: "200", protocol: "HTTP" },
  });
});

test("a name leads to the load balancer if there is a zone for it", () => {
  expect(made.resource("aws_route53_record", "front_name")).toEqual({
    count: "${((var.domain_name != null) && (var.hosted_zone_id != null)) ? 1 : 0}",
    zone_id: "${var.hosted_zone_id}",
    name: "${var.domain_name}",
    type: "A",
    alias: {
      name: "${aws_lb.front.dns_name}",
      zone_id: "${aws_lb.front.zone_id}",
      evaluate_target_health: true,
    },
  });
});
