import type { Configuration } from "../../../model/configuration";
import type { Resource } from "../../../model/resource";
import type { View } from "../../../model/view";
import { isAnywhere } from "../../lib/cidr";
import { rememberedIn } from "../../lib/memoize";

/** What a subnet's default route leads to. */
export type WayOut = "internet" | "nat" | "other" | "none" | "unseen";

/** The route tables of a subnet: none where that is not in the file (its VPC's main table then holds). */
export const routeTablesOf = rememberedIn(
  (subnet: Resource, configuration: Configuration): readonly Resource[] =>
    configuration
      .referring(subnet, "subnet_id")
      .filter(({ type }) => type === "aws_route_table_association")
      .flatMap((association) => configuration.targets(association, "route_table_id"))
      .filter(({ type }) => type === "aws_route_table" || type === "aws_default_route_table"),
);

/** Where a subnet's default route leads. */
export const wayOut = rememberedIn(find);

function find(subnet: Resource, configuration: Configuration): WayOut {
  const tables = routeTablesOf(subnet, configuration);
  if (tables.length === 0) return "unseen";
  const ways = tables.flatMap((table) => {
    const routes = configuration
      .referring(table, "route_table_id")
      .filter(({ type }) => type === "aws_route");
    return [
      ...routes.map((route) => leadsTo(route, ["destination_cidr_block", "destination_ipv6_cidr_block"])),
      ...table.blocks("route").map((route) => leadsTo(route, ["cidr_block", "ipv6_cidr_block"])),
    ];
  });
  return (["internet", "nat", "other", "unseen"] as const).find((way) => ways.includes(way)) ?? "none";
}

function leadsTo(route: View, destinations: readonly string[]): WayOut {
  const values = destinations.map((path) => route.get(path));
  if (!values.some((value) => value.kind === "known" && isAnywhere(value.value)))
    return values.some((value) => value.kind === "unknown") ? "unseen" : "none";
  const is = (path: string): boolean => !["", undefined].includes(written(route, path));
  if (is("gateway_id") || is("egress_only_gateway_id")) return "internet";
  return is("nat_gateway_id") ? "nat" : "other";
}

/** In a plan an id that is not known yet is written by its reference alone. */
function written(route: View, path: string): string | undefined {
  const value = route.get(path);
  return value.kind === "unknown" ? value.expression : route.text(path);
}
