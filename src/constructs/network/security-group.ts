import { SecurityGroup as AwsSecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Network } from "./network";

const ANYWHERE = "0.0.0.0/0";

export interface SecurityGroupProps {
  readonly network: Pick<Network, "vpc">;
  /** Names the group (`sg-{purpose}-{suffix}`) and the rules of those that talk to it. */
  readonly purpose: string;
}

/** A security group that starts closed, both ways. Each edge is a rule resource of its own. */
export class SecurityGroup extends Construct {
  readonly group: AwsSecurityGroup;
  readonly purpose: string;

  constructor(scope: Construct, id: string, { network, purpose }: SecurityGroupProps) {
    super(scope, id);
    this.purpose = purpose;
    this.group = new AwsSecurityGroup(this, "this", {
      name: SystemStack.of(this).nameFor(this, "security-group", purpose),
      // Never to be changed: another description replaces the group, which its users hold.
      description: `Traffic of ${purpose}`,
      vpcId: network.vpc.id,
      revokeRulesOnDelete: true,
      tags: { Name: SystemStack.of(this).nameFor(this, "security-group", purpose) },
      lifecycle: { createBeforeDestroy: true },
    });
  }

  get id(): string {
    return this.group.id;
  }

  /** Its rules so far, without the rules of the other security groups. */
  get edges(): TerraformResource[] {
    return this.node.children
      .filter((child) => child !== this.group)
      .filter((child) => TerraformResource.isTerraformResource(child));
  }

  /** Lets the members of another group open TCP connections to members of this one: both ends of the edge. */
  allowFrom(source: SecurityGroup, port: number): void {
    new VpcSecurityGroupIngressRule(this, `${port}-from-${source.purpose}`, {
      securityGroupId: this.group.id,
      referencedSecurityGroupId: source.group.id,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: `${source.purpose} to ${this.purpose}`,
    });
    new VpcSecurityGroupEgressRule(source, `${port}-to-${this.purpose}`, {
      securityGroupId: source.group.id,
      referencedSecurityGroupId: this.group.id,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: `${source.purpose} to ${this.purpose}`,
    });
  }

  /** Admits TCP connections from any address. Only a load balancer's group may. */
  allowFromInternet(port: number): VpcSecurityGroupIngressRule {
    return new VpcSecurityGroupIngressRule(this, `${port}-from-internet`, {
      securityGroupId: this.group.id,
      cidrIpv4: ANYWHERE,
      ipProtocol: "tcp",
      fromPort: port,
      toPort: port,
      description: `internet to ${this.purpose}`,
    });
  }

  /** Lets members open HTTPS connections to any address, to reach AWS's APIs through a NAT gateway. */
  allowHttpsToInternet(): void {
    new VpcSecurityGroupEgressRule(this, "443-to-internet", {
      securityGroupId: this.group.id,
      cidrIpv4: ANYWHERE,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: `${this.purpose} to AWS APIs over HTTPS`,
    });
  }
}
