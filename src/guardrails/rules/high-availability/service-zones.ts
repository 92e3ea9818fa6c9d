import type { Rule } from "../../rule";
import { notApplicable } from "../../rule";
import { spansZones } from "../lib/zones";
import { isSet } from "../lib/expect";

const PATHS: Readonly<Record<string, string>> = {
  aws_autoscaling_group: "vpc_zone_identifier",
  aws_db_subnet_group: "subnet_ids",
  aws_ecs_service: "network_configuration.subnets",
  aws_elasticache_subnet_group: "subnet_ids",
  aws_lambda_function: "vpc_config.subnet_ids",
};

/** What runs and what keeps data may be in two zones at least. */
export const serviceZones: Rule = {
  id: "high-availability-service-zones",
  title: "Services, groups, functions and databases span two zones",
  pack: "high-availability",
  controls: [
    { standard: "AWS Security Hub", id: "AutoScaling.2" },
    { standard: "AWS Security Hub", id: "Lambda.5" },
  ],
  rationale: "What can run in one zone only is down when that zone is.",
  remedy: "give it subnets in two zones or more",
  types: Object.keys(PATHS),
  check: (resource, configuration) => {
    const path = PATHS[resource.type] as string;
    // Outside a VPC, or in the network of its host, AWS or the host decides.
    return !isSet(resource, path) ? notApplicable() : spansZones(resource, path, configuration);
  },
};
