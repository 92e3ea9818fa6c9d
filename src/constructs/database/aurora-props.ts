import { Token } from "cdktf";
import { type Key } from "../encryption/key";
import { type Network } from "../network/network";
import { type Tier } from "../network/plan";
import { type LogProps } from "../observability/log-group";
import { type AuroraCapacity, capacityProblems } from "./aurora-capacity";
import { type AuroraEngine, ENGINES } from "./aurora-engine";
import { type AuroraInstance, instanceProblems } from "./aurora-instances";
import { windowProblems } from "./aurora-windows";

export interface AuroraProps {
  /** Names the cluster (`db-cluster-{purpose}-{suffix}`) and what belongs to it. */
  readonly purpose: string;
  readonly network: Network;
  /** Whose subnets it is in: never `public`. */
  readonly tier: Exclude<Tier, "public">;
  readonly engine: AuroraEngine;
  /** The major version alone (`16`, or `8.0` of MySQL): AWS upgrades the minor one, and no plan undoes it. */
  readonly engineVersion: string;
  readonly capacity: AuroraCapacity;
  /** Instances by keys that stay, e.g. `{ writer: {...}, reader: {...} }`; more than one span two AZs at least. */
  readonly instances: Readonly<Record<string, AuroraInstance>>;
  /** The database that is made with the cluster. */
  readonly databaseName: string;
  /** @default clusteradmin */
  readonly masterUsername?: string;
  /** Encrypts storage, backups and Performance Insights. */
  readonly key: Key;
  /** Encrypts the secret with the master's password. @default key */
  readonly secretKey?: Key;
  readonly logs: LogProps;
  /** Days that it can go back to any second of, 1 to 35. */
  readonly backupRetentionDays: number;
  /** Daily, UTC. @default 03:00-04:00 */
  readonly backupWindow?: string;
  /** Weekly, UTC, for the cluster and its instances. @default sun:04:30-sun:05:30 */
  readonly maintenanceWindow?: string;
  /** Milliseconds from which on a statement is logged as slow. @default 1000 */
  readonly slowStatementMs?: number;
  /** Seconds that the cluster can be rewound in place, up to 259200 (72 hours); Aurora MySQL only. */
  readonly backtrackWindow?: number;
  /**
   * Whether changes hold at once, or in the maintenance window: until then each plan shows them again.
   * @default true
   */
  readonly applyImmediately?: boolean;
  /**
   * Whether RDS reads the instances' operating systems every minute. It writes them into a log group of
   * its own, `RDSOSMetrics`, one for the whole account, whose key and retention no stack can have a say
   * in. @default true
   */
  readonly enhancedMonitoring?: boolean;
}

const DEFAULTS = {
  masterUsername: "clusteradmin",
  backupWindow: "03:00-04:00",
  maintenanceWindow: "sun:04:30-sun:05:30",
  slowStatementMs: 1000,
  applyImmediately: true,
  enhancedMonitoring: true,
};

/** RDS API reference, CreateDBCluster. */
const RETENTION = { min: 1, max: 35 };
const BACKTRACK_MAX = 72 * 3600;

export function withDefaults(props: AuroraProps) {
  return { ...DEFAULTS, secretKey: props.key, ...props };
}

/** All problems of the props. */
export function auroraProblems(props: ReturnType<typeof withDefaults>): string[] {
  const { engine, engineVersion, databaseName, masterUsername, backupRetentionDays: days } = props;
  const { major, majorRule } = ENGINES[engine];
  const problems: string[] = [];
  if (!major.test(engineVersion)) {
    problems.push(
      `engineVersion ${engineVersion} is not allowed: ${majorRule}, without a minor one, which AWS upgrades by itself`,
    );
  }
  if (!/^[a-z]\w{0,62}$/i.test(databaseName)) {
    problems.push(
      `databaseName "${databaseName}" is not allowed: a letter, then up to 62 letters, digits and _`,
    );
  }
  if (!/^[a-z][a-z0-9_]{0,15}$/.test(masterUsername) || RESERVED.test(masterUsername)) {
    problems.push(
      `masterUsername "${masterUsername}" is not allowed: a lower-case letter, then up to 15 lower-case letters, digits and _, and none that the engine keeps for itself`,
    );
  }
  if (
    !Token.isUnresolved(days) &&
    !(Number.isInteger(days) && days >= RETENTION.min && days <= RETENTION.max)
  ) {
    problems.push(`backupRetentionDays ${days} is not allowed: ${RETENTION.min} to ${RETENTION.max}`);
  }
  return [
    ...problems,
    ...capacityProblems(props.capacity),
    ...instanceProblems(props.instances, props.network, props.tier),
    ...windowProblems(props.backupWindow, props.maintenanceWindow),
    ...backtrackProblems(props),
  ];
}

/** RDS user guide, "Naming constraints": PostgreSQL and RDS keep these. */
const RESERVED = /^(admin|master|postgres|root|rds|pg_)/;

function backtrackProblems({ engine, backtrackWindow }: AuroraProps): string[] {
  if (backtrackWindow === undefined) return [];
  if (engine === "aurora-postgresql") {
    return [
      `backtrackWindow ${backtrackWindow} is not allowed: only Aurora MySQL can be rewound in place, and the RDS API refuses it for PostgreSQL. Restore the cluster to a point in time instead (any second of the last backupRetentionDays), into a second cluster beside it`,
    ];
  }
  const isAllowed =
    Number.isInteger(backtrackWindow) && backtrackWindow >= 0 && backtrackWindow <= BACKTRACK_MAX;
  return isAllowed
    ? []
    : [`backtrackWindow ${backtrackWindow} is not allowed: 0 to ${BACKTRACK_MAX} seconds (72 hours)`];
}
