import type { Value } from "../../model/view";

/** Whether a CIDR block is the whole internet: `0.0.0.0/0`, `::/0`, or any other block of prefix 0. */
export function isAnywhere(cidr: unknown): boolean {
  return typeof cidr === "string" && /\/0+$/.test(cidr.trim());
}

/** Attributes of AWS's that are never the whole internet: VPC and subnet blocks are /16 at the widest. */
const NARROW = /^(?:data\.)?aws_(?:vpc|subnet|default_vpc|default_subnet)\..*cidr_block/;

/** Whether any of some CIDR values is the whole internet; "unknown" if one cannot be seen to be narrower. */
export function admitsAnywhere(cidrs: readonly Value[]): boolean | "unknown" {
  const known = cidrs.flatMap((cidr) => (cidr.kind === "known" ? [cidr.value].flat() : []));
  if (known.some(isAnywhere)) return true;
  const open = cidrs.some(
    (cidr) =>
      cidr.kind === "unknown" &&
      !(cidr.references.length > 0 && cidr.references.every(({ text }) => NARROW.test(text))),
  );
  return open ? "unknown" : false;
}

/** What is written for the values that cannot be seen. */
export function unseen(values: readonly Value[]): string {
  return values.flatMap((value) => (value.kind === "unknown" ? [value.expression] : [])).join(", ");
}
