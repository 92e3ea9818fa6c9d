import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { isSet } from "../lib/expect";
import { combine, compliant, pciDss, securityHub, unknown, violation } from "../../rule";

const S3_NAME = /\.s3[.-](?!website)[a-z0-9.-]*amazonaws\.com/;

/** Distributions sign what they ask of buckets, so that the buckets need not be public. */
export const cdnOriginAccess: Rule = {
  id: "network-exposure-cdn-origin-access",
  title: "Distributions reach buckets with an identity",
  pack: "network-exposure",
  controls: [...securityHub("CloudFront.13"), ...pciDss("1.4.4")],
  shows: "The bucket answers the distribution's identity and need not be open to the internet.",
  limits:
    "That the bucket's policy admits nobody else is another rule's matter. Which buckets store account data is not seen.",
  rationale: "Without an identity of the distribution only a public bucket can serve.",
  remedy: "set origin_access_control_id (or s3_origin_config.origin_access_identity) on the origin",
  types: ["aws_cloudfront_distribution"],
  check: (distribution, configuration) =>
    combine(distribution.blocks("origin").map((origin) => judge(origin, configuration))),
};

function judge(origin: View, configuration: Configuration): Verdict {
  if (origin.blocks("custom_origin_config").length > 0) return compliant();
  const identities = ["origin_access_control_id", "s3_origin_config.origin_access_identity"];
  const values = identities.filter((path) => isSet(origin, path)).map((path) => origin.get(path));
  if (values.length > 0) {
    const shaky = values.some((value) => value.kind === "unknown" && /\bnull\b/.test(value.expression));
    return shaky ? unknown("whether its origin has an identity cannot be seen") : compliant();
  }
  const domain = origin.get("domain_name");
  const isBucket =
    domain.kind === "known"
      ? S3_NAME.test(textOf(domain.value))
      : targets(origin, configuration).some(({ type }) => type === "aws_s3_bucket");
  if (isBucket) return violation("an origin is a bucket that it reaches without an identity");
  return domain.kind === "unknown" && targets(origin, configuration).length === 0
    ? unknown(`whether the origin ${domain.expression} is a bucket cannot be seen`)
    : compliant();
}

const targets = (origin: View, configuration: Configuration): Resource[] =>
  origin.references("domain_name").flatMap((reference) => configuration.resolve(reference));
