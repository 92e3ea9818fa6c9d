import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { needsValue } from "../lib/expect";

/** Distributions have a web ACL. */
export const cdnWaf: Rule = {
  id: "network-exposure-cdn-waf",
  title: "Distributions are behind a web ACL",
  pack: "network-exposure",
  controls: [...securityHub("CloudFront.6"), ...pciDss("6.4.2")],
  shows: "A web ACL is attached in front of the public web application.",
  limits:
    "Whether it has rules, and whether they block or only count (6.4.2 asks that attacks are prevented, or alerted and looked at at once), is not seen; nor whether they fit the application and are kept up to date.",
  rationale: "What the edge stops never reaches the origin.",
  remedy: "set web_acl_id to the ARN of a web ACL of scope CLOUDFRONT",
  types: ["aws_cloudfront_distribution"],
  check: (distribution) => needsValue(distribution, "web_acl_id"),
};
