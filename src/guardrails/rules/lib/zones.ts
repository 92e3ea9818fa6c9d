import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Verdict } from "../../rule";
import { compliant, unknown, violation } from "../../rule";

/** An element of a list of zones: `data.aws_availability_zones.available.names[0]`, `var.azs[1]`. */
const ELEMENT = /(?:\.(\d+)|\[(\d+)\])\s*\}?$/;

/** The zone of a subnet or an instance; undefined where it cannot be told from another. */
export function zoneOf(resource: Resource): string | undefined {
  for (const path of ["availability_zone", "availability_zone_id"]) {
    const value = resource.get(path);
    if (value.kind === "known") return textOf(value.value);
    if (value.kind === "unknown" && ELEMENT.test(value.expression)) return value.expression.trim();
  }
  return undefined;
}

/** Whether the subnets at a path are in several zones, as far as the file shows it. */
export function spansZones(
  resource: Resource,
  path: string,
  configuration: Configuration,
  least = 2,
): Verdict {
  const items = resource.items(path);
  if (items.length === 0) return violation(`${path} is not set`);
  const subnets = configuration
    .targets(resource, path)
    .filter(({ type }) => type === "aws_subnet" || type === "aws_default_subnet");
  const zones = new Set(subnets.map(zoneOf).filter((zone) => zone !== undefined));
  if (zones.size >= least) return compliant();
  // One element is one subnet, wherever that is; an expression may be a whole list.
  const single = items.length === 1 && items[0]?.kind === "known";
  const repeated = subnets.some(
    (subnet) => subnet.get("count").kind !== "absent" || subnet.get("for_each").kind !== "absent",
  );
  const all =
    subnets.length >= items.length && !repeated && subnets.every((one) => zoneOf(one) !== undefined);
  if (all || single) return violation(`${path} is in ${all ? zones.size : 1} zone, not in ${least} or more`);
  return unknown(`in how many zones ${path} is cannot be seen`);
}
