import type { Rule } from "../../rule";
import { alarmActions } from "./alarm-actions";
import { bucketAccessLogs } from "./bucket-access-logs";
import { cdnAccessLogs } from "./cdn-access-logs";
import { clusterInsights } from "./cluster-insights";
import { containerLogs } from "./container-logs";
import { databaseLogs } from "./database-logs";
import { flowLogTraffic } from "./flow-log-traffic";
import { functionLogGroup } from "./function-log-group";
import { loadBalancerAccessLogs } from "./load-balancer-access-logs";
import { logBucketDeliverable } from "./log-bucket-deliverable";
import { logBucketYear } from "./log-bucket-year";
import { logGroupRetention } from "./log-group-retention";
import { logGroupYear } from "./log-group-year";
import { trailLogGroup } from "./trail-log-group";
import { trail } from "./trail";
import { vpcFlowLogs } from "./vpc-flow-logs";
import { webAclLogs } from "./web-acl-logs";

/** The rules of the pack logging. */
export const loggingRules: readonly Rule[] = [
  alarmActions,
  bucketAccessLogs,
  cdnAccessLogs,
  clusterInsights,
  containerLogs,
  databaseLogs,
  flowLogTraffic,
  functionLogGroup,
  loadBalancerAccessLogs,
  logBucketDeliverable,
  logBucketYear,
  logGroupRetention,
  logGroupYear,
  trailLogGroup,
  trail,
  vpcFlowLogs,
  webAclLogs,
];
