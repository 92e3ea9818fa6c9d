import { type Construct } from "constructs";
import { type DatabaseDimensions, databaseMetric } from "../metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface DatabaseAlarmsProps extends AlarmSetProps {
  readonly database: DatabaseDimensions;
  /**
   * Connections of one instance. Choose four fifths of `max_connections`, which Aurora derives from the
   * maximum capacity: 189 at 1 ACU (Aurora user guide, "Maximum connections for Aurora Serverless v2").
   */
  readonly connections: number;
  /** Percent of the CPU that the maximum capacity has. @default 80 */
  readonly cpuPercent?: number;
  /** Percent of the maximum capacity that is in use. @default 90 */
  readonly capacityPercent?: number;
  /** Milliseconds that the slowest reader is behind the writer. @default 1000 */
  readonly lagMilliseconds?: number;
}

const FIVE_MINUTES = 300;
const MINUTE = 60;

/** An Aurora Serverless v2 cluster at its limits, or whose readers fall behind. */
export class DatabaseAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: DatabaseAlarmsProps) {
    super(scope, id, props);
    const { database, connections, cpuPercent = 80, capacityPercent = 90, lagMilliseconds = 1_000 } = props;
    this.add("cpu", {
      // Maximum: the average over writer and readers hides a writer that is at its limit.
      metric: databaseMetric(database, "CPUUtilization", "Maximum", "CPU of the busiest instance (%)"),
      comparison: ">",
      threshold: cpuPercent,
      period: FIVE_MINUTES,
      evaluationPeriods: 3,
      missingData: "missing",
      meaning: "A database instance has used most of its CPU for a quarter of an hour.",
      remedy:
        "Find the statements with the highest load in Performance Insights. If they are expected, raise the maximum capacity; if they are new, roll back the deployment that brought them.",
    });
    this.add("capacity", {
      metric: databaseMetric(database, "ACUUtilization", "Maximum", "Capacity in use (% of maximum ACU)"),
      comparison: ">=",
      threshold: capacityPercent,
      period: FIVE_MINUTES,
      evaluationPeriods: 3,
      missingData: "missing",
      meaning:
        "The database has run at or near its maximum capacity for a quarter of an hour: it cannot grow with the load any further.",
      remedy:
        "Raise the maximum ACU of the cluster; it takes effect without an interruption. If the load is not expected, find its source in Performance Insights first.",
    });
    this.add("connections", {
      metric: databaseMetric(database, "DatabaseConnections", "Maximum", "Connections of one instance"),
      comparison: ">",
      threshold: connections,
      period: MINUTE,
      evaluationPeriods: 5,
      missingData: "missing",
      meaning:
        "A database instance has nearly as many connections as it takes: further ones are refused, and services fail.",
      remedy:
        "See in pg_stat_activity who holds them. Services that were scaled out need smaller pools; idle connections in transactions point at a leak. A higher maximum ACU allows more after a restart.",
    });
    this.add("replica-lag", {
      metric: databaseMetric(
        database,
        "AuroraReplicaLagMaximum",
        "Maximum",
        "Lag of the slowest reader (ms)",
      ),
      comparison: ">",
      threshold: lagMilliseconds,
      period: MINUTE,
      evaluationPeriods: 5,
      // A cluster without a reader has no lag.
      missingData: "notBreaching",
      meaning:
        "A reader has been behind the writer for five minutes: it answers with old data, and a failover to it takes longer.",
      remedy:
        "Look for a burst of writes, and for long queries on the reader, which delay it. If its CPU or capacity is at the limit, raise the maximum ACU.",
    });
  }
}
