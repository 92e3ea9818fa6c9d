import { type SystemStack } from "../../core/system-stack";
import { Cluster } from "../../constructs/compute/cluster";
import { FargateService } from "../../constructs/compute/fargate-service";
import { ServiceDiscovery } from "../../constructs/compute/service-discovery";
import { type Aurora } from "../../constructs/database/aurora";
import { type DatabaseUser } from "../../constructs/database/aurora-user";
import { type LoadBalancer } from "../../constructs/edge/load-balancer";
import { type SystemKeys } from "../../constructs/encryption/system-keys";
import { ScheduledTask } from "../../constructs/events/scheduled-task";
import { type Network } from "../../constructs/network/network";
import { type AlertTopic } from "../../constructs/observability/alert-topic";
import { type LogProps } from "../../constructs/observability/log-group";
import { databaseEnvironment, repositoriesOf, scalingByLoad } from "../common/services";
import { type LoanProcessingSettings } from "./settings";
import { type LoanProcessingVariables } from "./variables";

/** Where the services listen. */
export const PORT = 8080;

/** Seconds that an applicant stays with the task that holds the unfinished application. */
const STICKY_SECONDS = 1800;

export interface ServicesProps {
  readonly settings: LoanProcessingSettings;
  readonly variables: LoanProcessingVariables;
  readonly network: Network;
  readonly front: LoadBalancer;
  readonly keys: SystemKeys<"data" | "logs" | "alerts" | "trail">;
  readonly logs: LogProps;
  readonly alerts: AlertTopic;
  readonly database: Aurora;
  readonly databaseUser: DatabaseUser;
}

export type LoanServices = ReturnType<typeof makeServices>;

/** The two services of the loan API and the nightly job, what they are built from and who may call whom. */
export function makeServices(stack: SystemStack, props: ServicesProps) {
  const { settings, variables, network, front, keys, logs, alerts, database, databaseUser } = props;
  // LP-10
  const cluster = new Cluster(stack, "cluster", { logs, storageKey: keys.get("data") });
  // LP-14
  const discovery = new ServiceDiscovery(stack, "discovery", { network });
  const environment = { ...databaseEnvironment(database), DATABASE_USER: databaseUser.user };
  const shared = {
    cluster,
    network,
    discovery,
    logs,
    port: PORT,
    healthCheckPath: "/",
    desiredCount: settings.azs,
    capacity: { fargate: 4, spot: 1 },
    scaling: scalingOf(settings),
    // No task starts before the user that it signs in as is made.
    dependsOn: databaseUser.ready,
  };

  // LP-32, LP-33
  const routes = {
    loanApi: front.route("loan-api", {
      paths: ["/loans", "/loans/*"],
      priority: 100,
      healthCheckPath: "/",
      stickySeconds: STICKY_SECONDS,
    }),
    creditDecision: front.route("credit-decision", {
      paths: ["/decisions", "/decisions/*"],
      priority: 200,
      healthCheckPath: "/",
    }),
  };
  // LP-17
  const repositories = repositoriesOf(stack, keys.get("data"), {
    loanApi: "loan-api",
    creditDecision: "credit-decision",
    reassessment: "reassessment",
  });
  // LP-11, LP-12, LP-13, LP-15, LP-17, LP-60
  const loanApi = new FargateService(stack, "loan-api", {
    ...shared,
    image: variables.loanApiImage,
    repository: repositories.loanApi,
    size: settings.loanApiSize,
    environment: {
      ...environment,
      CREDIT_DECISION_URL: `http://${discovery.hostOf("credit-decision")}:${PORT}`,
    },
    route: routes.loanApi,
  });
  // LP-11, LP-12, LP-13, LP-15, LP-17, LP-60
  const creditDecision = new FargateService(stack, "credit-decision", {
    ...shared,
    image: variables.creditDecisionImage,
    repository: repositories.creditDecision,
    size: settings.creditDecisionSize,
    environment,
    route: routes.creditDecision,
  });
  // LP-06, LP-14
  loanApi.allowCallsTo(creditDecision);
  // LP-50, LP-51
  const reassessment = new ScheduledTask(stack, "reassessment", {
    cluster,
    network,
    logs,
    image: variables.reassessmentImage,
    repository: repositories.reassessment,
    size: settings.reassessmentSize,
    environment,
    schedule: settings.reassessmentSchedule,
    capacity: { fargate: 0, spot: 1 },
    queueKey: keys.get("data"),
    topic: alerts,
    dependsOn: databaseUser.ready,
  });
  return {
    cluster,
    discovery,
    repositories,
    routes,
    loanApi,
    creditDecision,
    reassessment,
    usingDatabase: { loanApi, creditDecision, reassessment },
  };
}

/** By load within limits that follow the clock: more at the least while applicants are awake. */
function scalingOf(settings: LoanProcessingSettings) {
  return {
    ...scalingByLoad(settings),
    // LP-16
    schedule: {
      timezone: "America/New_York",
      floors: {
        "business-hours": { at: "cron(0 7 ? * MON-FRI *)", minimum: settings.businessHoursTasks },
        night: { at: "cron(0 20 ? * MON-FRI *)", minimum: settings.azs },
      },
    },
  } as const;
}
