import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";

/** The zone of all distributions (Route 53 API reference, AliasTarget). */
const CLOUDFRONT_ZONE = "Z2FDTNDATAQYW2";

/** Route 53 does not ask a distribution for its health. */
export const cdnAliasHealth: Rule = {
  id: "apply-cdn-alias-health",
  title: "Aliases of distributions do not evaluate health",
  pack: "apply",
  controls: [],
  rationale: "Route 53 refuses evaluate_target_health for an alias of a distribution.",
  remedy: "set evaluate_target_health to false",
  types: ["aws_route53_record"],
  check: (record, configuration) => {
    const zone = record.get("alias.zone_id");
    if (zone.kind === "absent") return notApplicable();
    const isCdn =
      (zone.kind === "known" && zone.value === CLOUDFRONT_ZONE) ||
      ["alias.name", "alias.zone_id"].some((path) =>
        configuration.targets(record, path).some(({ type }) => type === "aws_cloudfront_distribution"),
      );
    if (!isCdn) return notApplicable();
    const evaluates = record.flag("alias.evaluate_target_health", false);
    if (evaluates === false) return compliant();
    return evaluates === true
      ? violation("alias.evaluate_target_health is true")
      : unknown("alias.evaluate_target_health cannot be seen");
  },
};
