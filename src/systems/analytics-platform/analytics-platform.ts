import { type Construct } from "constructs";
import { type Deployment } from "../../core/settings/deployment";
import { SystemStack } from "../../core/system-stack";
import { BackupPlan } from "../../constructs/backup/backup-plan";
import { Bastion } from "../../constructs/compute/bastion";
import { AliasRecord } from "../../constructs/edge/alias-record";
import { Certificate } from "../../constructs/edge/certificate";
import { LoadBalancer } from "../../constructs/edge/load-balancer";
import { apiProtection } from "../../constructs/edge/web-acl-protection";
import { SystemKeys } from "../../constructs/encryption/system-keys";
import { AlertTopic } from "../../constructs/observability/alert-topic";
import { LogArchive } from "../../constructs/observability/log-archive/log-archive";
import { LogBucket } from "../../constructs/storage/log-bucket";
import { logGroupRetention } from "../../guardrails";
import { makeDatabase } from "./database";
import { makeLake } from "./lake";
import { createMonitoring } from "./monitoring";
import { makeNetwork } from "./network";
import { declareOutputs } from "./outputs";
import { makeServices } from "./services";
import { type AnalyticsPlatformSettings, analyticsPlatformSettings } from "./settings";
import { makeStreaming } from "./streaming";
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
    // FA-70
    super(scope, id, {
      deployment,
      region: "us-east-2",
      destroyable: settings.destroyable,
      guardrails: [logGroupRetention.with({ exactDays: LOG_DAYS })],
    });
    const variables = declareVariables(this);

    // FA-30
    const keys = new SystemKeys(this, "keys", {
      data: "the data lake, streams and task storage",
      database: "the database and its backups",
      logs: "log groups and their archive",
      alerts: "alerts",
    });
    const accessLogs = new LogBucket(this, "access-logs", { purpose: "logs" });
    // FA-41
    const archive = new LogArchive(this, "log-archive", {
      purpose: "log-archive",
      key: keys.get("logs"),
      accessLogs,
      logs: { key: keys.get("logs"), retentionInDays: LOG_DAYS },
    });
    // FA-40
    const logs = { key: keys.get("logs"), retentionInDays: LOG_DAYS, archive };
    const alerts = new AlertTopic(this, "alerts", {
      purpose: "alerts",
      key: keys.get("alerts"),
      emails: variables.alertEmails,
    });
    // FA-01, FA-02
    const network = makeNetwork(this, { settings, logs });

    // FA-10
    const front = new LoadBalancer(this, "front", {
      network,
      certificate: new Certificate(this, "certificate", variables),
      accessLogs,
    });
    new AliasRecord(this, "front-name", { ...variables, target: front });
    const waf = apiProtection(this, "waf", { ...variables, purpose: "api", logs });
    waf.protect(front);

    const data = { key: keys.get("data"), network, logs };
    const streaming = makeStreaming(this, data);
    const lake = makeLake(this, { ...data, settings, accessLogs, stream: streaming.stream });
    const database = makeDatabase(this, {
      key: keys.get("database"),
      network,
      logs,
      backupRetentionDays: BACKUP_DAYS,
    });
    const services = makeServices(this, {
      settings,
      variables,
      network,
      front,
      keys,
      logs,
      database,
      streaming,
      lake,
    });
    // FA-11
    const bastion = new Bastion(this, "bastion", { network, key: keys.get("data") });
    database.database.allowFrom(bastion.securityGroup);
    // FA-63
    const backup = new BackupPlan(this, "backup", {
      purpose: "analytics",
      clusters: [database.database],
      tables: [streaming.consumer.records, streaming.consumer.checkpoints],
      key: keys.get("database"),
      retentionDays: BACKUP_DAYS,
    });

    const made = { front, database, services, streaming, lake, archive, backup, alerts };
    // FA-71
    const dashboard = createMonitoring(this, { ...made, settings, variables, waf });
    // FA-50
    declareOutputs(this, { ...made, network, keys, accessLogs, bastion, dashboard });
  }
}
