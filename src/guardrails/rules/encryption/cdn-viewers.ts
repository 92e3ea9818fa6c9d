import { textOf } from "../../model/json";
import type { Resource } from "../../model/resource";
import type { Rule, Verdict } from "../../rule";
import { combine, compliant, pciDss, securityHub, unknown, violation } from "../../rule";
import { needsOneOf } from "../lib/expect";

const MODERN = /^TLSv1\.[23]_/;

/** Distributions talk to viewers over HTTPS, with TLS 1.2 or newer. */
export const cdnViewers: Rule = {
  id: "encryption-cdn-viewers",
  title: "Distributions serve over HTTPS only, with TLS 1.2 or newer",
  pack: "encryption",
  controls: [...securityHub("CloudFront.3"), ...pciDss("4.2.1")],
  shows:
    "Every behaviour answers HTTPS, and sends HTTP there at most; the distribution refuses TLS older than 1.2.",
  limits: "What is served, and whether it is cardholder data, is not seen.",
  rationale: "What is served in clear can be read and changed on its way.",
  remedy:
    'set viewer_protocol_policy to "redirect-to-https" or "https-only", and minimum_protocol_version to TLSv1.2_2021 with a certificate of your own',
  types: ["aws_cloudfront_distribution"],
  check: (distribution) =>
    combine([
      ...["default_cache_behavior", "ordered_cache_behavior"]
        .flatMap((path) => distribution.blocks(path))
        .map((behavior) =>
          needsOneOf(behavior, "viewer_protocol_policy", ["redirect-to-https", "https-only"]),
        ),
      least(distribution),
    ]),
};

function least(distribution: Resource): Verdict {
  const at = "viewer_certificate.minimum_protocol_version";
  // With the default certificate AWS sets the version; what is written beside it has no effect.
  if (distribution.flag("viewer_certificate.cloudfront_default_certificate", false) === true)
    return violation("its certificate is the default one, under which CloudFront takes TLS 1.0");
  const version = distribution.get(at);
  if (version.kind === "unknown") return unknown(`${at} is ${version.expression}`);
  const text = version.kind === "known" ? textOf(version.value) : "not set, which means TLSv1";
  return MODERN.test(text) ? compliant() : violation(`${at} is ${text}`);
}
