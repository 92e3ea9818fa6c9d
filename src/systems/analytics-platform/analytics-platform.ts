import { type Construct } from "constructs";
import { type Deployment } from "../../core/settings/deployment";
import { SystemStack } from "../../core/system-stack";
import { Bastion } from "../../constructs/compute/bastion";
import { Aurora } from "../../constructs/database/aurora";
import { serverless } from "../../constructs/database/aurora-capacity";
import { DatabaseUser } from "../../constructs/database/aurora-user";
import { AliasRecord } from "../../constructs/edge/alias-record";
import { Certificate } from "../../constructs/edge/certificate";
import { LoadBalancer } from "../../constructs/edge/load-balancer";
import { apiProtection } from "../../constructs/edge/web-acl-protection";
import { SystemKeys } from "../../constructs/encryption/system-keys";
import { AlertTopic } from "../../constructs/observability/alert-topic";
import { LogBucket } from "../../constructs/storage/log-bucket";
import { makeNetwork } from "./network";
import { makeServices } from "./services";
import { type AnalyticsPlatformSettings, analyticsPlatformSettings } from "./settings";
import { declareVariables } from "./variables";

/** The source asks for exactly these (FA-20, FA-40). */
const BACKUP_DAYS = 35;
const LOG_DAYS = 30;

/** Real-time market data: ingestion, analytics and dashboards (requirements FA-01 to FA-71). */
export class AnalyticsPlatform extends SystemStack {
  static readonly settings = analyticsPlatformSettings;

  constructor(
    scope: Construct,
    id: string,
    { deployment, settings }: { deployment: Deployment; settings: AnalyticsPlatformSettings },
  ) {
    super(scope, id, { deployment, region: "us-east-2", destroyable: settings.destroyable });
    const variables = declareVariables(this);

    const keys = new SystemKeys(this, "keys", {
      data: "the data lake, streams and task storage",
      database: "the database and its backups",
      logs: "log groups",
      alerts: "alerts",
    });
    const logs = { key: keys.get("logs"), retentionInDays: LOG_DAYS };
    new AlertTopic(this, "alerts", {
      purpose: "alerts",
      key: keys.get("alerts"),
      emails: variables.alertEmails,
    });
    const network = makeNetwork(this, { settings, logs });
    const accessLogs = new LogBucket(this, "access-logs", { purpose: "logs" });

    const front = new LoadBalancer(this, "front", {
      network,
      certificate: new Certificate(this, "certificate", variables),
      accessLogs,
    });
    new AliasRecord(this, "front-name", { ...variables, target: front });
    apiProtection(this, "waf", { ...variables, purpose: "api", logs }).protect(front);

    const database = new Aurora(this, "database", {
      purpose: "analytics",
      network,
      tier: "private",
      engine: "aurora-postgresql",
      engineVersion: "16",
      capacity: serverless(0.5, 4),
      instances: { writer: { az: "a", promotionTier: 0 }, reader: { az: "b", promotionTier: 1 } },
      databaseName: "analytics",
      key: keys.get("database"),
      logs,
      backupRetentionDays: BACKUP_DAYS,
    });
    const analyticsUser = new DatabaseUser(this, "database-user", {
      database,
      network,
      user: "analytics",
      grants: { public: { privileges: ["USAGE", "CREATE"] } },
      key: keys.get("database"),
      logs,
    });
    const services = makeServices(this, { settings, variables, network, front, keys, logs, database });
    for (const { securityGroup } of [services.processing, services.dashboards])
      database.allowFrom(securityGroup);
    analyticsUser.grantConnect(services.processing.task.taskRole);

    const bastion = new Bastion(this, "bastion", { network, key: keys.get("data") });
    database.allowFrom(bastion.securityGroup);
  }
}
