/** An IPv4 block: its first address as a number, and how many bits of it are fixed. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

const ADDRESS_BITS = 32;

/** Parses `10.0.0.0/16`; undefined if it is no block, or has bits set behind its prefix. */
export function parseCidr(text: string): Cidr | undefined {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const numbers = match.slice(1).map(Number) as [number, number, number, number, number];
  const [a, b, c, d, prefix] = numbers;
  if (Math.max(a, b, c, d) > 255 || prefix > ADDRESS_BITS) return undefined;
  const base = ((a * 256 + b) * 256 + c) * 256 + d;
  return base % sizeOf({ base, prefix }) === 0 ? { base, prefix } : undefined;
}

export function formatCidr({ base, prefix }: Cidr): string {
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256);
  return `${octets.join(".")}/${prefix}`;
}

export function sizeOf({ prefix }: Pick<Cidr, "prefix"> & Partial<Cidr>): number {
  return 2 ** (ADDRESS_BITS - prefix);
}

export function overlap(one: Cidr, other: Cidr): boolean {
  return one.base < other.base + sizeOf(other) && other.base < one.base + sizeOf(one);
}

export function contains(outer: Cidr, inner: Cidr): boolean {
  return outer.base <= inner.base && inner.base + sizeOf(inner) <= outer.base + sizeOf(outer);
}

/** Block number `index` of the blocks that are `newBits` longer, as Terraform's `cidrsubnet`. */
export function subnetOf({ base, prefix }: Cidr, newBits: number, index: number): Cidr {
  const inner = { prefix: prefix + newBits };
  return { base: base + index * sizeOf(inner), ...inner };
}
