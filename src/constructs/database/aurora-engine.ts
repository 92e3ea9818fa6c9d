export type AuroraEngine = "aurora-postgresql" | "aurora-mysql";

/** What differs between Aurora's engines. */
export interface EngineFacts {
  readonly port: number;
  /** Log types that go to CloudWatch, each to a group of its own. */
  readonly logs: readonly string[];
  /**
   * Parameters of the cluster. All of them are dynamic, so that a change holds at once.
   * @param slowMs milliseconds from which on a statement is logged as slow
   */
  readonly parameters: (slowMs: number) => Readonly<Record<string, string>>;
  /** Whether a version is a major one. */
  readonly major: RegExp;
  readonly majorRule: string;
}

export const ENGINES: Readonly<Record<AuroraEngine, EngineFacts>> = {
  "aurora-postgresql": {
    port: 5432,
    logs: ["postgresql"],
    parameters: (slowMs) => ({
      // PCI DSS 4.0 4.2.1: every connection uses TLS.
      "rds.force_ssl": "1",
      ssl_min_protocol_version: "TLSv1.2",
      // PCI DSS 4.0 10.2.1: who came, and who changed the schema or rights. Data stays out of the log.
      log_connections: "1",
      log_disconnections: "1",
      log_statement: "ddl",
      log_min_duration_statement: String(slowMs),
    }),
    major: /^(1[3-9]|[2-9]\d)$/,
    majorRule: "a major version from 13 on, such as 16",
  },
  "aurora-mysql": {
    port: 3306,
    logs: ["audit", "error", "slowquery"],
    parameters: (slowMs) => ({
      require_secure_transport: "ON",
      server_audit_logging: "1",
      server_audit_events: "CONNECT,QUERY_DCL,QUERY_DDL",
      slow_query_log: "1",
      long_query_time: String(slowMs / 1000),
    }),
    major: /^8\.\d$/,
    majorRule: "a major version from 8.0 on, such as 8.0",
  },
};
