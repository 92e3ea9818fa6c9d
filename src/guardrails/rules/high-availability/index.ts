import type { Rule } from "../../rule";
import { backupRetention } from "./backup-retention";
import { bucketVersioning } from "./bucket-versioning";
import { cacheFailover } from "./cache-failover";
import { databaseInstances } from "./database-instances";
import { databaseKept } from "./database-kept";
import { databaseMultiAz } from "./database-multi-az";
import { deploymentRollback } from "./deployment-rollback";
import { loadBalancerZones } from "./load-balancer-zones";
import { natPerZone } from "./nat-per-zone";
import { queueDeadLetters } from "./queue-dead-letters";
import { searchDomainZones } from "./search-domain-zones";
import { serviceCount } from "./service-count";
import { serviceZones } from "./service-zones";
import { tableRecovery } from "./table-recovery";

/** The rules of the pack high-availability. */
export const highAvailabilityRules: readonly Rule[] = [
  backupRetention,
  bucketVersioning,
  cacheFailover,
  databaseInstances,
  databaseKept,
  databaseMultiAz,
  deploymentRollback,
  loadBalancerZones,
  natPerZone,
  queueDeadLetters,
  searchDomainZones,
  serviceCount,
  serviceZones,
  tableRecovery,
];
