import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { needsValue } from "../lib/expect";

/** Trails deliver to a log group too, where alarms can see them. */
export const trailLogGroup: Rule = {
  id: "logging-trail-log-group",
  title: "Trails deliver to a log group",
  pack: "logging",
  controls: [...securityHub("CloudTrail.5"), ...pciDss("10.4.1.1")],
  shows:
    "The audit log reaches a place where filters and queries can review it by themselves, within minutes.",
  limits: "Which filters and alarms there are, and who reads their findings, is not seen.",
  rationale: "Files in a bucket are for afterwards; a metric filter can raise an alarm now.",
  remedy: "set cloud_watch_logs_group_arn and cloud_watch_logs_role_arn",
  types: ["aws_cloudtrail"],
  check: (trail) => needsValue(trail, "cloud_watch_logs_group_arn"),
};
