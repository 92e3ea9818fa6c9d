import { type SystemStack } from "../../core/system-stack";
import { Cluster } from "../../constructs/compute/cluster";
import { FargateService } from "../../constructs/compute/fargate-service";
import { Repository } from "../../constructs/compute/repository";
import { ServiceDiscovery } from "../../constructs/compute/service-discovery";
import { type Aurora } from "../../constructs/database/aurora";
import { type LoadBalancer } from "../../constructs/edge/load-balancer";
import { type SystemKeys } from "../../constructs/encryption/system-keys";
import { type Network } from "../../constructs/network/network";
import { type LogProps } from "../../constructs/observability/log-group";
import { PORT } from "./ports";
import { type AnalyticsPlatformSettings } from "./settings";
import { type AnalyticsVariables } from "./variables";

export interface ServicesProps {
  readonly settings: AnalyticsPlatformSettings;
  readonly variables: AnalyticsVariables;
  readonly network: Network;
  readonly front: LoadBalancer;
  readonly keys: SystemKeys<"data" | "database" | "logs" | "alerts">;
  readonly logs: LogProps;
  readonly database: Aurora;
}

export type AnalyticsServices = ReturnType<typeof makeServices>;

/** What takes market data, what computes analytics of it, and what shows them: on Spot alone. */
export function makeServices(stack: SystemStack, props: ServicesProps) {
  const { settings, variables, network, front, keys, logs, database } = props;
  const cluster = new Cluster(stack, "cluster", {
    logs,
    storageKey: keys.get("data"),
    capacityProviders: ["spot"],
  });
  const discovery = new ServiceDiscovery(stack, "discovery", { network });
  const imagesOf = (purpose: string) =>
    new Repository(stack, `${purpose}-images`, { purpose, key: keys.get("data") });
  const repositories = {
    ingestion: imagesOf("ingestion"),
    processing: imagesOf("processing"),
    dashboards: imagesOf("dashboards"),
  };
  const shared = {
    cluster,
    network,
    discovery,
    logs,
    port: PORT,
    healthCheckPath: "/",
    desiredCount: settings.azs,
    capacity: { fargate: 0, spot: 1 },
    scaling: scalingOf(settings),
  };
  const databaseEnvironment = {
    DATABASE_HOST: database.endpoint,
    DATABASE_NAME: database.databaseName,
    DATABASE_PORT: String(database.port),
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
  const ingestion = new FargateService(stack, "ingestion", {
    ...shared,
    image: repositories.ingestion.imageOf(variables.ingestionImageTag),
    repository: repositories.ingestion,
    size: settings.ingestionSize,
    route: routes.ingestion,
  });
  const processing = new FargateService(stack, "processing", {
    ...shared,
    image: repositories.processing.imageOf(variables.processingImageTag),
    repository: repositories.processing,
    size: settings.processingSize,
    environment: { ...databaseEnvironment, DATABASE_USER: "analytics" },
  });
  const dashboards = new FargateService(stack, "dashboards", {
    ...shared,
    image: repositories.dashboards.imageOf(variables.dashboardsImageTag),
    repository: repositories.dashboards,
    size: settings.dashboardsSize,
    environment: {
      ...databaseEnvironment,
      PROCESSING_URL: `http://${discovery.hostOf("processing")}:${PORT}`,
    },
    route: routes.dashboards,
  });
  dashboards.mayCall(processing);
  return { cluster, discovery, repositories, routes, ingestion, processing, dashboards };
}

function scalingOf(settings: AnalyticsPlatformSettings) {
  return {
    minimum: settings.azs,
    maximum: settings.maximumTasks,
    policies: {
      cpu: { kind: "target-tracking", metric: "cpu", percent: 60 },
      memory: { kind: "target-tracking", metric: "memory", percent: 70 },
    },
  } as const;
}
