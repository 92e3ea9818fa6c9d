import { z } from "zod";
import { configurable } from "../../configurable";
import { compliant, pciDss, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** Log groups keep a year, or pass on what they get to where it is kept. */
export const logGroupYear = configurable({
  id: "logging-log-group-year",
  title: "Log groups keep a year, or pass their events on to an archive",
  pack: "logging",
  controls: [...securityHub("CloudWatch.16"), ...pciDss("10.5.1")],
  shows:
    "Events are kept for 365 days or more where they can be searched at once, or leave by a subscription.",
  limits:
    "What the subscription feeds is not seen: of buckets that Firehose puts logs into another rule judges how long they keep them. Over a 29 February twelve months are 366 days.",
  rationale: "A breach is found months after it happened: then only the old logs tell.",
  remedy: "set retention_in_days to 365 or more, or add a subscription filter that archives",
  types: ["aws_cloudwatch_log_group"],
  settings: z.strictObject({
    minimumDays: z
      .int()
      .min(365)
      .default(365)
      .describe(
        "the days that events are kept where nothing archives them: fewer than 365 are not the twelve months of 10.5.1",
      ),
  }),
  check: (group, configuration, { minimumDays }) => {
    const days = group.number("retention_in_days", 0);
    // 0 keeps for ever.
    if (days === 0 || (days !== "unknown" && days >= minimumDays)) return compliant();
    const filters = "aws_cloudwatch_log_subscription_filter";
    const { found, unclear } = companions(configuration, group, filters, "log_group_name");
    if (found.length > 0) return compliant();
    if (days === "unknown") return unknown("retention_in_days cannot be seen");
    return unclear.length > 0
      ? unknown(`it keeps ${days} days; its archive may be in ${unclear.join(", ")}`)
      : violation(`it keeps ${days} days, and nothing archives it`);
  },
});
