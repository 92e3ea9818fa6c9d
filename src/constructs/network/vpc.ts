import { DataAwsAvailabilityZones } from "@cdktf/provider-aws/lib/data-aws-availability-zones";
import { DefaultSecurityGroup } from "@cdktf/provider-aws/lib/default-security-group";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Fn, propertyAccess, Token } from "cdktf";
import { type Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type LogProps } from "../observability/log-group";
import { parseCidr } from "./cidr";
import { type EndpointServices } from "./endpoints/endpoints";
import { FlowLogs } from "./flow-logs";
import { type NetworkParts, type NetworkSubnet } from "./network-attributes";
import {
  AZ_KEYS,
  azKeys,
  azsProblems,
  type AzKey,
  planSubnets,
  type SubnetPlan,
  type Tier,
  TIERS,
  vpcCidrProblems,
} from "./plan";
import { type NatGateways, Routing } from "./routing";
import { type Admissions, TierAcl } from "./tier-acl";

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

interface MadeNetwork extends NetworkParts {
  /** The route tables of the private tier. */
  readonly privateTableIds: readonly string[];
}

/** Makes a VPC with all that belongs to it, directly under `scope`: addresses have one part less. */
export function makeVpc(scope: Construct, props: NetworkProps): MadeNetwork {
  const plan = planOf(scope, props);
  const stack = SystemStack.of(scope);
  const vpc = new Vpc(scope, "this", {
    cidrBlock: props.cidr,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    tags: { Name: stack.nameFor(scope, "vpc") },
  });
  // Without rules: what is put in no security group of its own reaches nothing (CIS AWS 5.4).
  new DefaultSecurityGroup(scope, "default", {
    vpcId: vpc.id,
    tags: { Name: stack.nameFor(scope, "security-group", "default") },
  });
  const subnets = makeSubnets(scope, { vpc, plan, azs: props.azs });
  const internet = subnets.has("public")
    ? new InternetGateway(scope, "this.internet", {
        vpcId: vpc.id,
        tags: { Name: stack.nameFor(scope, "igw") },
      })
    : undefined;
  const routing = new Routing(scope, "this.routes", {
    vpc,
    subnets,
    internet,
    natGateways: props.natGateways,
  });
  const acls = [...subnets].map(
    ([tier, ofTier]) =>
      new TierAcl(scope, `acl-${tier}`, {
        vpc,
        cidr: props.cidr,
        tier,
        subnets: [...ofTier.values()],
        admits: tier === "public" ? {} : (props.admits[tier] ?? {}),
      }),
  );
  new FlowLogs(scope, "flow-logs", { vpc, logs: props.flowLogs });
  return {
    vpc,
    subnets: new Map([...subnets].map(([tier, ofTier]) => [tier, asParts(ofTier)])),
    internetAccess: routing.internetAccess,
    privateTableIds: routing.privateTableIds,
    // An ACL takes its subnets before it has rules: until then it lets nothing through.
    egressDependencies: [...routing.egressDependencies, ...acls.flatMap(({ rules }) => rules)],
  };
}

function asParts(subnets: ReadonlyMap<AzKey, Subnet>): ReadonlyMap<AzKey, NetworkSubnet> {
  return new Map(
    [...subnets].map(([az, { id, availabilityZoneInput }]) => {
      // Every subnet is made in a zone that is named.
      const zone = availabilityZoneInput as string;
      return [az, { id, zone }] as const;
    }),
  );
}

function planOf(scope: Construct, { cidr, azs, tiers, natGateways }: NetworkProps): SubnetPlan {
  const vpc = parseCidr(cidr);
  const problems = vpcCidrProblems(cidr).map((allowed) => `cidr ${cidr} is not allowed: ${allowed}`);
  problems.push(...azsProblems(azs));
  if (natGateways !== "none" && !tiers.includes("public")) {
    problems.push(`natGateways ${natGateways} needs the public tier`);
  }
  if (problems.length > 0 || vpc === undefined) throw ConfigurationError.at(scope, ...problems);
  return planSubnets(
    vpc,
    TIERS.filter((tier) => tiers.includes(tier)),
    azKeys(azs),
  );
}

function makeSubnets(
  scope: Construct,
  { vpc, plan, azs }: { readonly vpc: Vpc; readonly plan: SubnetPlan; readonly azs: number },
): ReadonlyMap<Tier, ReadonlyMap<AzKey, Subnet>> {
  const stack = SystemStack.of(scope);
  const available = new DataAwsAvailabilityZones(scope, "available", {
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
  const subnet = (tier: Tier, az: AzKey, cidrBlock: string) =>
    new Subnet(scope, `${tier}-${az}`, {
      vpcId: vpc.id,
      cidrBlock,
      availabilityZone: Token.asString(propertyAccess(available.names, [AZ_KEYS.indexOf(az)])),
      mapPublicIpOnLaunch: false,
      tags: { Name: stack.nameFor(scope, "subnet", `${tier}-${az}`), Tier: tier },
    });
  return new Map(
    TIERS.flatMap((tier) => {
      const blocks = plan[tier];
      if (blocks === undefined) return [];
      const made = (Object.entries(blocks) as [AzKey, string][]).map(
        ([az, block]) => [az, subnet(tier, az, block)] as const,
      );
      return [[tier, new Map(made)] as const];
    }),
  );
}
