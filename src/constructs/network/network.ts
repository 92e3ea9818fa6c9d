import { type DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { type Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { type Role } from "../identity/role";
import { Endpoints } from "./endpoints/endpoints";
import { type ExistingNetworkProps, lookUpVpc } from "./existing-vpc";
import { makeVpc, type NetworkProps } from "./vpc";
import { type NetworkParts } from "./network-attributes";
import { type AzKey, type Tier } from "./plan";
import { type SecurityGroup } from "./security-group";
import { EgressGate } from "./egress-gate";

export { type NetworkProps };

/**
 * A VPC over several availability zones: subnets by tier, routes, NAT gateways, network ACLs,
 * an empty default security group and flow logs. Subnets have stable keys (tier and AZ), so that a
 * further AZ changes nothing that is there.
 *
 * With `vpcId` and `subnetIds` it uses an existing VPC: it then creates none of these, and the VPC's owner manages them.
 */
export class Network extends Construct {
  private readonly parts: NetworkParts;
  private readonly endpoints: Endpoints | undefined;
  /** Undefined in an existing VPC: its owner manages the egress. */
  private readonly egressGate: EgressGate | undefined;

  constructor(scope: Construct, id: string, props: NetworkProps | ExistingNetworkProps) {
    super(scope, id);
    if ("vpcId" in props) {
      this.parts = lookUpVpc(this, props);
      return;
    }
    const { privateTableIds: routeTableIds } = (this.parts = makeVpc(this, props));
    if (props.endpoints !== undefined) {
      this.endpoints = new Endpoints(this, "endpoints", {
        network: this,
        services: props.endpoints,
        routeTableIds,
      });
    }
    this.egressGate = new EgressGate(this, "way-out", () => [
      ...this.parts.egressDependencies,
      ...(this.endpoints?.ready ?? []),
    ]);
  }

  get vpc(): Vpc | DataAwsVpc {
    return this.parts.vpc;
  }

  /** The ids of a tier's subnets, in the order of their AZs. */
  subnetIds(tier: Tier): string[] {
    const { subnets } = this.parts;
    const ofTier = subnets.get(tier);
    if (ofTier === undefined)
      throw ConfigurationError.at(
        this,
        `it has no ${tier} subnets; its tiers are ${[...subnets.keys()].join(", ")}`,
      );
    return [...ofTier.values()].map(({ id }) => id);
  }

  /** The name of an availability zone, if the network has a subnet of the tier in it. */
  zoneOf(tier: Tier, az: AzKey): string | undefined {
    return this.parts.subnets.get(tier)?.get(az)?.zone;
  }

  /** Resources that must exist before a resource faces the internet, or is reached from it. */
  get internetAccess(): ITerraformDependable[] {
    return [...this.parts.internetAccess];
  }

  /** Resources that must exist before a resource in a private subnet calls AWS: routes, NAT gateways, ACLs, endpoints. */
  get egressDependencies(): ITerraformDependable[] {
    return this.egressGate === undefined ? [] : [this.egressGate];
  }

  /**
   * Lets what is in a security group call AWS's APIs as some roles: through the endpoints where there
   * are any, else over HTTPS to the internet.
   */
  openAwsApis(securityGroup: SecurityGroup, roles: readonly Role[]): void {
    if (this.endpoints === undefined) securityGroup.allowHttpsToInternet();
    else this.endpoints.admit(securityGroup, roles);
  }
}
