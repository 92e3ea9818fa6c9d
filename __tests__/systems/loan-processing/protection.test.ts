import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { at, bucketArn, pointsAt, text } from "../../support/terraform";
import { system } from "./synthesized";

const all = (type: string) => Object.values(system.resources(type));
const ACCOUNT = "${data.aws_caller_identity.caller.account_id}";

/** The one resource of a type whose argument points at an address. */
function attached(type: string, argument: string, address: string): JsonObject {
  const found = all(type).filter((each) => pointsAt(each[argument])[0] === address);
  expect(found).toHaveLength(1);
  return found[0] ?? {};
}

describe("LP-33", () => {
  const groupOf = (service: string) =>
    system.follow(at(system.resource("aws_ecs_service", service), "load_balancer", 0, "target_group_arn"));

  test("LP-33 an applicant stays with the task that holds the unfinished application, for half an hour", () => {
    const sticky = { enabled: true, type: "lb_cookie", cookie_duration: 1800 };
    expect(groupOf("loan_api").stickiness).toEqual(sticky);
  });

  test("LP-33 the stateless service is not sticky: its load spreads", () => {
    expect(at(groupOf("credit_decision").stickiness, "enabled") ?? false).toBe(false);
  });
});

describe("LP-34", () => {
  const association = system.only("aws_wafv2_web_acl_association");
  const acl = system.follow(association.web_acl_arn);
  const [aclAddress = ""] = pointsAt(association.web_acl_arn);
  const rules = acl.rule as JsonObject[];
  const ruleOn = (found: (statement: Json | undefined) => boolean) => {
    const matching = rules.filter(({ statement }) => found(statement));
    expect(matching).toHaveLength(1);
    return matching[0] ?? {};
  };
  const managed = (name: string) =>
    ruleOn((statement) => at(statement, "managed_rule_group_statement", "name") === name);
  const listed = (name: string) =>
    ruleOn((statement) => {
      const arn = at(statement, "ip_set_reference_statement", "arn");
      return arn !== undefined && system.follow(arn).addresses === `\${var.${name}}`;
    });

  test("LP-34 a regional web ACL is on the load balancer, and lets in what no rule takes", () => {
    expect(pointsAt(association.resource_arn)).toEqual(["aws_lb.front"]);
    expect(acl).toMatchObject({ scope: "REGIONAL", default_action: { allow: {} } });
    expect(new Set(rules.map(({ priority }) => priority)).size).toBe(rules.length);
  });

  test.each([
    ["SQL injection", "AWSManagedRulesSQLiRuleSet"],
    ["XSS (core rule set)", "AWSManagedRulesCommonRuleSet"],
    ["known bad inputs", "AWSManagedRulesKnownBadInputsRuleSet"],
    ["IP reputation", "AWSManagedRulesAmazonIpReputationList"],
  ])("LP-34 AWS's rules against %s block", (_, name) => {
    const rule = managed(name);
    expect(at(rule, "statement", "managed_rule_group_statement", "vendor_name")).toBe("AWS");
    // `count` here would switch the whole group off.
    expect(rule.override_action).toEqual({ none: {} });
    const group = at(rule, "statement", "managed_rule_group_statement");
    expect(at(group, "scope_down_statement")).toBeUndefined();
    // Documents are larger than the rule allows: nothing but the size may be only counted.
    const overrides = (at(group, "rule_action_override") ?? []) as JsonObject[];
    expect(overrides.filter((each) => each.name !== "SizeRestrictions_BODY")).toEqual([]);
  });

  test("LP-34 who asks more often than a variable says is blocked, by address", () => {
    const rule = ruleOn((statement) => at(statement, "rate_based_statement") !== undefined);
    expect(rule.action).toEqual({ block: {} });
    expect(at(rule, "statement", "rate_based_statement")).toEqual({
      aggregate_key_type: "IP",
      evaluation_window_sec: 300,
      limit: "${var.requests_per_address}",
    });
    expect(system.section("variable").requests_per_address).toMatchObject({ type: "number" });
  });

  test("LP-34 the deny list comes before everything, the allow list spares no attack", () => {
    expect(listed("denied_addresses").action).toEqual({ block: {} });
    expect(listed("allowed_addresses").action).toEqual({ allow: {} });
    const byPriority = [...rules].sort((one, other) => Number(one.priority) - Number(other.priority));
    expect(byPriority[0]).toBe(listed("denied_addresses"));
    for (const kind of ["SQLiRuleSet", "CommonRuleSet", "KnownBadInputsRuleSet"]) {
      const { priority } = managed(`AWSManagedRules${kind}`);
      expect(Number(priority)).toBeLessThan(Number(listed("allowed_addresses").priority));
    }
  });

  test.each(["allowed_addresses", "denied_addresses"])("LP-34 %s is a list of blocks, validated", (name) => {
    const variable = system.section("variable")[name];
    expect(variable).toMatchObject({ type: "list(string)", default: [] });
    expect(text(at(variable, "validation", 0, "condition"))).toContain("cidrnetmask(block)");
    for (const set of all("aws_wafv2_ip_set")) {
      expect(set).toMatchObject({ scope: "REGIONAL", ip_address_version: "IPV4" });
    }
  });

  test("LP-34 all requests are logged, without the headers that authorize", () => {
    const logging = attached("aws_wafv2_web_acl_logging_configuration", "resource_arn", aclAddress);
    expect(logging).not.toHaveProperty("logging_filter");
    expect(logging.redacted_fields).toEqual([
      { single_header: { name: "authorization" } },
      { single_header: { name: "cookie" } },
    ]);
    const group = system.follow(at(logging, "log_destination_configs", 0));
    // WAF takes no log group of another name.
    expect(group.name).toMatch(/^aws-waf-logs-/);
  });
});

