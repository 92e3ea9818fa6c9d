import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, pointsAt } from "../../support/terraform";
import { all, attached, subnetsOf, system } from "./synthesized";

const listeners = all("aws_lb_listener").map(([, listener]) => listener);
const onPort = (port: number): JsonObject => listeners.find((listener) => listener.port === port) ?? {};
const balancer = system.only("aws_lb");

describe("FA-10", () => {
  test("FA-10 a load balancer faces the internet, in the public subnets, and logs every request", () => {
    expect(balancer).toMatchObject({
      internal: false,
      load_balancer_type: "application",
      drop_invalid_header_fields: true,
    });
    expect(pointsAt(balancer.subnets)).toEqual(subnetsOf("public"));
    expect(at(balancer, "access_logs", "enabled")).toBe(true);
    expect(pointsAt(at(balancer, "access_logs", "bucket"))).toEqual(["aws_s3_bucket.access_logs"]);
  });

  test("FA-10 clients speak TLS 1.2 or newer, with a certificate that was issued", () => {
    expect(onPort(443)).toMatchObject({
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      certificate_arn:
        "${coalesce(var.certificate_arn, one(aws_acm_certificate_validation.certificate[*].certificate_arn))}",
    });
    expect(system.only("aws_acm_certificate").validation_method).toBe("DNS");
  });

  test("FA-10 HTTP only redirects, for good; there is no other listener", () => {
    expect(listeners.map(({ port }) => port).sort()).toEqual([443, 80]);
    expect(onPort(80).default_action).toEqual([
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } },
    ]);
  });

  const rules = all("aws_lb_listener_rule").map(([, rule]) => rule);

  test.each([
    ["ingestion", ["/events", "/events/*"]],
    ["dashboards", ["/dashboards", "/dashboards/*"]],
  ])("FA-10 %s is behind it at %j", (name, paths) => {
    const service = system.resource("aws_ecs_service", name);
    const [target = ""] = pointsAt(at(service, "load_balancer", 0, "target_group_arn"));
    expect(at(service, "load_balancer", 0)).toMatchObject({ container_name: name, container_port: 8080 });
    const mine = rules.filter(({ action }) => pointsAt(action)[0] === target);
    expect(mine.map((rule) => at(rule, "condition", 0, "path_pattern", "values"))).toEqual([paths]);
    for (const rule of mine) expect(rule.listener_arn).toBe("${aws_lb_listener.front_https.arn}");
    expect(system.follow(`\${${target}.arn}`)).toMatchObject({
      target_type: "ip",
      health_check: { path: "/", matcher: "200" },
    });
  });

  test("FA-10 processing is not, nor is anything else: an unknown path gets a fixed 404", () => {
    expect(system.resource("aws_ecs_service", "processing")).not.toHaveProperty("load_balancer");
    expect(rules).toHaveLength(2);
    expect(new Set(rules.map(({ priority }) => priority)).size).toBe(rules.length);
    expect(onPort(443).default_action).toEqual([
      { type: "fixed-response", fixed_response: expect.objectContaining({ status_code: "404" }) as unknown },
    ]);
  });

  test("FA-10 a web ACL with AWS's rules and a limit of requests is on it, and all it sees is logged", () => {
    const association = system.only("aws_wafv2_web_acl_association");
    expect(pointsAt(association.resource_arn)).toEqual(["aws_lb.front"]);
    const acl = system.follow(association.web_acl_arn);
    const statements = (acl.rule as JsonObject[]).map(({ statement }) => statement);
    const groups = statements.map((each) => at(each, "managed_rule_group_statement", "name"));
    expect(groups).toEqual(
      expect.arrayContaining([
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesSQLiRuleSet",
      ]),
    );
    const limits = statements.map((each) => at(each, "rate_based_statement", "limit"));
    expect(limits).toContain("${var.requests_per_address}");
    const [address = ""] = pointsAt(association.web_acl_arn);
    const logging = attached("aws_wafv2_web_acl_logging_configuration", "resource_arn", address);
    expect(logging).not.toHaveProperty("logging_filter");
  });
});
