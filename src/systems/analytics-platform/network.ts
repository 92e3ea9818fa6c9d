import { type EndpointServices } from "../../constructs/network/endpoints/endpoints";
import { Network } from "../../constructs/network/network";
import { type LogProps } from "../../constructs/observability/log-group";
import { type SystemStack } from "../../core/system-stack";
import { PORT } from "./ports";
import { type AnalyticsPlatformSettings } from "./settings";

/** Which of AWS's services the system calls (FA-03). There is no other way to reach them. */
const ENDPOINTS: EndpointServices = {
  gateway: ["s3", "dynamodb"],
  interface: [
    "athena",
    "ecr.api",
    "ecr.dkr",
    "ecs",
    "ecs-agent",
    "ecs-telemetry",
    "kinesis-streams",
    "kms",
    "logs",
    "monitoring",
    "secretsmanager",
    "sqs",
    "ssm",
    "ssmmessages",
    "sts",
  ],
};

/** Private subnets without a way out: no NAT gateway, and AWS through endpoints. */
export function makeNetwork(
  stack: SystemStack,
  { settings, logs }: { readonly settings: AnalyticsPlatformSettings; readonly logs: LogProps },
): Network {
  // FA-02, FA-03
  return new Network(stack, "network", {
    cidr: settings.vpcCidr,
    azs: settings.azs,
    tiers: ["public", "private"],
    natGateways: "none",
    endpoints: ENDPOINTS,
    admits: { private: { services: PORT, postgresql: 5432, endpoints: 443 } },
    flowLogs: logs,
  });
}