describe("LP-35", () => {
  const cdn = system.only("aws_cloudfront_distribution");
  const behaviours = [
    cdn.default_cache_behavior as JsonObject,
    ...(cdn.ordered_cache_behavior as JsonObject[]),
  ];
  const [origin = {}] = cdn.origin as JsonObject[];
  const [bucket = ""] = pointsAt(origin.domain_name);

  test("LP-35 the only origin is a private bucket, whose requests CloudFront signs", () => {
    expect(cdn).toMatchObject({ enabled: true, origin: [origin] });
    expect(bucket).toMatch(/^aws_s3_bucket\./);
    expect(system.follow(origin.origin_access_control_id)).toMatchObject({
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    });
    const block = attached("aws_s3_bucket_public_access_block", "bucket", bucket);
    expect(block).toMatchObject({ block_public_policy: true, restrict_public_buckets: true });
  });

  test("LP-35 nobody but CloudFront, for this account's distributions, reads the bucket", () => {
    const { policy } = attached("aws_s3_bucket_policy", "bucket", bucket);
    const allowed = system.statements(policy).filter(({ effect }) => effect !== "Deny");
    expect(allowed).toEqual([
      expect.objectContaining({
        actions: ["s3:GetObject"],
        resources: [`${bucketArn(system.follow(origin.domain_name))}/*`],
        principals: [{ type: "Service", identifiers: ["cloudfront.amazonaws.com"] }],
      }),
    ]);
    const [condition] = allowed[0]?.condition ?? [];
    expect(condition?.variable).toBe("aws:SourceArn");
    for (const value of condition?.values ?? [""]) expect(value).toContain(`:cloudfront::${ACCOUNT}:`);
  });

  test("LP-35 CloudFront may decrypt what it reads, or every asset would be a 403", () => {
    const encryption = attached("aws_s3_bucket_server_side_encryption_configuration", "bucket", bucket);
    const key = system.follow(encryption.rule);
    const users = system
      .statements(key.policy)
      .filter(({ principals = [] }) =>
        principals.some(({ identifiers }) => identifiers.includes("cloudfront.amazonaws.com")),
      );
    expect(users.map(({ actions }) => actions)).toEqual([["kms:Decrypt"]]);
  });

  test.each(behaviours)("LP-35 $path_pattern: HTTPS only, compressed, read only, secure headers", (each) => {
    expect(["redirect-to-https", "https-only"]).toContain(each.viewer_protocol_policy);
    expect(each).toMatchObject({ compress: true, allowed_methods: ["GET", "HEAD"] });
    expect(each.target_origin_id).toBe(origin.origin_id);
    expect(at(system.follow(each.response_headers_policy_id), "security_headers_config")).toMatchObject({
      content_security_policy: { override: true },
      content_type_options: { override: true },
      frame_options: { frame_option: "DENY", override: true },
      referrer_policy: { override: true },
      strict_transport_security: { access_control_max_age_sec: 31536000, override: true },
    });
    const { parameters_in_cache_key_and_forwarded_to_origin: cached } = system.follow(each.cache_policy_id);
    // Without these `compress` does nothing.
    expect(cached).toMatchObject({ enable_accept_encoding_brotli: true, enable_accept_encoding_gzip: true });
  });

  test("LP-35 hashed assets are kept for a year, HTML for minutes, all else for little", () => {
    const timesOf = (pattern?: string) => {
      const [found] = behaviours.filter((each) => each.path_pattern === pattern);
      return system.follow(found?.cache_policy_id);
    };
    const year = { min_ttl: 31536000, default_ttl: 31536000, max_ttl: 31536000 };
    expect(timesOf("/assets/*")).toMatchObject(year);
    expect(timesOf("/static/*")).toMatchObject(year);
    for (const times of [timesOf("*.html"), timesOf()]) {
      expect(times.min_ttl).toBe(0);
      expect(Number(times.default_ttl)).toBeLessThanOrEqual(300);
    }
    expect(Number(timesOf("*.html").max_ttl)).toBeLessThanOrEqual(300);
  });

  test("LP-35 a certificate of one's own comes with TLS 1.2_2021 and SNI; it and the name go together", () => {
    const none = "(var.assets_certificate_arn == null)";
    expect(cdn.viewer_certificate).toEqual({
      acm_certificate_arn: "${var.assets_certificate_arn}",
      cloudfront_default_certificate: `\${${none}}`,
      minimum_protocol_version: `\${${none} ? "TLSv1" : "TLSv1.2_2021"}`,
      ssl_support_method: `\${${none} ? null : "sni-only"}`,
    });
    expect(cdn.aliases).toBe("${compact([var.assets_domain_name])}");
    expect(text(at(cdn, "lifecycle", "precondition", 0, "condition"))).toBe(
      `\${((var.assets_domain_name == null) == ${none})}`,
    );
  });

  test("LP-35 missing pages have a page of their own, soon forgotten; S3 says 403 of what is not there", () => {
    const errors = cdn.custom_error_response as JsonObject[];
    expect(errors.map((each) => each.error_code)).toEqual([403, 404]);
    for (const each of errors) {
      expect(each).toMatchObject({ response_code: 404, response_page_path: "/404.html" });
      expect(Number(each.error_caching_min_ttl)).toBeLessThanOrEqual(60);
    }
  });

  test("LP-35 its access logs are delivered", () => {
    const source = system.only("aws_cloudwatch_log_delivery_source");
    expect(source.log_type).toBe("ACCESS_LOGS");
    expect(pointsAt(source.resource_arn)).toEqual(["aws_cloudfront_distribution.cdn"]);
    const { delivery_source_name: from } = system.only("aws_cloudwatch_log_delivery");
    expect(system.follow(from)).toBe(source);
  });
});

