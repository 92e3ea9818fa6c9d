import { type JsonObject } from "../../../src/core/synthesis/json";
import { problemsOf } from "../../support/synth";
import { at, pointsAt } from "../../support/terraform";
import { cdnOf } from "./cdn-parts";

const made = cdnOf();
const distribution = made.only("aws_cloudfront_distribution");
const behaviors = [
  distribution.default_cache_behavior,
  ...(distribution.ordered_cache_behavior as JsonObject[]),
] as JsonObject[];

describe("a CDN", () => {
  test("serves a private bucket, which it signs its requests to", () => {
    expect(distribution.origin).toEqual([
      {
        origin_id: "bucket",
        domain_name: "${aws_s3_bucket.assets.bucket_regional_domain_name}",
        origin_access_control_id: "${aws_cloudfront_origin_access_control.cdn.id}",
      },
    ]);
    expect(made.only("aws_cloudfront_origin_access_control")).toEqual({
      name: "oac-static-${var.environment_suffix}",
      origin_access_control_origin_type: "s3",
      signing_behavior: "always",
      signing_protocol: "sigv4",
    });
  });

  test("waits for the bucket alone, not for its policy or key: there is no way round", () => {
    expect(distribution.depends_on).toBeUndefined();
    expect(new Set(pointsAt(distribution.origin))).toEqual(
      new Set(["aws_s3_bucket.assets", "aws_cloudfront_origin_access_control.cdn"]),
    );
  });

  test("speaks HTTP/2 and 3 over IPv4 and 6, behind its web ACL", () => {
    expect(distribution).toMatchObject({
      enabled: true,
      http_version: "http2and3",
      is_ipv6_enabled: true,
      price_class: "PriceClass_100",
      default_root_object: "index.html",
      web_acl_id: "${aws_wafv2_web_acl.waf.arn}",
    });
  });

  test("serves nobody in countries under an embargo", () => {
    expect(distribution.restrictions).toEqual({
      geo_restriction: { restriction_type: "blacklist", locations: ["CU", "IR", "KP"] },
    });
  });

  test("has every behaviour sent to HTTPS, compressed, with the security headers", () => {
    for (const behavior of behaviors) {
      expect(behavior).toMatchObject({
        viewer_protocol_policy: "redirect-to-https",
        allowed_methods: ["GET", "HEAD"],
        compress: true,
        response_headers_policy_id: "${aws_cloudfront_response_headers_policy.cdn.id}",
      });
    }
  });

  test("keeps hashed files for a year, pages for a minute", () => {
    const caching = behaviors.map(({ path_pattern = "others", cache_policy_id }) => {
      const { min_ttl, default_ttl, max_ttl } = made.follow(cache_policy_id);
      return [path_pattern, min_ttl, default_ttl, max_ttl];
    });
    expect(caching).toEqual([
      ["others", 0, 300, 86_400],
      ["/assets/*", 31_536_000, 31_536_000, 31_536_000],
      ["/static/*", 31_536_000, 31_536_000, 31_536_000],
      ["*.html", 0, 60, 300],
    ]);
  });

  test.each(["hashed", "pages", "others"])("caches %s by their path alone, gzip and brotli apart", (kind) => {
    expect(made.resource("aws_cloudfront_cache_policy", `cdn_${kind}`)).toMatchObject({
      name: `cache-policy-static-${kind}-\${var.environment_suffix}`,
      parameters_in_cache_key_and_forwarded_to_origin: {
        enable_accept_encoding_brotli: true,
        enable_accept_encoding_gzip: true,
        cookies_config: { cookie_behavior: "none" },
        headers_config: { header_behavior: "none" },
        query_strings_config: { query_string_behavior: "none" },
      },
    });
  });

  test("shows a page for what is missing, which S3 answers with 403", () => {
    const page = { response_code: 404, response_page_path: "/404.html", error_caching_min_ttl: 10 };
    expect(distribution.custom_error_response).toEqual([
      { error_code: 403, ...page },
      { error_code: 404, ...page },
    ]);
  });

  test("can serve an application that knows its own paths", () => {
    const app = cdnOf({
      paths: { hashed: ["/bundle/*"], pages: [] },
      errorPage: { path: "/index.html", status: 200 },
    }).only("aws_cloudfront_distribution");
    expect(at(app, "custom_error_response", 0)).toMatchObject({
      response_code: 200,
      response_page_path: "/index.html",
    });
    expect(at(app, "ordered_cache_behavior", 0, "path_pattern")).toBe("/bundle/*");
  });

  test("is refused with all that is wrong", () => {
    const paths = { hashed: ["/a b/*", "/twice/*"], pages: ["/twice/*"] };
    const act = () => cdnOf({ paths, errorPage: { path: "404.html", status: 404 } }, { scope: "REGIONAL" });
    expect(problemsOf(act).map(({ where, message }) => [where, message.split(":")[0]])).toEqual([
      ["test/cdn", 'path "/a b/*" is not allowed'],
      ["test/cdn", 'path "/twice/*" stands twice'],
      ["test/cdn", 'error page "404.html" is not allowed'],
      ["test/cdn", "web ACL test/waf has the scope REGIONAL"],
    ]);
  });

  test("with more behaviours than CloudFront takes is refused", () => {
    const hashed = Array.from({ length: 75 }, (_, index) => `/${index}/*`);
    expect(problemsOf(() => cdnOf({ paths: { hashed, pages: [] } }))).toEqual([
      {
        where: "test/cdn",
        message: "75 paths are not allowed: 74, since a distribution has 75 behaviours",
      },
    ]);
  });
});
