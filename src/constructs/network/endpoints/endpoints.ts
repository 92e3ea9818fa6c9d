import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { type Statement } from "../../identity/policy-document";
import { type Role } from "../../identity/role";
import { type Network } from "../network";
import { SecurityGroup } from "../security-group";
import { type EndpointService, type GatewayService, type InterfaceService, takesPolicy } from "./catalogue";
import { Endpoint, type EndpointProps } from "./endpoint";

/** What there are endpoints of. */
export interface EndpointServices {
  /** Reached by a route of the private subnets; without cost. */
  readonly gateway: readonly GatewayService[];
  /** Reached by an address in each private subnet, under the service's own name. */
  readonly interface: readonly InterfaceService[];
}

export interface EndpointsProps {
  readonly network: Network;
  readonly services: EndpointServices;
  /** Route tables of the subnets that reach the gateways. */
  readonly routeTableIds: readonly string[];
}

/**
 * VPC endpoints in place of a way out: AWS's APIs are reached inside the VPC. Nobody is admitted but
 * by `admit`: the security group of the interfaces starts closed, and so does each policy.
 */
export class Endpoints extends Construct {
  readonly securityGroup: SecurityGroup;
  private readonly endpoints = new Map<EndpointService, Endpoint>();
  private closed?: SecurityGroup;
  private readonly gateways: ReadonlySet<EndpointService>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: EndpointsProps,
  ) {
    super(scope, id);
    const { network, services } = props;
    this.gateways = new Set(services.gateway);
    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose: "endpoints" });
    for (const service of services.gateway) {
      this.make(service, { vpcEndpointType: "Gateway", routeTableIds: [...props.routeTableIds] });
    }
    for (const service of services.interface) {
      this.make(service, {
        vpcEndpointType: "Interface",
        subnetIds: network.subnetIds("private"),
        securityGroupIds: [takesPolicy(service) ? this.securityGroup.id : this.closedGroup().id],
        privateDnsEnabled: true,
      });
    }
  }

  /** Resources that must exist before a client in the VPC calls AWS: the endpoints and their security group rules. */
  get ready(): ITerraformDependable[] {
    return [...[...this.endpoints.values()].map(({ endpoint }) => endpoint), ...this.securityGroup.edges];
  }

  /**
   * Lets what is in a security group call AWS as some roles: the edges to the endpoints, and in each
   * endpoint's policy what the roles may do there, now and by later grants.
   */
  admit(securityGroup: SecurityGroup, roles: readonly Role[]): void {
    this.securityGroup.allowFrom(securityGroup, 443);
    for (const role of roles) {
      role.onGrant((statement) => {
        this.admitStatement(securityGroup, role, statement);
      });
    }
  }

  private admitStatement(securityGroup: SecurityGroup, role: Role, statement: Statement): void {
    // With the role, but not from inside the VPC.
    if (statement.usedBy === "aws" || isViaAnotherService(statement)) return;
    for (const [service, endpoint] of this.endpoints) {
      if (endpoint.admitRole(role, statement)) this.openGateway(securityGroup, service);
    }
    if (statement.actions.includes("ecr:GetDownloadUrlForLayer")) {
      this.endpoints.get("s3")?.admitImageLayers();
      this.openGateway(securityGroup, "s3");
    }
  }

  /** A gateway has no security group: its addresses are those of a prefix list. */
  private openGateway(securityGroup: SecurityGroup, service: EndpointService): void {
    const endpoint = this.endpoints.get(service)?.endpoint;
    const id = `443-to-${service}`;
    if (endpoint === undefined || !this.gateways.has(service)) return;
    if (securityGroup.node.tryFindChild(id) !== undefined) return;
    new VpcSecurityGroupEgressRule(securityGroup, id, {
      securityGroupId: securityGroup.id,
      prefixListId: endpoint.prefixListId,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: `${securityGroup.purpose} to ${service}`,
    });
  }

  /** The security group of endpoints without a policy that no client uses: it admits no traffic. */
  private closedGroup(): SecurityGroup {
    return (this.closed ??= new SecurityGroup(this, "closed-sg", {
      network: this.props.network,
      purpose: "endpoints-closed",
    }));
  }

  private make(service: EndpointService, way: Omit<EndpointProps["way"], "vpcId">): void {
    const endpoint = new Endpoint(this, service.replace(".", "-"), {
      service,
      way: { vpcId: this.props.network.vpc.id, ...way },
    });
    this.endpoints.set(service, endpoint);
  }
}

/** KMS for a secret, a bucket, a stream, Glue for Athena: the service calls it, not its client. */
function isViaAnotherService({ conditions = [] }: Statement): boolean {
  return conditions.some(({ variable }) => ["kms:ViaService", "aws:CalledVia"].includes(variable));
}
