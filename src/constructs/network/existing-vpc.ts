import { DataAwsSubnet } from "@cdktf/provider-aws/lib/data-aws-subnet";
import { DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { type Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { type NetworkParts, type NetworkSubnet } from "./network-attributes";
import { azKeys, azsProblems, type AzKey, type Tier, TIERS } from "./plan";

/** A VPC that somebody else owns, as a landing zone hands it out. */
export interface ExistingNetworkProps {
  /** How many availability zones, 2 to 6. */
  readonly azs: number;
  /** The VPC's id. */
  readonly vpcId: string;
  /**
   * By tier, the id of its subnet in each availability zone, by the zone's key (`a`, `b`, ...). Which zone a
   * key stands for is the owner's choice, the same in every tier.
   */
  readonly subnetIds: Readonly<Partial<Record<Tier, Readonly<Partial<Record<AzKey, string>>>>>>;
}

interface Place {
  readonly tier: Tier;
  readonly az: AzKey;
}

interface Rule {
  readonly condition: string;
  readonly errorMessage: string;
}

/**
 * Looks a VPC and its subnets up, directly under `scope`, and makes nothing. The plan ends where they are not
 * what a system needs: a VPC with DNS names, and in it a subnet for each tier in each of `azs` different
 * availability zones.
 */
export function lookUpVpc(scope: Construct, { azs, vpcId, subnetIds }: ExistingNetworkProps): NetworkParts {
  const problems = [...azsProblems(azs), ...missing(azs, subnetIds)];
  if (problems.length > 0) throw ConfigurationError.at(scope, ...problems);
  const vpc = new DataAwsVpc(scope, "this", {
    id: vpcId,
    lifecycle: {
      postcondition: [
        {
          condition: "${self.enable_dns_support && self.enable_dns_hostnames}",
          // Route 53 developer guide, "Considerations when working with a private hosted zone".
          errorMessage:
            "The VPC ${self.id} has no DNS support or no DNS hostnames: without both, nothing in it finds the database or a service by its name.",
        },
      ],
    },
  });
  const found = new Map<Tier, Map<AzKey, DataAwsSubnet>>();
  for (const tier of TIERS) {
    for (const az of azKeys(azs)) {
      const id = subnetIds[tier]?.[az];
      if (id === undefined) continue;
      const rules = [isIn(vpc, { tier, az }), ...placeRules(found, { tier, az })];
      const subnet = new DataAwsSubnet(scope, `${tier}-${az}`, { id, lifecycle: { postcondition: rules } });
      found.set(tier, (found.get(tier) ?? new Map<AzKey, DataAwsSubnet>()).set(az, subnet));
    }
  }
  const subnets = new Map([...found].map(([tier, ofTier]) => [tier, asParts(ofTier)]));
  return { vpc, subnets, internetAccess: [], egressDependencies: [] };
}

function missing(azs: number, subnetIds: ExistingNetworkProps["subnetIds"]): string[] {
  const keys = azKeys(azs);
  return Object.entries(subnetIds).flatMap(([tier, ofTier]) => {
    const given = Object.keys(ofTier).sort();
    return given.join() === keys.join()
      ? []
      : [`subnetIds.${tier} has the keys ${given.join(", ") || "none"}: ${keys.join(", ")} are needed`];
  });
}

function asParts(subnets: ReadonlyMap<AzKey, DataAwsSubnet>): ReadonlyMap<AzKey, NetworkSubnet> {
  return new Map([...subnets].map(([az, { id, availabilityZone: zone }]) => [az, { id, zone }] as const));
}

function isIn(vpc: DataAwsVpc, { tier, az }: Place): Rule {
  return {
    condition: `\${self.vpc_id == ${vpc.fqn}.id}`,
    errorMessage: `The ${tier} subnet ${az}, \${self.id}, is in the VPC \${self.vpc_id}: it must be in \${${vpc.fqn}.id}.`,
  };
}

/** The first tier says which zone a key stands for; the others have subnets of their own in the same zones. */
function placeRules(
  found: ReadonlyMap<Tier, ReadonlyMap<AzKey, DataAwsSubnet>>,
  { tier, az }: Place,
): Rule[] {
  const [leading] = found;
  if (leading === undefined || leading[0] === tier) {
    const before = [...(leading?.[1] ?? [])];
    if (before.length === 0) return [];
    const zones = before.map(([, { fqn }]) => `${fqn}.availability_zone`).join(", ");
    return [
      {
        condition: `\${!contains([${zones}], self.availability_zone)}`,
        // ELB user guide, "Availability Zones": one subnet of each zone, two zones at least.
        errorMessage: `The ${tier} subnet ${az}, \${self.id}, is in \${self.availability_zone}, as is ${tier} subnet ${before.map(([key]) => key).join(" or ")}: each must be in an availability zone of its own.`,
      },
    ];
  }
  const [first, ofFirst] = leading;
  // Every tier has the same keys.
  const twin = ofFirst.get(az) as DataAwsSubnet;
  return [
    {
      condition: `\${self.id != ${twin.fqn}.id}`,
      errorMessage: `The subnet \${self.id} is both ${first} and ${tier} (${az}): each tier needs subnets of its own.`,
    },
    {
      condition: `\${self.availability_zone == ${twin.fqn}.availability_zone}`,
      // ELB user guide, "Availability Zones": targets in a zone that is not the load balancer's get no requests.
      errorMessage: `The ${tier} subnet ${az}, \${self.id}, is in \${self.availability_zone}: it must be in \${${twin.fqn}.availability_zone}, as the ${first} subnet ${az} is.`,
    },
  ];
}
