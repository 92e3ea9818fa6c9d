import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** Distributions log requests. */
export const cdnAccessLogs: Rule = {
  id: "logging-cdn-access-logs",
  title: "Distributions have access logs",
  pack: "logging",
  controls: [...securityHub("CloudFront.5"), ...pciDss("10.2.1")],
  shows: "Requests to the distribution are recorded.",
  limits:
    "Who the user behind a request is (10.2.2) is known to the application only. The logs are delivered as well as AWS can, and may lack some.",
  rationale: "What the edge answered from its cache nobody else has seen.",
  remedy:
    "add an aws_cloudwatch_log_delivery_source of ACCESS_LOGS with the distribution's ARN, or logging_config",
  types: ["aws_cloudfront_distribution"],
  check: (distribution, configuration) => {
    if (distribution.blocks("logging_config").length > 0) return compliant();
    const source = "aws_cloudwatch_log_delivery_source";
    const { found, unclear } = companions(configuration, distribution, source, "resource_arn");
    if (found.length > 0) return compliant();
    return unclear.length > 0
      ? unknown(`its logs may be in ${unclear.join(", ")}`)
      : violation(`it has neither logging_config nor an ${source}`);
  },
};
