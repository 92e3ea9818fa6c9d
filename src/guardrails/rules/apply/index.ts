import type { Rule } from "../../rule";
import { auroraZones } from "./aurora-zones";
import { azRebalancing } from "./az-rebalancing";
import { backtrackEngine } from "./backtrack-engine";
import { cacheClusterMode } from "./cache-cluster-mode";
import { capacityBase } from "./capacity-base";
import { cdnAliasHealth } from "./cdn-alias-health";
import { deploymentController } from "./deployment-controller";
import { desiredCount } from "./desired-count";
import { fargateSize } from "./fargate-size";
import { listenerPriorities } from "./listener-priorities";
import { loadBalancerSubnets } from "./load-balancer-subnets";
import { pinnedEngineVersion } from "./pinned-engine-version";
import { serviceLaunch } from "./service-launch";
import { subnetCidrs } from "./subnet-cidrs";
import { webAclLogName } from "./web-acl-log-name";
import { webAclPriorities } from "./web-acl-priorities";
import { webAclRegion } from "./web-acl-region";

/** The rules of the pack apply. */
export const applyRules: readonly Rule[] = [
  auroraZones,
  azRebalancing,
  backtrackEngine,
  cacheClusterMode,
  capacityBase,
  cdnAliasHealth,
  deploymentController,
  desiredCount,
  fargateSize,
  listenerPriorities,
  loadBalancerSubnets,
  pinnedEngineVersion,
  serviceLaunch,
  subnetCidrs,
  webAclLogName,
  webAclPriorities,
  webAclRegion,
];
