import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, notApplicable, verdict } from "../../rule";
import { zoneOf } from "../lib/zones";
import { isSet } from "../lib/expect";

/** Subnets leave by the NAT gateway of their own zone. */
export const natPerZone: Rule = {
  id: "high-availability-nat-per-zone",
  title: "Subnets leave by a NAT gateway in their own zone",
  pack: "high-availability",
  controls: [],
  rationale:
    "With a gateway in another zone, that zone's failure cuts this one off as well, and all traffic between is paid for.",
  remedy: "make a NAT gateway in each zone and route each subnet to that of its own",
  types: ["aws_route", "aws_route_table"],
  check: (resource, configuration) => {
    if (resource.type === "aws_route") return judge(resource, resource, configuration);
    const routes = resource.blocks("route");
    const judged = routes.filter((route) => isSet(route, "nat_gateway_id"));
    if (judged.length === 0) return notApplicable();
    return combine(judged.map((route) => judge(resource, route, configuration)));
  },
};

function judge(owner: Resource, route: View, configuration: Configuration): Verdict {
  if (!isSet(route, "nat_gateway_id")) return notApplicable();
  const gateways = [
    ...route.references("nat_gateway_id").flatMap((reference) => configuration.resolve(reference)),
    ...(owner === route ? configuration.targets(owner, "nat_gateway_id") : []),
  ].filter(({ type }) => type === "aws_nat_gateway");
  const tables = owner.type === "aws_route_table" ? [owner] : configuration.targets(owner, "route_table_id");
  const homes = new Set(gateways.flatMap((gateway) => subnetsAt(gateway, configuration)).map(zoneOf));
  const subnets = tables
    .flatMap((table) => configuration.referring(table, "route_table_id"))
    .filter(({ type }) => type === "aws_route_table_association")
    .flatMap((association) => subnetsAt(association, configuration));
  const [home] = homes;
  if (homes.size !== 1 || home === undefined || subnets.length === 0)
    return verdict([], ["in which zones its gateway and its subnets are cannot be seen"]);
  const strangers = subnets.filter((subnet) => zoneOf(subnet) !== home);
  return verdict(
    strangers.flatMap((subnet) => {
      const zone = zoneOf(subnet);
      return zone === undefined ? [] : [`${subnet.address} in ${zone} leaves by ${home}`];
    }),
    strangers.flatMap((subnet) =>
      zoneOf(subnet) === undefined ? [`the zone of ${subnet.address} cannot be seen`] : [],
    ),
  );
}

const subnetsAt = (resource: Resource, configuration: Configuration): readonly Resource[] =>
  configuration.targets(resource, "subnet_id").filter(({ type }) => type === "aws_subnet");
