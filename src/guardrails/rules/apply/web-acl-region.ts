import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { providerOf } from "../lib/providers";

const HOME = "us-east-1";

/** What CloudFront is protected by is made in us-east-1. */
export const webAclRegion: Rule = {
  id: "apply-web-acl-region",
  title: "Web ACLs of scope CLOUDFRONT are in us-east-1",
  pack: "apply",
  controls: [],
  rationale: "WAF refuses the scope in every other region.",
  remedy: "give it a provider of region us-east-1",
  types: ["aws_wafv2_web_acl", "aws_wafv2_ip_set", "aws_wafv2_rule_group", "aws_wafv2_regex_pattern_set"],
  check: (resource, configuration) => {
    const scope = resource.get("scope");
    if (scope.kind === "known" && scope.value !== "CLOUDFRONT") return notApplicable();
    const region = providerOf(resource, configuration)?.get("region");
    if (region?.kind !== "known") return unknown("the region of its provider cannot be seen");
    if (region.value === HOME) return compliant();
    return scope.kind === "unknown"
      ? unknown(`scope is ${scope.expression}, in ${textOf(region.value)}`)
      : violation(`its scope is CLOUDFRONT and its region ${textOf(region.value)}`);
  },
};
