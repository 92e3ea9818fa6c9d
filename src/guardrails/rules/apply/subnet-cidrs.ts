import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import { notApplicable, unknown, verdict } from "../../rule";

/** A range of IPv4 addresses. */
interface Range {
  readonly first: number;
  readonly last: number;
}

/** Subnets of a VPC share no address. */
export const subnetCidrs: Rule = {
  id: "apply-subnet-cidrs",
  title: "Subnets lie in their VPC and do not overlap",
  pack: "apply",
  controls: [],
  rationale: "EC2 refuses a subnet that overlaps another or leaves its VPC, after half of them are made.",
  remedy: "give each subnet a block of its own inside the VPC's",
  types: ["aws_subnet"],
  check: (subnet, configuration) => {
    const own = subnet.get("cidr_block");
    // A subnet of IPv6 only has none.
    if (own.kind === "absent" || (own.kind === "known" && own.value === "")) return notApplicable();
    // What repeats has a block for each instance: a plan shows them.
    if (own.kind === "unknown") return unknown(`cidr_block is ${own.expression}`);
    const range = rangeOf(textOf(own.value));
    if (range === undefined) return verdict([`cidr_block ${textOf(own.value)} is no IPv4 block`]);
    const wrongs: string[] = [];
    for (const other of siblings(subnet, configuration)) {
      const its = rangeOf(other.text("cidr_block") ?? "");
      if (its !== undefined && range.first <= its.last && its.first <= range.last)
        wrongs.push(`${textOf(own.value)} overlaps ${other.address}`);
    }
    const blocks = vpcBlocks(subnet, configuration);
    if (blocks !== undefined && !blocks.some(({ first, last }) => first <= range.first && range.last <= last))
      wrongs.push(`${textOf(own.value)} is outside its VPC`);
    return verdict(wrongs);
  },
};

const vpcsOf = (subnet: Resource, configuration: Configuration): readonly Resource[] =>
  configuration
    .targets(subnet, "vpc_id")
    .filter(({ type, mode }) => type === "aws_vpc" && mode === "managed");

/** The other subnets of the same VPC. */
function siblings(subnet: Resource, configuration: Configuration): readonly Resource[] {
  const vpcs = vpcsOf(subnet, configuration);
  const literal = subnet.text("vpc_id");
  const all = vpcs.flatMap((vpc) => configuration.referring(vpc, "vpc_id"));
  const same =
    literal === undefined
      ? all
      : [
          ...all,
          ...configuration.resourcesOfType("aws_subnet").filter((one) => one.text("vpc_id") === literal),
        ];
  return [...new Set(same)].filter((one) => one !== subnet && one.type === "aws_subnet");
}

/** The VPC's blocks; undefined where not all can be seen. */
function vpcBlocks(subnet: Resource, configuration: Configuration): readonly Range[] | undefined {
  const vpcs = vpcsOf(subnet, configuration);
  const more = vpcs
    .flatMap((vpc) => configuration.referring(vpc, "vpc_id"))
    .filter(({ type }) => type === "aws_vpc_ipv4_cidr_block_association");
  const ranges = [...vpcs, ...more].map((one) => rangeOf(one.text("cidr_block") ?? ""));
  return vpcs.length > 0 && ranges.every((range) => range !== undefined) ? ranges : undefined;
}

function rangeOf(cidr: string): Range | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(cidr);
  const [a = 0, b = 0, c = 0, d = 0, bits = 33] = (found ?? []).slice(1).map(Number);
  if (bits > 32) return undefined;
  const address = [a, b, c, d].reduce((sum, part) => sum * 256 + part, 0);
  const size = 2 ** (32 - bits);
  const first = Math.floor(address / size) * size;
  return { first, last: first + size - 1 };
}
