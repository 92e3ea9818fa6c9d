import { flowLogs, leavesNowhere, securityGroups, subnets } from "../checks/network";
import { capacity, image, listeners, logGroups, path } from "../checks/services";
import { stateStored, stateVersions } from "../checks/state";
import { type Subject } from "../acceptance-spec";
import { filledBuckets, filledRepositories, filledVault } from "../checks/seed-data";
import { analyticsPlatformChecks, BUCKETS, REPOSITORIES } from "./analytics-platform-checks";
import { ownDomain } from "./own-domain";

const SYSTEM = "analytics-platform";
const INGESTION = "ingestion_service_name";
const DASHBOARDS = "dashboards_service_name";

/** What holds after an update as before. */
const serving = [
  path("/events/*", INGESTION),
  path("/dashboards/*", DASHBOARDS),
  image(INGESTION, "ingestion_image_tag"),
  logGroups(30),
] as const;

/** With a domain of its own: ACM issues its certificate, proven in the zone. */
export const analyticsPlatform: Subject = {
  system: SYSTEM,
  region: "us-east-2",
  prepare: ({ route53 }) => ownDomain(route53, "analytics.example.com"),
  checks: [
    subnets,
    leavesNowhere,
    securityGroups("ingestion"),
    flowLogs,
    listeners,
    ...serving,
    ...[INGESTION, "processing_service_name", DASHBOARDS].map((output) =>
      capacity(output, { FARGATE_SPOT: 1 }),
    ),
    ...analyticsPlatformChecks,
    stateStored(SYSTEM),
  ],
  update: {
    variables: { ingestion_image_tag: "1.0.1", database_connections_alarm: 200 },
    changes: {
      // A task definition is a revision: a new one replaces it, and the service takes that in place.
      "aws_ecs_task_definition.ingestion_task": ["create", "delete"],
      "aws_ecs_service.ingestion": ["update"],
      "aws_cloudwatch_metric_alarm.database_alarms_connections": ["update"],
    },
    checks: [...serving, stateVersions(SYSTEM)],
  },
  use: [
    filledBuckets(BUCKETS),
    filledRepositories(REPOSITORIES),
    filledVault("backup_vault_arn", "database_endpoint"),
  ],
};
