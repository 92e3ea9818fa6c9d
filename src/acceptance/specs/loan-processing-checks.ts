import { auditTrail } from "../checks/audit";
import { loggedBucket, privateBucket } from "../checks/buckets";
import { discoverable, functionsInVpc, imageRepositories, scaling } from "../checks/compute";
import { databaseChecks } from "../checks/database";
import { distributionChecks } from "../checks/delivery";
import { monitoringChecks } from "../checks/monitoring";
import { API_RULES, balancerWebAcl, distributionWebAcl } from "../checks/protection";
import { databaseUsers } from "../checks/roles";
import { scheduleChecks } from "../checks/schedule";
import { type Check } from "../acceptance-spec";

const SERVICES = ["loan_api_service_name", "credit_decision_service_name"];
const RULE = "reassessment_rule_name";
const A_YEAR = 31_536_000;
const A_DAY = 86_400;

/** The outputs with image repositories. */
export const REPOSITORIES = [
  "loan_api_repository_url",
  "credit_decision_repository_url",
  "reassessment_repository_url",
];
const DATA_BUCKETS = ["documents_bucket", "assets_bucket", "audit_trail_bucket"];
/** The outputs with buckets. */
export const BUCKETS = ["access_logs_bucket", ...DATA_BUCKETS];

/** What loan-processing is, beside its network, its first service and its state. */
export const loanProcessingChecks: readonly Check[] = [
  privateBucket("access_logs_bucket", "AES256"),
  ...DATA_BUCKETS.flatMap((output) => [privateBucket(output, "aws:kms"), loggedBucket(output)]),
  ...databaseChecks({
    endpoint: "database_endpoint",
    engine: "aurora-postgresql",
    majorVersion: "16",
    capacity: [0.5, 1],
    instances: 2,
    logs: ["postgresql"],
    backupDays: ["backup_retention_days", 7],
    parameters: { "rds.force_ssl": "1", ssl_min_protocol_version: "TLSv1.2" },
    admits: ["loan-api", "credit-decision", "reassessment", "database-user-loan-api"].map(
      (name) => `security-group-${name}`,
    ),
  }),
  databaseUsers({ endpoint: "database_endpoint", user: "database_user", services: SERVICES, rules: [RULE] }),
  balancerWebAcl(API_RULES),
  distributionWebAcl("cdn_domain_name", {
    rules: { core: 20, "known-bad-inputs": 40, "ip-reputation": 60, anonymous: 65, "rate-limit": 70 },
    redacted: API_RULES.redacted,
  }),
  ...distributionChecks({
    domainName: "cdn_domain_name",
    bucket: "assets_bucket",
    logBucket: "access_logs_bucket",
    certificate: "assets_certificate_arn",
    lifetimes: {
      "/assets/*": [A_YEAR, A_YEAR],
      "/static/*": [A_YEAR, A_YEAR],
      "*.html": [0, 300],
      "*": [0, A_DAY],
    },
    errorPage: "/404.html",
  }),
  discoverable(SERVICES),
  imageRepositories(REPOSITORIES),
  ...SERVICES.map((service) =>
    scaling({
      service,
      tasks: [3, 12],
      targets: { ECSServiceAverageCPUUtilization: 60, ECSServiceAverageMemoryUtilization: 70 },
      floors: { "cron(0 7 ? * MON-FRI *)": 6, "cron(0 20 ? * MON-FRI *)": 3 },
    }),
  ),
  functionsInVpc(1),
  ...scheduleChecks(RULE, "cron(0 6 * * ? *)", "alert_topic_arn"),
  ...monitoringChecks({
    topic: "alert_topic_arn",
    thresholds: {
      "front-5xx": 5,
      "front-latency": 1,
      "front-loan-api-unhealthy": 1,
      "loan-api-cpu": 85,
      "loan-api-running": 3,
      "credit-decision-memory": 85,
      "database-cpu": 80,
      "database-capacity": 90,
      "database-connections": 150,
      "database-replica-lag": 1000,
      "reassessment-dead-letters": 0,
      "waf-blocked": 500,
    },
    kpis: {
      ApplicationsSubmitted: "loan_api_service_name",
      ApplicationsApproved: "credit_decision_service_name",
      ApplicationsDeclined: "credit_decision_service_name",
      DecisionLatency: "credit_decision_service_name",
    },
    dashboard: "dashboard_name",
    shows: ["AWS/ApplicationELB", "AWS/WAFV2", "AWS/ECS", "ECS/ContainerInsights", "AWS/RDS", "AWS/SQS"],
  }),
  auditTrail({ trail: "audit_trail_arn", bucket: "audit_trail_bucket", objectsOf: ["documents_bucket"] }),
];
