import { Eip } from "@cdktf/provider-aws/lib/eip";
import { type InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { type Subnet } from "@cdktf/provider-aws/lib/subnet";
import { type Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type AzKey, type Tier } from "./plan";

/** `one-per-az` survives the loss of an AZ; `single` costs a third; `none` leaves no way out. */
export type NatGateways = "one-per-az" | "single" | "none";

const ANYWHERE = "0.0.0.0/0";

export interface RoutingProps {
  readonly vpc: Vpc;
  readonly subnets: ReadonlyMap<Tier, ReadonlyMap<AzKey, Subnet>>;
  readonly internet: InternetGateway | undefined;
  /** Other than `none`: the subnets have the public tier. */
  readonly natGateways: NatGateways;
}

/**
 * Route tables: one for the public tier, one for each AZ of the private tier (to the NAT gateway of
 * its own AZ), one for the data tier, which has no way out.
 */
export class Routing extends Construct {
  /** The internet gateway and the public tier's route to it. */
  readonly internetAccess: ITerraformDependable[];
  /** The route tables of the private tier. */
  readonly privateTableIds: string[] = [];
  /** Each private subnet's route to a NAT gateway, and what makes it and the gateway's own route hold. */
  readonly egressDependencies: ITerraformDependable[] = [];
  private readonly gateways = new Map<AzKey, NatGateway>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: RoutingProps,
  ) {
    super(scope, id);
    this.internetAccess = this.routePublic();
    this.makeNatGateways();
    for (const [az, subnet] of props.subnets.get("private") ?? []) this.routePrivate(az, subnet);
    const data = props.subnets.get("data");
    if (data !== undefined) this.associate("data", this.table("data"), data);
  }

  private routePublic(): ITerraformDependable[] {
    const { internet, subnets } = this.props;
    const tier = subnets.get("public");
    if (internet === undefined || tier === undefined) return [];
    const table = this.table("public");
    const route = new Route(this, "public.internet", {
      routeTableId: table.id,
      destinationCidrBlock: ANYWHERE,
      gatewayId: internet.id,
    });
    this.associate("public", table, tier);
    return [internet, route];
  }

  private makeNatGateways(): void {
    const { natGateways, subnets } = this.props;
    if (natGateways === "none") return;
    const azs = [...(subnets.get("public") as ReadonlyMap<AzKey, Subnet>)];
    const stack = SystemStack.of(this);
    for (const [az, subnet] of natGateways === "single" ? azs.slice(0, 1) : azs) {
      const address = new Eip(this, `nat-${az}.address`, {
        domain: "vpc",
        tags: { Name: stack.nameFor(this, "eip", `nat-${az}`) },
        dependsOn: this.internetAccess,
      });
      const gateway = new NatGateway(this, `nat-${az}`, {
        allocationId: address.id,
        subnetId: subnet.id,
        tags: { Name: stack.nameFor(this, "nat", az) },
        dependsOn: this.internetAccess,
      });
      this.gateways.set(az, gateway);
    }
  }

  private routePrivate(az: AzKey, subnet: Subnet): void {
    const table = this.table(`private-${az}`);
    this.privateTableIds.push(table.id);
    const [shared] = this.gateways.values();
    const gateway = this.gateways.get(az) ?? shared;
    if (gateway !== undefined) {
      const route = new Route(this, `private-${az}.nat`, {
        routeTableId: table.id,
        destinationCidrBlock: ANYWHERE,
        natGatewayId: gateway.id,
      });
      this.egressDependencies.push(route);
    }
    this.associate("private", table, new Map([[az, subnet]]));
  }

  private table(purpose: string): RouteTable {
    return new RouteTable(this, purpose, {
      vpcId: this.props.vpc.id,
      tags: { Name: SystemStack.of(this).nameFor(this, "rt", purpose) },
    });
  }

  private associate(tier: Tier, table: RouteTable, subnets: ReadonlyMap<AzKey, Subnet>): void {
    for (const [az, subnet] of subnets) {
      const association = new RouteTableAssociation(this, `${tier}-${az}.association`, {
        routeTableId: table.id,
        subnetId: subnet.id,
      });
      if (tier !== "data") this.egressDependencies.push(association);
    }
  }
}
