import { type SystemStack } from "../../core/system-stack";
import { type BackupPlan } from "../../constructs/backup/backup-plan";
import { type Aurora } from "../../constructs/database/aurora";
import { type LoadBalancer } from "../../constructs/edge/load-balancer";
import { type WebAcl } from "../../constructs/edge/web-acl";
import { type AlertTopic } from "../../constructs/observability/alert-topic";
import { BackupAlarms } from "../../constructs/observability/alarms/backup-alarms";
import { BalancerAlarms } from "../../constructs/observability/alarms/balancer-alarms";
import { DatabaseAlarms } from "../../constructs/observability/alarms/database-alarms";
import { ServiceAlarms } from "../../constructs/observability/alarms/service-alarms";
import { WebAclAlarms } from "../../constructs/observability/alarms/web-acl-alarms";
import { SystemDashboard } from "../../constructs/observability/dashboard/system-dashboard";
import { LoanKpis } from "./kpis";
import { type LoanServices } from "./services";
import { type LoanProcessingSettings } from "./settings";
import { type LoanProcessingVariables } from "./variables";

export interface MonitoringProps {
  readonly settings: LoanProcessingSettings;
  readonly variables: LoanProcessingVariables;
  readonly alerts: AlertTopic;
  readonly front: LoadBalancer;
  readonly waf: WebAcl;
  readonly database: Aurora;
  readonly backup: BackupPlan;
  readonly services: LoanServices;
}

const ABOUT = "# Loan processing\nWhat each alarm means and what to do: docs/systems/loan-processing.md";

/** Alarms of every tier, the KPIs of lending, and the dashboard over both. */
export function createMonitoring(stack: SystemStack, props: MonitoringProps): SystemDashboard {
  const { settings, variables, alerts: topic, front, database, services } = props;
  const { cluster, loanApi, creditDecision, routes, reassessment } = services;
  const webAcl = { metricName: props.waf.metricName, region: stack.region };
  const minimumCount = settings.azs;
  // LP-61
  const kpis = new LoanKpis(stack, "kpis", {
    topic,
    purpose: "loans",
    applications: loanApi.task.log,
    decisions: creditDecision.task.log,
  });
  const sets = [
    new BalancerAlarms(stack, "front-alarms", {
      topic,
      purpose: "front",
      balancer: front,
      targetGroups: { "loan-api": routes.loanApi, "credit-decision": routes.creditDecision },
    }),
    new ServiceAlarms(stack, "loan-api-alarms", {
      topic,
      purpose: "loan-api",
      cluster,
      service: loanApi,
      minimumCount,
    }),
    new ServiceAlarms(stack, "credit-decision-alarms", {
      topic,
      purpose: "credit-decision",
      cluster,
      service: creditDecision,
      minimumCount,
    }),
    new DatabaseAlarms(stack, "database-alarms", {
      topic,
      purpose: "database",
      database,
      connections: variables.databaseConnectionsAlarm,
    }),
    new BackupAlarms(stack, "backup-alarms", { topic, purpose: "backup", vault: props.backup.vault }),
    new WebAclAlarms(stack, "waf-alarms", {
      topic,
      purpose: "waf",
      webAcl,
      blockedRequests: variables.wafBlockedAlarm,
    }),
    kpis,
    reassessment,
  ];
  return new SystemDashboard(stack, "dashboard", {
    purpose: "loans",
    about: ABOUT,
    alarms: sets.flatMap((set) => set.alarms),
    kpis: kpis.shown,
    balancer: front,
    webAcl,
    database,
    services: {
      "loan-api": {
        cluster,
        service: loanApi,
        targetGroup: routes.loanApi.targetGroup,
        log: loanApi.task.log,
      },
      "credit-decision": {
        cluster,
        service: creditDecision,
        targetGroup: routes.creditDecision.targetGroup,
        log: creditDecision.task.log,
      },
    },
    queues: { "reassessment, dead letters": reassessment.deadLetters },
  });
}
