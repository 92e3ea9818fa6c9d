import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, bucketArn } from "../../support/terraform";
import { cdnOf } from "./cdn-parts";

const made = cdnOf();
const distribution = made.only("aws_cloudfront_distribution");

describe("the security headers", () => {
  test("stand over whatever the bucket says", () => {
    const override = true;
    const { security_headers_config } = made.only("aws_cloudfront_response_headers_policy");
    expect(security_headers_config).toEqual({
      strict_transport_security: {
        access_control_max_age_sec: 31_536_000,
        include_subdomains: true,
        preload: true,
        override,
      },
      content_security_policy: {
        content_security_policy: expect.stringContaining("default-src 'self'") as string,
        override,
      },
      content_type_options: { override },
      frame_options: { frame_option: "DENY", override },
      referrer_policy: { referrer_policy: "strict-origin-when-cross-origin", override },
    });
  });

  test("can have another content policy", () => {
    const policy = "default-src 'self' https://api.example.com";
    const { security_headers_config } = cdnOf({ contentSecurityPolicy: policy }).only(
      "aws_cloudfront_response_headers_policy",
    );
    expect(at(security_headers_config, "content_security_policy", "content_security_policy")).toBe(policy);
  });

  test("do not tell the key's ARN, which S3 sends along", () => {
    const { remove_headers_config } = made.only("aws_cloudfront_response_headers_policy");
    const removed = (at(remove_headers_config, "items") as JsonObject[]).map(({ header }) => header);
    expect(removed).toContain("x-amz-server-side-encryption-aws-kms-key-id");
  });
});

describe("the domain of a CDN", () => {
  const IS_DEFAULT = "(var.cdn_certificate_arn == null)";

  test("brings TLS 1.2 and up with its certificate; without one there is CloudFront's own", () => {
    expect(distribution.aliases).toBe("${compact([var.cdn_domain_name])}");
    expect(distribution.viewer_certificate).toEqual({
      acm_certificate_arn: "${var.cdn_certificate_arn}",
      cloudfront_default_certificate: `\${${IS_DEFAULT}}`,
      minimum_protocol_version: `\${${IS_DEFAULT} ? "TLSv1" : "TLSv1.2_2021"}`,
      ssl_support_method: `\${${IS_DEFAULT} ? null : "sni-only"}`,
    });
  });

  test("is whole or not there: half of it ends the plan", () => {
    expect(at(distribution, "lifecycle", "precondition")).toEqual([
      {
        condition: "${((var.cdn_domain_name == null) == (var.cdn_certificate_arn == null))}",
        error_message: expect.stringContaining("or neither") as string,
      },
    ]);
  });

  test.each([
    ["ipv4", "A"],
    ["ipv6", "AAAA"],
  ])("leads to it over %s, if there is a zone, without an evaluation of its health", (version, type) => {
    expect(made.resource("aws_route53_record", `cdn_name_${version}`)).toEqual({
      count: "${((var.cdn_domain_name != null) && (var.zone != null)) ? 1 : 0}",
      zone_id: "${var.zone}",
      name: "${var.cdn_domain_name}",
      type,
      alias: {
        name: "${aws_cloudfront_distribution.cdn.domain_name}",
        zone_id: "${aws_cloudfront_distribution.cdn.hosted_zone_id}",
        evaluate_target_health: false,
      },
    });
  });
});

describe("the access logs of a CDN", () => {
  const NAME = "delivery-static-${var.environment_suffix}";

  test("are delivered as JSON to the log bucket, once it lets them", () => {
    expect(made.only("aws_cloudwatch_log_delivery_source")).toEqual({
      name: NAME,
      log_type: "ACCESS_LOGS",
      resource_arn: "${aws_cloudfront_distribution.cdn.arn}",
    });
    expect(made.only("aws_cloudwatch_log_delivery_destination")).toEqual({
      name: NAME,
      output_format: "json",
      delivery_destination_configuration: [{ destination_resource_arn: "${aws_s3_bucket.access_logs.arn}" }],
    });
    expect(made.only("aws_cloudwatch_log_delivery")).toMatchObject({
      delivery_source_name: "${aws_cloudwatch_log_delivery_source.cdn_logs.name}",
      delivery_destination_arn: "${aws_cloudwatch_log_delivery_destination.cdn_logs.arn}",
      depends_on: ["aws_s3_bucket_policy.access_logs"],
    });
  });

  test("hold no cookies", () => {
    const fields = made.only("aws_cloudwatch_log_delivery").record_fields as string[];
    expect(fields).toEqual(expect.arrayContaining(["c-ip", "cs-uri-stem", "sc-status"]));
    expect(fields).not.toContain("cs(Cookie)");
  });

  test("may be written by this delivery only, below the account's prefix", () => {
    const account = "${data.aws_caller_identity.caller.account_id}";
    const bucket = made.resource("aws_s3_bucket", "access_logs");
    const { policy } = made.resource("aws_s3_bucket_policy", "access_logs");
    expect(made.statement(policy, "CdnLogsstatic")).toEqual({
      sid: "CdnLogsstatic",
      actions: ["s3:PutObject"],
      resources: [`${bucketArn(bucket)}/AWSLogs/${account}/CloudFront/*`],
      principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
      condition: [
        { test: "StringEquals", variable: "s3:x-amz-acl", values: ["bucket-owner-full-control"] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: [account] },
        {
          test: "ArnLike",
          variable: "aws:SourceArn",
          values: [
            `arn:\${data.aws_partition.partition.partition}:logs:us-east-1:${account}:delivery-source:${NAME}`,
          ],
        },
      ],
    });
  });

  test.each(["source", "destination", ""])("of a stack elsewhere are set up in us-east-1: %s", (part) => {
    const abroad = cdnOf({}, { environment: { DEPLOY_REGION: "eu-west-1" } });
    const type = ["aws_cloudwatch_log_delivery", part].filter((word) => word !== "").join("_");
    expect(abroad.only(type).provider).toBe("aws.us_east_1");
  });
});
