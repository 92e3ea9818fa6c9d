import { type SystemStack } from "../../core/system-stack";
import { Network } from "../../constructs/network/network";
import { type LogProps } from "../../constructs/observability/log-group";
import { PORT } from "./services";
import { type LoanProcessingSettings } from "./settings";
import { existingVpcVariables } from "./variables/existing-vpc";

/** Where the system lives: a VPC of its own, or one that is there, with what its owner put into it. */
export function makeNetwork(
  stack: SystemStack,
  { settings, logs }: { readonly settings: LoanProcessingSettings; readonly logs: LogProps },
): Network {
  const { azs, existingVpc } = settings;
  if (existingVpc) return new Network(stack, "network", { azs, ...existingVpcVariables(stack, azs) });
  return new Network(stack, "network", {
    cidr: settings.vpcCidr,
    azs,
    tiers: ["public", "private"],
    natGateways: "one-per-az",
    admits: { private: { services: PORT, postgresql: 5432 } },
    flowLogs: logs,
  });
}
