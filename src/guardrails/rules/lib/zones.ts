import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Value } from "../../model/view";
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

/** Whether a value is one subnet's id, and no expression that may come to a list of them. */
export function isOneSubnet(value: Value): boolean {
  if (value.kind !== "unknown") return value.kind === "known" && typeof value.value === "string";
  return /^\$\{aws_subnet\.[\w-]+(?:\[[\w"-]+\]|\.\d+)?\.id\}$/.test(value.expression);
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
  const [only] = items;
  if (items.length === 1 && only !== undefined && isOneSubnet(only))
    return violation(`${path} is one subnet`);
  // One expression for the whole list may pick from what it refers to.
  const picked = items.length === 1;
  const repeated = subnets.some(
    (subnet) => subnet.get("count").kind !== "absent" || subnet.get("for_each").kind !== "absent",
  );
  if (!picked && zones.size >= least) return compliant();
  const all = subnets.length >= items.length && subnets.every((one) => zoneOf(one) !== undefined);
  return all && !picked && !repeated
    ? violation(`${path} is in ${zones.size} zone, not in ${least} or more`)
    : unknown(`in how many zones ${path} is cannot be seen`);
}
