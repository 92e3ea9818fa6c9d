import { z } from "zod";
import { configurable } from "../../configurable";
import { compliant, securityHub, unknown, violation } from "../../rule";

const days = z.int().min(1);

/** Log groups say how long they keep. */
export const logGroupRetention = configurable({
  id: "logging-log-group-retention",
  title: "Log groups have a retention",
  pack: "logging",
  controls: securityHub("CloudWatch.16"),
  rationale: "Without one, logs are kept and paid for for ever, which no policy on retention allows.",
  remedy: "set retention_in_days",
  types: ["aws_cloudwatch_log_group"],
  settings: z.strictObject({
    minimumDays: days.default(1).describe("the fewest days that a log group may keep"),
    exactDays: days.optional().describe("the days that every log group keeps, where an archive keeps longer"),
  }),
  check: (group, _, { minimumDays, exactDays }) => {
    // The provider takes 0, and nothing, for "never expires".
    const kept = group.number("retention_in_days", 0);
    if (kept === "unknown") return unknown("retention_in_days cannot be seen");
    if (kept <= 0) return violation("retention_in_days is not set: it keeps for ever");
    if (exactDays !== undefined && kept !== exactDays) {
      return violation(`retention_in_days is ${kept}, not ${exactDays}`);
    }
    return kept >= minimumDays
      ? compliant()
      : violation(`retention_in_days is ${kept}, less than ${minimumDays}`);
  },
});
