import type { Rule } from "../../rule";
import { compliant, securityHub, unknown, violation } from "../../rule";

/** Log groups say how long they keep. */
export const logGroupRetention: Rule = {
  id: "logging-log-group-retention",
  title: "Log groups have a retention",
  pack: "logging",
  controls: securityHub("CloudWatch.16"),
  rationale: "Without one, logs are kept and paid for for ever, which no policy on retention allows.",
  remedy: "set retention_in_days",
  types: ["aws_cloudwatch_log_group"],
  check: (group) => {
    // The provider takes 0, and nothing, for "never expires".
    const days = group.number("retention_in_days", 0);
    if (days === "unknown") return unknown("retention_in_days cannot be seen");
    return days > 0 ? compliant() : violation("retention_in_days is not set: it keeps for ever");
  },
};
