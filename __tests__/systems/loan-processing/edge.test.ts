import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, pointsAt, text } from "../../support/terraform";
import { system } from "./synthesized";

const listeners = Object.values(system.resources("aws_lb_listener"));
const onPort = (port: number): JsonObject => listeners.find((listener) => listener.port === port) ?? {};

describe("LP-30", () => {
  const balancer = system.only("aws_lb");

  test("LP-30 an application load balancer faces the internet in all public subnets", () => {
    expect(balancer).toMatchObject({ internal: false, load_balancer_type: "application" });
    const isPublic = ([, subnet]: [string, JsonObject]) => at(subnet, "tags", "Tier") === "public";
    const subnets = Object.entries(system.resources("aws_subnet")).filter(isPublic);
    expect(pointsAt(balancer.subnets)).toEqual(subnets.map(([name]) => `aws_subnet.${name}`));
  });

  test("LP-30 it is not protected from deletion, drops invalid headers, mitigates desync", () => {
    expect(balancer).toMatchObject({ enable_deletion_protection: false, drop_invalid_header_fields: true });
    expect(["strictest", "defensive"]).toContain(balancer.desync_mitigation_mode);
  });

  test("LP-30 its access logs go to a bucket that lets ELB write there, before it starts", () => {
    const { bucket, enabled, prefix } = balancer.access_logs as JsonObject;
    expect(enabled).toBe(true);
    const [address] = pointsAt(bucket);
    const [policy] = Object.values(system.resources("aws_s3_bucket_policy")).filter(
      (each) => pointsAt(each.bucket)[0] === address,
    );
    const writers = system
      .statements(policy?.policy)
      .filter(({ effect, sid }) => effect !== "Deny" && sid.startsWith("LoadBalancerLogs"));
    const identifiers = writers.flatMap(({ principals = [] }) =>
      principals.flatMap((each) => each.identifiers),
    );
    expect(identifiers).toEqual([
      "${data.aws_elb_service_account.access_logs_elb.arn}",
      "logdelivery.elasticloadbalancing.amazonaws.com",
    ]);
    for (const { resources = [] } of writers) {
      expect(resources).toEqual([expect.stringContaining(`/${text(prefix)}/AWSLogs/`)]);
    }
    expect(balancer.depends_on).toContain("aws_s3_bucket_policy.access_logs");
  });
});

describe("LP-31", () => {
  test("LP-31 HTTPS has a TLS 1.2+ policy and a certificate", () => {
    expect(onPort(443)).toMatchObject({
      protocol: "HTTPS",
      ssl_policy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
    });
    expect(pointsAt(onPort(443).certificate_arn)).toContain("aws_acm_certificate_validation.certificate");
  });

  test("LP-31 the certificate is proved by DNS, and issued before it is used", () => {
    expect(system.only("aws_acm_certificate").validation_method).toBe("DNS");
    expect(pointsAt(system.only("aws_acm_certificate_validation").validation_record_fqdns)).toEqual([
      "aws_route53_record.certificate",
    ]);
  });

  test("LP-31 HTTP only redirects, for good; there is no other listener", () => {
    expect(listeners.map(({ port }) => port).sort()).toEqual([443, 80]);
    expect(onPort(80).default_action).toEqual([
      { type: "redirect", redirect: { port: "443", protocol: "HTTPS", status_code: "HTTP_301" } },
    ]);
    const rules = Object.values(system.resources("aws_lb_listener_rule"));
    for (const { listener_arn: arn } of rules) expect(pointsAt(arn)).toEqual(["aws_lb_listener.front_https"]);
  });
});

describe("LP-32", () => {
  const services = Object.entries(system.resources("aws_ecs_service"));
  const rules = Object.values(system.resources("aws_lb_listener_rule"));

  test.each(services)(
    "LP-32 %s has a target group of type ip with a health check, and a rule for its paths",
    (_, service) => {
      const [address, ...others] = pointsAt(service.load_balancer);
      expect(others).toEqual([]);
      const group = system.follow(at(service, "load_balancer", 0, "target_group_arn"));
      expect(group).toMatchObject({ target_type: "ip", health_check: { path: "/", matcher: "200" } });
      const mine = rules.filter(({ action }) => pointsAt(action)[0] === address);
      expect(mine).toHaveLength(1);
      expect(at(mine[0], "condition", 0, "path_pattern", "values")).not.toEqual([]);
      const [rule] = Object.entries(system.resources("aws_lb_listener_rule")).filter(
        ([, each]) => each === mine[0],
      );
      expect(service.depends_on).toContain(`aws_lb_listener_rule.${String(rule?.[0])}`);
    },
  );

  test("LP-32 no two rules have one priority, and no target group is without a service", () => {
    expect(new Set(rules.map(({ priority }) => priority)).size).toBe(rules.length);
    expect(Object.keys(system.resources("aws_lb_target_group"))).toHaveLength(services.length);
  });

  test("LP-32 an unknown path gets a fixed 404", () => {
    expect(onPort(443).default_action).toEqual([
      { type: "fixed-response", fixed_response: expect.objectContaining({ status_code: "404" }) as unknown },
    ]);
  });
});
