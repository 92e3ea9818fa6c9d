import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, compliant, pciDss, securityHub, unknown, violation } from "../../rule";
import { needs } from "../lib/expect";
import { written } from "../lib/written";

/** Trails record every region and are sealed. */
export const trail: Rule = {
  id: "logging-trail",
  title: "Trails record all regions and are sealed by digests",
  pack: "logging",
  controls: [
    ...securityHub("CloudTrail.1", "CloudTrail.4"),
    ...pciDss("10.2.1", "10.2.1.2", "10.2.1.4", "10.2.1.5", "10.2.1.6", "10.2.1.7", "10.3.4"),
  ],
  shows:
    "Management calls of AWS's API, refused ones too, are recorded in every region, and a change to a delivered log can be proven.",
  limits:
    "Data events (reads of objects, items, keys of a table) are recorded only where a selector chooses them. Digests prove a change and raise no alert by themselves (10.3.4); that somebody validates them, and reads the logs, is not seen. What happens inside applications and databases is in their own logs.",
  rationale: "What is done in a region that nobody uses, or to the logs themselves, is what matters most.",
  remedy:
    "set is_multi_region_trail, enable_log_file_validation and include_global_service_events to true; of event selectors, let one record all management events",
  types: ["aws_cloudtrail"],
  check: (trail) =>
    combine([
      needs(trail, "enable_logging", true, true),
      needs(trail, "is_multi_region_trail", true, false),
      needs(trail, "include_global_service_events", true, true),
      needs(trail, "enable_log_file_validation", true, false),
      managementEvents(trail),
    ]),
};

/** Without a selector a trail records all management events; with some, what they choose. */
function managementEvents(trail: Resource): Verdict {
  const chosen = [
    ...trail.blocks("event_selector").map(basicHasAll),
    ...trail.blocks("advanced_event_selector").map(advancedHasAll),
  ];
  if (chosen.length === 0 || chosen.includes(true)) return compliant();
  return chosen.includes("unknown")
    ? unknown("which management events its selectors choose cannot be seen")
    : violation("none of its event selectors records all management events");
}

function basicHasAll(selector: View): boolean | "unknown" {
  const included = selector.flag("include_management_events", true);
  const kind = selector.get("read_write_type");
  const left = selector.items("exclude_management_event_sources");
  if (included === "unknown" || [kind, ...left].some((value) => value.kind === "unknown")) return "unknown";
  return included && ["", "All"].includes(written(kind)) && left.length === 0;
}

/** A field beside the category would narrow it. */
function advancedHasAll(selector: View): boolean | "unknown" {
  const fields = selector.blocks("field_selector");
  const values = fields.flatMap((one) => [one.get("field"), ...one.items("equals")]);
  if (values.some(({ kind }) => kind === "unknown")) return "unknown";
  const [only, ...others] = values.map(written);
  return fields.length === 1 && only === "eventCategory" && others.includes("Management");
}
