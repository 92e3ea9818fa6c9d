import { Aurora } from "../../../src/constructs/database/aurora";
import { serverless } from "../../../src/constructs/database/aurora-capacity";
import { type AuroraProps } from "../../../src/constructs/database/aurora-props";
import { type Network } from "../../../src/constructs/network/network";
import { type LogProps } from "../../../src/constructs/observability/log-group";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey, networkIn } from "../../support/parts";

export interface DatabaseParts {
  readonly database: Aurora;
  readonly network: Network;
  readonly logs: LogProps;
}

/** A cluster as a user would make it, in a network and under a key, with what differs in `given`. */
export function databaseIn(stack: SystemStack, given: Partial<AuroraProps> = {}): DatabaseParts {
  const key = logKey(stack);
  const logs = { key, retentionInDays: 365 };
  const network = networkIn(stack, {}, key);
  const database = new Aurora(stack, "database", {
    purpose: "loans",
    network,
    tier: "private",
    engine: "aurora-postgresql",
    engineVersion: "16",
    capacity: serverless(0.5, 1),
    instances: { writer: { az: "a", promotionTier: 0 }, reader: { az: "b", promotionTier: 1 } },
    databaseName: "loans",
    key,
    logs,
    backupRetentionDays: 7,
    ...given,
  });
  return { database, network, logs };
}
