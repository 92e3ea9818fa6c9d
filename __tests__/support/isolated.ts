import { FargateService } from "../../src/constructs/compute/fargate-service";
import { Repository } from "../../src/constructs/compute/repository";
import { Aurora } from "../../src/constructs/database/aurora";
import { serverless } from "../../src/constructs/database/aurora-capacity";
import { NodeFunction } from "../../src/constructs/functions/node-function";
import { type EndpointServices } from "../../src/constructs/network/endpoints/endpoints";
import { type SystemStack } from "../../src/core/system-stack";
import { platformIn } from "./parts";

const SERVICES: EndpointServices = {
  gateway: ["s3", "dynamodb"],
  interface: ["ecr.api", "ecr.dkr", "logs", "kinesis-streams", "kms", "sts"],
};

/** A service and a function in subnets without a way out: AWS is reached through endpoints. */
export function isolated(stack: SystemStack): void {
  const { key, logs, network, cluster, front } = platformIn(stack, {
    natGateways: "none",
    endpoints: SERVICES,
  });
  const service = new FargateService(stack, "ingest", {
    cluster,
    network,
    logs,
    image: "123456789012.dkr.ecr.us-east-1.amazonaws.com/repository-ingest-dev:1",
    repository: new Repository(stack, "ingest-images", { purpose: "ingest", key }),
    size: { cpu: 2048, memory: 4096 },
    port: 8080,
    healthCheckPath: "/",
    desiredCount: 3,
    capacity: { fargate: 0, spot: 1 },
    route: front.route("ingest", { paths: ["/ingest"], priority: 1, healthCheckPath: "/" }),
  });
  service.task.taskRole.grant({
    sid: "Put",
    actions: ["kinesis:PutRecords"],
    resources: ["arn:aws:kinesis:us-east-1:123456789012:stream/ticks"],
  });
  const database = new Aurora(stack, "database", {
    purpose: "ticks",
    network,
    tier: "private",
    engine: "aurora-postgresql",
    engineVersion: "16",
    capacity: serverless(0.5, 1),
    instances: { writer: { az: "a", promotionTier: 0 }, reader: { az: "b", promotionTier: 1 } },
    databaseName: "ticks",
    key,
    logs,
    backupRetentionDays: 35,
  });
  database.allowFrom(service.securityGroup);
  database.grantConnect(service.task.taskRole, "ticks");
  const reader = new NodeFunction(stack, "reader", {
    purpose: "reader",
    description: "Reads",
    entry: "src/handlers/database-user/index.ts",
    network,
    key,
    logs,
  });
  reader.role.grant({
    sid: "Read",
    actions: ["s3:GetObject"],
    resources: ["arn:aws:s3:::bucket-raw-dev/*"],
  });
}
