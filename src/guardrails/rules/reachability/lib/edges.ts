import type { Configuration } from "../../../model/configuration";
import type { Resource } from "../../../model/resource";
import type { Value, View } from "../../../model/view";
import { isAnywhere } from "../../lib/cidr";
import { ports } from "../../lib/ports";
import { rememberedIn } from "../../lib/memoize";

export type Direction = "ingress" | "egress";

/** Whom a rule of a security group speaks of. */
interface Peer {
  readonly groups: readonly Resource[];
  readonly cidrs: readonly Value[];
  readonly prefixLists: readonly Resource[];
}

/** What an edge is to lead to, or come from. */
export interface Target {
  /** A member of any of these groups. */
  readonly groups?: readonly Resource[];
  /** Whose addresses a prefix list has. */
  readonly gateway?: Resource;
  /** An address inside this VPC. */
  readonly vpc?: Resource | undefined;
}

/** Whether a rule of any of the groups lets TCP pass to (or from) the target at a port. */
export function hasEdge(
  direction: Direction,
  groups: readonly Resource[],
  port: number,
  target: Target,
  configuration: Configuration,
): boolean {
  return groups.some((group) =>
    peersOf(group, direction, port, configuration).some((peer) => meets(peer, target)),
  );
}

function meets({ groups, cidrs, prefixLists }: Peer, target: Target): boolean {
  if (target.groups?.some((group) => groups.includes(group)) === true) return true;
  if (target.gateway !== undefined && prefixLists.includes(target.gateway)) return true;
  return cidrs.some((cidr) => holds(cidr, target.vpc));
}

/** Whether a block holds the whole VPC: all addresses, or the VPC's own. */
function holds(cidr: Value, vpc: Resource | undefined): boolean {
  if (cidr.kind === "known" && isAnywhere(cidr.value)) return true;
  if (vpc === undefined) return false;
  if (cidr.kind === "known") return cidr.value === vpc.text("cidr_block");
  return cidr.kind === "unknown" && cidr.references.some(({ text }) => text === `${vpc.subject}.cidr_block`);
}

/** What is known of the peers of a group, by direction and port: each client of a group asks. */
const peers = rememberedIn<Resource, Map<string, readonly Peer[]>>(() => new Map());

function peersOf(
  group: Resource,
  direction: Direction,
  port: number,
  configuration: Configuration,
): readonly Peer[] {
  const known = peers(group, configuration);
  const key = `${direction} ${port}`;
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = findPeers(group, direction, port, configuration)));
  return found;
}

function findPeers(
  group: Resource,
  direction: Direction,
  port: number,
  configuration: Configuration,
): readonly Peer[] {
  const rules = configuration.referring(group, "security_group_id");
  const own = rules.filter(({ type }) => type === `aws_vpc_security_group_${direction}_rule`);
  const older = rules.filter(
    (rule) => rule.type === "aws_security_group_rule" && rule.text("type") === direction,
  );
  return [
    ...own
      .filter((rule) => admits(rule, "ip_protocol", port))
      .map((rule) => ({
        groups: configuration.targets(rule, "referenced_security_group_id"),
        cidrs: [rule.get("cidr_ipv4")],
        prefixLists: configuration.targets(rule, "prefix_list_id"),
      })),
    ...older
      .filter((rule) => admits(rule, "protocol", port))
      .map((rule) => ({
        groups: [
          ...configuration.targets(rule, "source_security_group_id"),
          ...(rule.flag("self", false) === true ? [group] : []),
        ],
        cidrs: rule.items("cidr_blocks"),
        prefixLists: configuration.targets(rule, "prefix_list_ids"),
      })),
    ...group
      .blocks(direction)
      .filter((block) => admits(block, "protocol", port))
      .map((block) => ({
        groups: [
          ...block.references("security_groups").flatMap((reference) => configuration.resolve(reference)),
          ...(block.flag("self", false) === true ? [group] : []),
        ],
        cidrs: block.items("cidr_blocks"),
        prefixLists: block
          .references("prefix_list_ids")
          .flatMap((reference) => configuration.resolve(reference)),
      })),
  ];
}

function admits(rule: View, protocolPath: string, port: number): boolean {
  const range = ports(rule, protocolPath);
  if (range === "none" || range === "unknown") return false;
  return range.from <= port && port <= range.to;
}
