import { type Construct } from "constructs";
import { type Deployment } from "../../core/settings/deployment";
import { SystemStack } from "../../core/system-stack";
import { BackupPlan } from "../../constructs/backup/backup-plan";
import { Aurora } from "../../constructs/database/aurora";
import { serverless } from "../../constructs/database/aurora-capacity";
import { DatabaseUser } from "../../constructs/database/aurora-user";
import { AliasRecord } from "../../constructs/edge/alias-record";
import { Cdn } from "../../constructs/edge/cdn";
import { CdnRecord } from "../../constructs/edge/cdn-record";
import { Certificate } from "../../constructs/edge/certificate";
import { LoadBalancer } from "../../constructs/edge/load-balancer";
import { apiProtection, siteProtection } from "../../constructs/edge/web-acl-protection";
import { SystemKeys } from "../../constructs/encryption/system-keys";
import { type Network } from "../../constructs/network/network";
import { AlertTopic } from "../../constructs/observability/alert-topic";
import { AuditTrail } from "../../constructs/observability/audit-trail";
import { type LogProps } from "../../constructs/observability/log-group";
import { DocumentBucket } from "../../constructs/storage/document-bucket";
import { LogBucket } from "../../constructs/storage/log-bucket";
import { StaticBucket } from "../../constructs/storage/static-bucket";
import { logGroupRetention } from "../../guardrails";
import { createMonitoring } from "./monitoring";
import { makeNetwork } from "./network";
import { declareOutputs } from "./outputs";
import { type LoanServices, makeServices } from "./services";
import { type LoanProcessingSettings, loanProcessingSettings } from "./settings";
import { declareVariables } from "./variables";

/** Loan applications and credit decisions (requirements LP-01 to LP-76). */
export class LoanProcessing extends SystemStack {
  static readonly settings = loanProcessingSettings;

  /** What a service that is added to the system is built from. */
  readonly network: Network;
  readonly front: LoadBalancer;
  readonly keys: SystemKeys<"data" | "logs" | "alerts" | "trail">;
  readonly logs: LogProps;
  readonly database: Aurora;
  readonly databaseUser: DatabaseUser;
  readonly services: LoanServices;

  constructor(
    scope: Construct,
    id: string,
    { deployment, settings }: { deployment: Deployment; settings: LoanProcessingSettings },
  ) {
    // LP-71, LP-72, LP-73
    super(scope, id, {
      deployment,
      region: "us-east-1",
      destroyable: settings.destroyable,
      guardrails: [logGroupRetention.with({ minimumDays: 365 })],
    });
    // LP-74
    const variables = declareVariables(this);

    // LP-70
    const keys = (this.keys = new SystemKeys(this, "keys", {
      data: "data and task storage",
      logs: "log groups",
      alerts: "alerts",
      trail: "the audit trail",
    }));
    // LP-60
    const logs = (this.logs = { key: keys.get("logs"), retentionInDays: variables.logRetentionDays });
    const alerts = new AlertTopic(this, "alerts", {
      purpose: "alerts",
      key: keys.get("alerts"),
      emails: variables.alertEmails,
    });
    // LP-01, LP-02, LP-03, LP-04, LP-05
    const network = (this.network = makeNetwork(this, { settings, logs }));

    // LP-40, LP-42
    const accessLogs = new LogBucket(this, "access-logs", { purpose: "logs" });
    // LP-41, LP-42
    const documents = new DocumentBucket(this, "documents", {
      purpose: "documents",
      key: keys.get("data"),
      accessLogs,
    });
    // LP-35, LP-42
    const assets = new StaticBucket(this, "assets", { purpose: "assets", key: keys.get("data"), accessLogs });

    // LP-30, LP-31
    const front = (this.front = new LoadBalancer(this, "front", {
      network,
      certificate: new Certificate(this, "certificate", variables),
      accessLogs,
    }));
    new AliasRecord(this, "front-name", { ...variables, target: front });
    // LP-34
    const waf = apiProtection(this, "waf", { ...variables, purpose: "api", logs, largeBodies: true });
    waf.protect(front);

    const cdnDomain = {
      domainName: variables.assetsDomainName,
      certificateArn: variables.assetsCertificateArn,
    };
    const { requestsPerAddress } = variables;
    // LP-35
    const cdn = new Cdn(this, "cdn", {
      ...cdnDomain,
      purpose: "assets",
      origin: assets,
      webAcl: siteProtection(this, "cdn-waf", { purpose: "cdn", logs, requestsPerAddress }),
      accessLogs,
    });
    this.suppress(
      cdn.distribution,
      "encryption-cdn-viewers",
      "It serves public static files and no account data. Without assets_domain_name and assets_certificate_arn CloudFront's own certificate fixes the lowest TLS version at 1.0; with them it is 1.2.",
    );
    new CdnRecord(this, "cdn-name", { ...cdnDomain, hostedZoneId: variables.hostedZoneId, target: cdn });

    // LP-20, LP-21
    const database = (this.database = new Aurora(this, "database", {
      purpose: "loans",
      network,
      tier: "private",
      engine: "aurora-postgresql",
      engineVersion: "16",
      capacity: serverless(0.5, 1),
      instances: { writer: { az: "a", promotionTier: 0 }, reader: { az: "b", promotionTier: 1 } },
      databaseName: "loans",
      key: keys.get("data"),
      logs,
      backupRetentionDays: variables.backupRetentionDays,
    }));
    // LP-21
    const backup = new BackupPlan(this, "backup", {
      purpose: "loans",
      clusters: [database],
      tables: [],
      key: keys.get("data"),
      retentionDays: variables.backupRetentionDays,
    });
    // LP-22, LP-23
    const databaseUser = (this.databaseUser = new DatabaseUser(this, "database-user", {
      database,
      network,
      user: "loan_api",
      grants: { public: { privileges: ["USAGE", "CREATE"] } },
      key: keys.get("data"),
      logs,
    }));

    const services = (this.services = makeServices(this, {
      settings,
      variables,
      network,
      front,
      keys,
      logs,
      alerts,
      database,
      databaseUser,
    }));
    // LP-06, LP-22
    for (const { securityGroup, task } of Object.values(services.usingDatabase)) {
      database.allowFrom(securityGroup);
      databaseUser.grantConnect(task.taskRole);
    }
    documents.grantReadWrite(services.loanApi.task.taskRole);

    // LP-64
    const trail = new AuditTrail(this, "trail", {
      key: keys.get("trail"),
      logs,
      accessLogs,
      objectEventsOf: [documents],
    });
    // LP-62, LP-63
    const dashboard = createMonitoring(this, {
      settings,
      variables,
      alerts,
      front,
      waf,
      database,
      backup,
      services,
    });
    // LP-74
    declareOutputs(this, {
      network,
      front,
      cdn,
      database,
      databaseUser,
      backup,
      services,
      accessLogs,
      documents,
      assets,
      alerts,
      trail,
      dashboard,
    });
  }
}
