import { type SystemStack } from "../../core/system-stack";
import { type BackupPlan } from "../../constructs/backup/backup-plan";
import { type Aurora } from "../../constructs/database/aurora";
import { type DatabaseUser } from "../../constructs/database/aurora-user";
import { type Cdn } from "../../constructs/edge/cdn";
import { type LoadBalancer } from "../../constructs/edge/load-balancer";
import { type Network } from "../../constructs/network/network";
import { type AlertTopic } from "../../constructs/observability/alert-topic";
import { type AuditTrail } from "../../constructs/observability/audit-trail";
import { type SystemDashboard } from "../../constructs/observability/dashboard/system-dashboard";
import { type Bucket } from "../../constructs/storage/bucket";
import { type LoanServices } from "./services";

export interface OutputsProps {
  readonly network: Network;
  readonly front: LoadBalancer;
  readonly cdn: Cdn;
  readonly database: Aurora;
  readonly databaseUser: DatabaseUser;
  readonly backup: BackupPlan;
  readonly services: LoanServices;
  readonly accessLogs: Bucket;
  readonly documents: Bucket;
  readonly assets: Bucket;
  readonly alerts: AlertTopic;
  readonly trail: AuditTrail;
  readonly dashboard: SystemDashboard;
}

/** What those who connect to the system, or look after it, need to know. */
export function declareOutputs(stack: SystemStack, made: OutputsProps): void {
  const { network, front, cdn, database, services, alerts, trail } = made;
  const { repositories } = services;
  const outputs: Record<string, readonly [value: unknown, description: string]> = {
    vpc_id: [network.vpc.id, "The VPC"],
    private_subnet_ids: [network.subnetIds("private"), "Subnets of the services and the database"],
    alb_dns_name: [front.balancer.dnsName, "Where clients connect, or their domain's alias leads"],
    cdn_domain_name: [cdn.domainName, "Where the static assets are, or their domain's alias leads"],
    cluster_name: [services.cluster.name, "The ECS cluster"],
    loan_api_service_name: [services.loanApi.name, "The ECS service of the loan API"],
    credit_decision_service_name: [services.creditDecision.name, "The ECS service of the credit decisions"],
    loan_api_repository_url: [repositories.loanApi.url, "Where images of the loan API are pushed"],
    credit_decision_repository_url: [
      repositories.creditDecision.url,
      "Where images of the credit decisions are pushed",
    ],
    reassessment_repository_url: [
      repositories.reassessment.url,
      "Where images of the reassessment are pushed",
    ],
    reassessment_rule_name: [
      services.reassessment.rule.name,
      "The EventBridge rule of the nightly reassessment",
    ],
    database_endpoint: [database.endpoint, "The database's writer"],
    database_reader_endpoint: [database.readerEndpoint, "The database's readers"],
    database_name: [database.databaseName, "The database"],
    database_user: [made.databaseUser.user, "The user that services sign in as, with IAM"],
    database_master_secret_arn: [database.masterSecretArn, "Secret of the master user, for administrators"],
    backup_vault_arn: [made.backup.vault.arn, "Vault of the database's recovery points"],
    documents_bucket: [made.documents.name, "Bucket of the applicants' documents"],
    assets_bucket: [made.assets.name, "Bucket of the static assets"],
    access_logs_bucket: [made.accessLogs.name, "Bucket of the access logs"],
    alert_topic_arn: [alerts.arn, "Topic of the alarms"],
    audit_trail_arn: [trail.trail.arn, "The audit trail"],
    audit_trail_bucket: [trail.bucket.name, "Bucket of the audit trail"],
    audit_trail_topic_arn: [trail.topic.arn, "Topic that tells of each file of the audit trail"],
    dashboard_name: [made.dashboard.dashboard.dashboardName, "The CloudWatch dashboard"],
  };
  for (const [name, [value, description]] of Object.entries(outputs))
    stack.output(name, { value, description });
}