describe("LP-41", () => {
  const bucket = pointsAt(system.section("output").documents_bucket?.value)[0] ?? "";

  test("LP-41 the document bucket is versioned, under a CMK with a bucket key", () => {
    expect(bucket).toBe("aws_s3_bucket.documents");
    const versioning = attached("aws_s3_bucket_versioning", "bucket", bucket);
    expect(at(versioning, "versioning_configuration", "status")).toBe("Enabled");
    const encryption = attached("aws_s3_bucket_server_side_encryption_configuration", "bucket", bucket);
    expect(encryption.rule).toHaveLength(1);
    expect(at(encryption, "rule", 0, "bucket_key_enabled")).toBe(true);
    const byDefault = at(encryption, "rule", 0, "apply_server_side_encryption_by_default");
    expect(at(byDefault, "sse_algorithm")).toBe("aws:kms");
    expect(system.follow(at(byDefault, "kms_master_key_id")).enable_key_rotation).toBe(true);
  });

  test("LP-41 old versions of all documents go to Glacier, and later go; current ones stay", () => {
    const { rule } = attached("aws_s3_bucket_lifecycle_configuration", "bucket", bucket);
    expect(rule).toEqual([expect.objectContaining({ status: "Enabled", filter: [{ prefix: "" }] })]);
    const [moved] = at(rule, 0, "noncurrent_version_transition") as JsonObject[];
    expect(moved?.storage_class).toBe("GLACIER");
    const gone = at(rule, 0, "noncurrent_version_expiration", 0, "noncurrent_days");
    // S3 bills Glacier for 90 days at the least.
    expect(Number(gone)).toBeGreaterThanOrEqual(Number(moved?.noncurrent_days) + 90);
    expect(at(rule, 0, "expiration")).toBeUndefined();
    expect(at(rule, 0, "transition")).toBeUndefined();
  });
});
