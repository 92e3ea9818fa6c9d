import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { LOAD_BALANCERS } from "../lib/buckets";
import { isOneSubnet } from "../lib/zones";

/** Application load balancers are in two subnets at least. */
export const loadBalancerSubnets: Rule = {
  id: "apply-load-balancer-subnets",
  title: "Application load balancers have two subnets",
  pack: "apply",
  controls: [],
  rationale: "Elastic Load Balancing refuses an application load balancer in one subnet.",
  remedy: "give it subnets in two zones or more",
  types: LOAD_BALANCERS,
  check: (balancer) => {
    const type = balancer.get("load_balancer_type");
    if (type.kind === "known" && type.value !== "application") return notApplicable();
    const items = balancer.items("subnets");
    const mappings = balancer.blocks("subnet_mapping");
    if (items.length + mappings.length > 1) return compliant();
    const hidden = [...items, ...mappings.map((mapping) => mapping.get("subnet_id"))].some(
      (value) => value.kind === "unknown" && !isOneSubnet(value),
    );
    if (hidden || type.kind === "unknown") return unknown("how many subnets it has cannot be seen");
    return violation(`it has ${items.length + mappings.length === 0 ? "no subnet" : "one subnet"}`);
  },
};
