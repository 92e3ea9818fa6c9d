import { type SystemStack } from "../../core/system-stack";
import { Aurora } from "../../constructs/database/aurora";
import { serverless } from "../../constructs/database/aurora-capacity";
import { DatabaseUser } from "../../constructs/database/aurora-user";
import { RotatedSecret } from "../../constructs/database/rotated-secret";
import { type Key } from "../../constructs/encryption/key";
import { type Network } from "../../constructs/network/network";
import { LogArchive } from "../../constructs/observability/log-archive/log-archive";
import { type LogProps } from "../../constructs/observability/log-group";

export interface DatabaseProps {
  readonly key: Key;
  readonly network: Network;
  readonly logs: LogProps;
  readonly backupRetentionDays: number;
}

export type AnalyticsDatabase = ReturnType<typeof makeDatabase>;

/** The cluster (FA-20), who computes analytics into it, and who reads them: by a secret that is rotated (FA-62). */
export function makeDatabase(stack: SystemStack, props: DatabaseProps) {
  const { key, network, logs, backupRetentionDays } = props;
  // FA-20
  const database = new Aurora(stack, "database", {
    purpose: "analytics",
    network,
    tier: "private",
    engine: "aurora-postgresql",
    engineVersion: "16",
    capacity: serverless(0.5, 4),
    instances: { writer: { az: "a", promotionTier: 0 }, reader: { az: "b", promotionTier: 1 } },
    databaseName: "analytics",
    key,
    logs,
    backupRetentionDays,
    // It would write into a group of the account's, without key and retention (FA-40).
    enhancedMonitoring: false,
  });
  for (const instance of database.ready) stack.suppress(instance, "CKV_AWS_118", LogArchive.REASON);
  const user = new DatabaseUser(stack, "database-user", {
    database,
    network,
    user: "analytics",
    grants: { public: { privileges: ["USAGE", "CREATE"] } },
    key,
    logs,
  });
  // FA-62
  const dashboardsSecret = new RotatedSecret(stack, "dashboards-secret", {
    purpose: "dashboards",
    database,
    network,
    user: "dashboards",
    grants: { public: { privileges: ["USAGE"], tables: { "*": ["SELECT"] } } },
    key,
    logs,
  });
  return { database, user, dashboardsSecret };
}
