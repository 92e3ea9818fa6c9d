import type { Rule } from "../../rule";
import { compliant, securityHub } from "../../rule";
import { LOAD_BALANCERS } from "../lib/buckets";
import { spansZones } from "../lib/zones";

/** Load balancers are in two zones at least. */
export const loadBalancerZones: Rule = {
  id: "high-availability-load-balancer-zones",
  title: "Load balancers span two zones",
  pack: "high-availability",
  controls: securityHub("ELB.13"),
  rationale: "A load balancer in one zone takes what is behind it down with that zone.",
  remedy: "give it subnets in two zones or more",
  types: LOAD_BALANCERS,
  check: (balancer, configuration) => {
    const mappings = balancer.blocks("subnet_mapping");
    if (balancer.items("subnets").length > 0) return spansZones(balancer, "subnets", configuration);
    return mappings.length > 1
      ? compliant()
      : spansZones(balancer, "subnet_mapping.subnet_id", configuration);
  },
};
