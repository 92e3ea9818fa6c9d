import type { Rule } from "../../rule";
import { combine } from "../../rule";
import { needs, needsAtLeast } from "../lib/expect";

/** Search domains have their nodes in several zones. */
export const searchDomainZones: Rule = {
  id: "high-availability-search-domain-zones",
  title: "OpenSearch domains are zone aware",
  pack: "high-availability",
  controls: [],
  rationale: "Without it all copies of an index may lie in the zone that fails.",
  remedy: "set cluster_config.zone_awareness_enabled to true, with two data nodes or more",
  types: ["aws_opensearch_domain"],
  check: (domain) =>
    combine([
      needs(domain, "cluster_config.zone_awareness_enabled", true, false),
      needsAtLeast(domain, "cluster_config.instance_count", 2, 1),
    ]),
};
