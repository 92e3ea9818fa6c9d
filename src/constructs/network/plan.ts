import { type Cidr, contains, formatCidr, overlap, parseCidr, subnetOf } from "./cidr";

/** Tiers in the order of their share of the VPC: the order is fixed, so a tier never moves. */
export const TIERS = ["public", "private", "data"] as const;
export type Tier = (typeof TIERS)[number];

/** Keys of availability zones, in the order in which the region lists them. */
export const AZ_KEYS = ["a", "b", "c", "d", "e", "f"] as const;
export type AzKey = (typeof AZ_KEYS)[number];

const AZS = { min: 2, max: AZ_KEYS.length };

/** The keys of so many availability zones. */
export function azKeys(azs: number): readonly AzKey[] {
  return AZ_KEYS.slice(0, azs);
}

/** The problem of a number of availability zones. */
export function azsProblems(azs: number): string[] {
  const isAllowed = Number.isInteger(azs) && azs >= AZS.min && azs <= AZS.max;
  return isAllowed ? [] : [`azs ${azs} is not allowed: ${AZS.min} to ${AZS.max}`];
}

/** Each tier has a quarter of the VPC, each AZ an eighth of its tier: room for what comes later. */
const NEW_BITS = 5;
const AZ_SLOTS = 8;
/** A VPC has /16 to /28 (EC2 CreateVpc); below /22 a subnet is smaller than the /27 that an ALB needs. */
const VPC_PREFIX = { min: 16, max: 22 };

export type SubnetPlan = Readonly<Partial<Record<Tier, Readonly<Partial<Record<AzKey, string>>>>>>;

/**
 * The subnets of a VPC. A subnet's block depends on its tier and AZ alone, so that adding one
 * changes no other.
 */
export function planSubnets(vpc: Cidr, tiers: readonly Tier[], azs: readonly AzKey[]): SubnetPlan {
  const block = (tier: Tier, az: AzKey) =>
    formatCidr(subnetOf(vpc, NEW_BITS, TIERS.indexOf(tier) * AZ_SLOTS + AZ_KEYS.indexOf(az)));
  return Object.fromEntries(
    tiers.map((tier) => [tier, Object.fromEntries(azs.map((az) => [az, block(tier, az)]))]),
  );
}

/** RFC 1918, and RFC 6598 that AWS also allows. */
const PRIVATE_RANGES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"];

/**
 * All problems of a VPC's CIDR block.
 * @param reserved blocks that it must not touch: peers, VPN, offices
 */
export function vpcCidrProblems(text: string, reserved: readonly string[] = []): string[] {
  const vpc = parseCidr(text);
  if (vpc === undefined) return ["an IPv4 block such as 10.20.0.0/16 with no bits behind its prefix"];
  const problems: string[] = [];
  if (vpc.prefix < VPC_PREFIX.min || vpc.prefix > VPC_PREFIX.max) {
    problems.push(
      `a block from /${VPC_PREFIX.min} to /${VPC_PREFIX.max}: AWS allows no larger VPC, and a smaller one leaves less than a /27 for a subnet`,
    );
  }
  if (!PRIVATE_RANGES.some((range) => holds(range, vpc))) {
    problems.push(`a private block, inside one of ${PRIVATE_RANGES.join(", ")}`);
  }
  for (const block of reserved) {
    const other = parseCidr(block);
    if (other !== undefined && overlap(vpc, other))
      problems.push(`a block that does not overlap the reserved ${block}`);
  }
  return problems;
}

function holds(range: string, block: Cidr): boolean {
  const outer = parseCidr(range);
  return outer !== undefined && contains(outer, block);
}
