import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn, type ITerraformDependable, propertyAccess, Token } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type LogProps } from "../observability/log-group";
import { type Role } from "../identity/role";
import { parseCidr } from "./cidr";
import { Endpoints, type EndpointServices } from "./endpoints/endpoints";
import { FlowLogs } from "./flow-logs";
import { type NatGateways, Routing } from "./routing";
import { type SecurityGroup } from "./security-group";
import { type Admissions, TierAcl } from "./tier-acl";
import { AZ_KEYS, type AzKey, planSubnets, type SubnetPlan, type Tier, TIERS, vpcCidrProblems } from "./plan";

/** What the zones of a region are called after its name; us-east-1 has the most. */
const ZONE_LETTERS = ["a", "b", "c", "d", "e", "f"];

export interface NetworkProps {
  /** The VPC's IPv4 block, /16 to /22. */
  readonly cidr: string;
  /** How many availability zones, 2 to 6: the first ones that the region lists. */
  readonly azs: number;
  /** `public` for load balancers, `private` for compute, `data` for stores without a way out. */
  readonly tiers: readonly Tier[];
  /** How private subnets reach the internet. */
  readonly natGateways: NatGateways;
  /** What private subnets reach of AWS inside the VPC. With them, nothing there calls AWS over the internet. @default none */
  readonly endpoints?: EndpointServices;
  /** TCP ports that a tier admits from inside the VPC, by what listens there. */
  readonly admits: Readonly<Partial<Record<Exclude<Tier, "public">, Admissions>>>;
  readonly flowLogs: LogProps;
}

/**
 * A VPC over several availability zones: subnets by tier, routes, NAT gateways, network ACLs,
 * an empty default security group and flow logs. Subnets have stable keys (tier and AZ), so that a
 * further AZ changes nothing that is there.
 */
export class Network extends Construct {
  readonly vpc: Vpc;
  readonly cidr: string;
  private readonly subnets = new Map<Tier, ReadonlyMap<AzKey, Subnet>>();
  private readonly routing: Routing;
  private readonly endpoints: Endpoints | undefined;

  constructor(scope: Construct, id: string, props: NetworkProps) {
    super(scope, id);
    const plan = this.plan(props);
    const stack = SystemStack.of(this);
    this.cidr = props.cidr;
    this.vpc = new Vpc(this, "this", {
      cidrBlock: props.cidr,
      enableDnsSupport: true,
      enableDnsHostnames: true,
      tags: { Name: stack.nameFor(this, "vpc") },
    });
    // Without rules: what is put in no security group of its own reaches nothing (CIS AWS 5.4).
    new DefaultSecurityGroup(this, "default", {
      vpcId: this.vpc.id,
      tags: { Name: stack.nameFor(this, "security-group", "default") },
    });
    this.makeSubnets(plan, props.azs);
    const internet = this.hasTier("public") ? this.makeInternetGateway() : undefined;
    this.routing = new Routing(this, "this.routes", {
      vpc: this.vpc,
      subnets: this.subnets,
      internet,
      natGateways: props.natGateways,
    });
    for (const [tier, subnets] of this.subnets) {
      const admits = tier === "public" ? {} : (props.admits[tier] ?? {});
      new TierAcl(this, `acl-${tier}`, {
        vpc: this.vpc,
        cidr: props.cidr,
        tier,
        subnets: [...subnets.values()],
        admits,
      });
    }
    this.endpoints = this.makeEndpoints(props.endpoints);
    new FlowLogs(this, "flow-logs", { vpc: this.vpc, logs: props.flowLogs });
  }

  /** The ids of a tier's subnets, in the order of their AZs. */
  subnetIds(tier: Tier): string[] {
    const subnets = this.subnets.get(tier);
    if (subnets === undefined)
      throw ConfigurationError.at(
        this,
        `it has no ${tier} subnets; its tiers are ${[...this.subnets.keys()].join(", ")}`,
      );
    return [...subnets.values()].map((subnet) => subnet.id);
  }

  /** What must be there before something faces the internet, or is reached from it. */
  get internetAccess(): ITerraformDependable[] {
    return this.routing.internetAccess;
  }

  /**
   * Lets what is in a security group call AWS's APIs as some roles: through the endpoints where there
   * are any, else over HTTPS to the internet.
   */
  openAwsApis(securityGroup: SecurityGroup, roles: readonly Role[]): void {
    if (this.endpoints === undefined) securityGroup.allowHttpsToInternet();
    else this.endpoints.admit(securityGroup, roles);
  }

  private makeEndpoints(services: EndpointServices | undefined): Endpoints | undefined {
    if (services === undefined) return undefined;
    return new Endpoints(this, "endpoints", {
      network: this,
      services,
      routeTableIds: this.routing.privateTableIds,
    });
  }

  private hasTier(tier: Tier): boolean {
    return this.subnets.has(tier);
  }

  private plan(props: NetworkProps): SubnetPlan {
    const vpc = parseCidr(props.cidr);
    const problems = vpcCidrProblems(props.cidr).map(
      (allowed) => `cidr ${props.cidr} is not allowed: ${allowed}`,
    );
    if (!Number.isInteger(props.azs) || props.azs < 2 || props.azs > AZ_KEYS.length) {
      problems.push(`azs ${props.azs} is not allowed: 2 to ${AZ_KEYS.length}`);
    }
    if (props.natGateways !== "none" && !props.tiers.includes("public")) {
      problems.push(`natGateways ${props.natGateways} needs the public tier`);
    }
    if (problems.length > 0 || vpc === undefined) throw ConfigurationError.at(this, ...problems);
    return planSubnets(
      vpc,
      TIERS.filter((tier) => props.tiers.includes(tier)),
      AZ_KEYS.slice(0, props.azs),
    );
  }

  private makeSubnets(plan: SubnetPlan, azs: number): void {
    const stack = SystemStack.of(this);
    const available = new DataAwsAvailabilityZones(this, "available", {
      state: "available",
      // Local and Wavelength zones have no NAT gateways, load balancers and Fargate.
      filter: [
        { name: "opt-in-status", values: ["opt-in-not-required"] },
        // A closed set: what there is to choose from changes with the code, not with the region.
        { name: "zone-name", values: Token.asList(Fn.formatlist(`${stack.region}%s`, [ZONE_LETTERS])) },
      ],
      lifecycle: {
        postcondition: [
          {
            condition: `\${length(self.names) >= ${azs}}`,
            errorMessage: `The region ${stack.region} has fewer than the ${azs} availability zones that are asked for: lower "azs" or choose another region.`,
          },
        ],
      },
    });
    for (const tier of TIERS) {
      const blocks = plan[tier];
      if (blocks === undefined) continue;
      const subnets = (Object.entries(blocks) as [AzKey, string][]).map(
        ([az, cidrBlock]): [AzKey, Subnet] => [
          az,
          new Subnet(this, `${tier}-${az}`, {
            vpcId: this.vpc.id,
            cidrBlock,
            availabilityZone: Token.asString(propertyAccess(available.names, [AZ_KEYS.indexOf(az)])),
            mapPublicIpOnLaunch: false,
            tags: { Name: stack.nameFor(this, "subnet", `${tier}-${az}`), Tier: tier },
          }),
        ],
      );
      this.subnets.set(tier, new Map(subnets));
    }
  }

  private makeInternetGateway(): InternetGateway {
    return new InternetGateway(this, "this.internet", {
      vpcId: this.vpc.id,
      tags: { Name: SystemStack.of(this).nameFor(this, "igw") },
    });
  }
}
