import { type SystemStack } from "../../core/system-stack";
import { Cluster } from "../../constructs/compute/cluster";
import { FargateService } from "../../constructs/compute/fargate-service";
import { ServiceDiscovery } from "../../constructs/compute/service-discovery";
import { type LoadBalancer } from "../../constructs/edge/load-balancer";
import { type SystemKeys } from "../../constructs/encryption/system-keys";
import { type Network } from "../../constructs/network/network";
import { type LogProps } from "../../constructs/observability/log-group";
import { databaseEnvironment, repositoriesOf, scalingByLoad } from "../common/services";
import { type AnalyticsDatabase } from "./database";
import { type Lake } from "./lake";
import { PORT } from "./ports";
import { type AnalyticsPlatformSettings } from "./settings";
import { type Streaming } from "./streaming";
import { type AnalyticsVariables } from "./variables";

export interface ServicesProps {
  readonly settings: AnalyticsPlatformSettings;
  readonly variables: AnalyticsVariables;
  readonly network: Network;
  readonly front: LoadBalancer;
  readonly keys: SystemKeys<"data" | "database" | "logs" | "alerts">;
  readonly logs: LogProps;
  readonly database: AnalyticsDatabase;
  readonly streaming: Streaming;
  readonly lake: Lake;
}

export type AnalyticsServices = ReturnType<typeof makeServices>;

/** What takes market data, what computes analytics of it, and what shows them: on Spot alone (FA-10). */
export function makeServices(stack: SystemStack, props: ServicesProps) {
  const { settings, variables, network, front, keys, logs, streaming, lake } = props;
  const { database, user, dashboardsSecret } = props.database;
  // FA-10
  const cluster = new Cluster(stack, "cluster", {
    logs,
    storageKey: keys.get("data"),
    capacityProviders: ["spot"],
  });
  const discovery = new ServiceDiscovery(stack, "discovery", { network });
  const repositories = repositoriesOf(stack, keys.get("data"), {
    ingestion: "ingestion",
    processing: "processing",
    dashboards: "dashboards",
  });
  const shared = {
    cluster,
    network,
    discovery,
    logs,
    port: PORT,
    healthCheckPath: "/",
    desiredCount: settings.azs,
    capacity: { fargate: 0, spot: 1 },
    scaling: scalingByLoad(settings),
  };
  const routes = {
    ingestion: front.route("ingestion", {
      paths: ["/events", "/events/*"],
      priority: 100,
      healthCheckPath: "/",
    }),
    dashboards: front.route("dashboards", {
      paths: ["/dashboards", "/dashboards/*"],
      priority: 200,
      healthCheckPath: "/",
    }),
  };

  // FA-10, FA-12, FA-31
  const ingestion = new FargateService(stack, "ingestion", {
    ...shared,
    image: repositories.ingestion.imageOf(variables.ingestionImageTag),
    repository: repositories.ingestion,
    size: settings.ingestionSize,
    environment: { STREAM_NAME: streaming.stream.name },
    route: routes.ingestion,
  });
  streaming.stream.grantWrite(ingestion.task.taskRole);

  // FA-10, FA-12, FA-31
  const processing = new FargateService(stack, "processing", {
    ...shared,
    image: repositories.processing.imageOf(variables.processingImageTag),
    repository: repositories.processing,
    size: settings.processingSize,
    environment: {
      ...databaseEnvironment(database),
      DATABASE_USER: user.user,
      EVENTS_TABLE: streaming.consumer.records.name,
    },
    // No task starts before the user that it signs in as is made.
    dependsOn: user.ready,
  });
  streaming.consumer.records.grantRead(processing.task.taskRole);
  database.allowFrom(processing.securityGroup);
  user.grantConnect(processing.task.taskRole);

  // FA-10, FA-12, FA-31
  const dashboards = new FargateService(stack, "dashboards", {
    ...shared,
    image: repositories.dashboards.imageOf(variables.dashboardsImageTag),
    repository: repositories.dashboards,
    size: settings.dashboardsSize,
    environment: {
      ...databaseEnvironment(database),
      // Read by the code at each connection: what ECS puts into a container is as old as the task.
      DATABASE_SECRET_ARN: dashboardsSecret.arn,
      PROCESSING_URL: `http://${discovery.hostOf("processing")}:${PORT}`,
      ATHENA_WORK_GROUP: lake.queries.name,
      ATHENA_DATABASE: lake.catalog.name,
    },
    route: routes.dashboards,
    dependsOn: dashboardsSecret.ready,
  });
  database.allowFrom(dashboards.securityGroup);
  dashboardsSecret.grantRead(dashboards.task.taskRole);
  lake.queries.grantQuery(dashboards.task.taskRole, [lake.tables.marketEvents, lake.tables.rawMarketEvents]);
  dashboards.allowCallsTo(processing);
  return { cluster, discovery, repositories, routes, ingestion, processing, dashboards };
}
