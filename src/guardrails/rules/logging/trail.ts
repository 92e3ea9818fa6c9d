import type { Rule } from "../../rule";
import { combine, pciDss, securityHub } from "../../rule";
import { needs } from "../lib/expect";

/** Trails record every region and are sealed. */
export const trail: Rule = {
  id: "logging-trail",
  title: "Trails record all regions and are sealed by digests",
  pack: "logging",
  controls: [...securityHub("CloudTrail.1", "CloudTrail.4"), ...pciDss("10.2.1", "10.3.4")],
  shows: "Calls of AWS's API are recorded in every region, and a change to a delivered log can be proven.",
  limits:
    "What happens inside applications and databases is in their own logs. That somebody validates the digests, and reads the logs, is not seen.",
  rationale: "What is done in a region that nobody uses, or to the logs themselves, is what matters most.",
  remedy: "set is_multi_region_trail, enable_log_file_validation and include_global_service_events to true",
  types: ["aws_cloudtrail"],
  check: (trail) =>
    combine([
      needs(trail, "enable_logging", true, true),
      needs(trail, "is_multi_region_trail", true, false),
      needs(trail, "include_global_service_events", true, true),
      needs(trail, "enable_log_file_validation", true, false),
    ]),
};
