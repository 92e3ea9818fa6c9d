import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import { type Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { Role } from "../identity/role";
import { LogGroup, type LogProps } from "../observability/log-group";

export interface FlowLogsProps {
  readonly vpc: Vpc;
  readonly logs: LogProps;
}

/** All traffic of a VPC, accepted and rejected, into an encrypted log group (PCI DSS 4.0 10.2.1). */
export class FlowLogs extends Construct {
  constructor(scope: Construct, id: string, { vpc, logs }: FlowLogsProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const group = new LogGroup(this, "log", {
      ...logs,
      name: `/aws/vpc/${stack.nameFor(this, "log", "flow")}`,
    });
    const role = new Role(this, "role", {
      purpose: "flow-logs",
      description: "Writes the VPC's flow logs",
      assumedBy: "vpc-flow-logs.amazonaws.com",
    });
    group.grantWrite(role);
    role.grant({
      sid: "FindLogStreams",
      actions: ["logs:DescribeLogStreams"],
      resources: [group.streams],
    });
    new FlowLog(this, "this", {
      vpcId: vpc.id,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      tags: { Name: stack.nameFor(this, "flow-log") },
      dependsOn: role.ready,
    });
  }
}
