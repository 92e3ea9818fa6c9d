import type { Pack, Rule } from "../rule";
import { bucketForceDestroy } from "./destroyable/bucket-force-destroy";
import { contentsForceDestroy } from "./destroyable/contents-force-destroy";
import { deletionProtection } from "./destroyable/deletion-protection";
import { finalSnapshot } from "./destroyable/final-snapshot";
import { preventDestroy } from "./destroyable/prevent-destroy";
import { repositoryForceDelete } from "./destroyable/repository-force-delete";
import { secretRecoveryWindow } from "./destroyable/secret-recovery-window";
import { bucketCmk } from "./encryption/bucket-cmk";
import { bucketTlsOnly } from "./encryption/bucket-tls-only";
import { dynamodbCmk } from "./encryption/dynamodb-cmk";
import { kmsRotation } from "./encryption/kms-rotation";
import { logGroupCmk } from "./encryption/log-group-cmk";
import { stateBackend } from "./encryption/state-backend";
import { inlinePolicies } from "./least-privilege/inline-policies";
import { bucketAccessLogs } from "./logging/bucket-access-logs";
import { loadBalancerAccessLogs } from "./logging/load-balancer-access-logs";
import { logBucketDeliverable } from "./logging/log-bucket-deliverable";
import { logGroupRetention } from "./logging/log-group-retention";
import { vpcFlowLogs } from "./logging/vpc-flow-logs";
import { environmentSuffix } from "./naming/environment-suffix";
import { bucketPublicAccess } from "./network-exposure/bucket-public-access";
import { computeSubnets } from "./network-exposure/compute-subnets";
import { listenerRedirect } from "./network-exposure/listener-redirect";
import { listenerTlsPolicy } from "./network-exposure/listener-tls-policy";
import { naclAdminPorts } from "./network-exposure/nacl-admin-ports";
import { publicDatabase } from "./network-exposure/public-database";
import { publicIp } from "./network-exposure/public-ip";
import { securityGroupIngress } from "./network-exposure/security-group-ingress";
import { awsApis } from "./reachability/aws-apis";
import { databases } from "./reachability/databases";
import { moduleContents } from "./visibility/module-contents";

/** Every rule, by pack. */
export const ALL_RULES: readonly Rule[] = [
  environmentSuffix,
  preventDestroy,
  deletionProtection,
  bucketForceDestroy,
  repositoryForceDelete,
  contentsForceDestroy,
  finalSnapshot,
  secretRecoveryWindow,
  inlinePolicies,
  logGroupCmk,
  bucketCmk,
  bucketTlsOnly,
  dynamodbCmk,
  kmsRotation,
  stateBackend,
  logGroupRetention,
  vpcFlowLogs,
  loadBalancerAccessLogs,
  bucketAccessLogs,
  logBucketDeliverable,
  securityGroupIngress,
  publicIp,
  publicDatabase,
  naclAdminPorts,
  listenerRedirect,
  listenerTlsPolicy,
  bucketPublicAccess,
  computeSubnets,
  awsApis,
  databases,
  moduleContents,
];

/** The rules of a pack; `pci-dss` is every rule that serves a requirement of PCI DSS. */
export function rulesOfPack(pack: Pack): readonly Rule[] {
  return ALL_RULES.filter(
    (rule) =>
      rule.pack === pack ||
      (pack === "pci-dss" && rule.controls.some(({ standard }) => standard === "PCI DSS 4.0")),
  );
}
