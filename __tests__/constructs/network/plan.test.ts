import fc from "fast-check";
import {
  type Cidr,
  contains,
  formatCidr,
  overlap,
  parseCidr,
  sizeOf,
  subnetOf,
} from "../../../src/constructs/network/cidr";
import { AZ_KEYS, planSubnets, TIERS, vpcCidrProblems } from "../../../src/constructs/network/plan";

/** Any block of a prefix, its first address aligned. */
const block = (min: number, max: number) =>
  fc
    .integer({ min, max })
    .chain((prefix) =>
      fc
        .integer({ min: 0, max: 2 ** prefix - 1 })
        .map((index): Cidr => ({ prefix, base: index * 2 ** (32 - prefix) })),
    );
const vpc = block(16, 22);

describe("a CIDR", () => {
  test("survives being written and read", () => {
    fc.assert(
      fc.property(block(0, 32), (cidr) => {
        expect(parseCidr(formatCidr(cidr))).toEqual(cidr);
      }),
    );
  });

  test("written by hand", () => {
    expect(parseCidr("10.20.0.0/16")).toEqual({ base: 10 * 2 ** 24 + 20 * 2 ** 16, prefix: 16 });
    expect(parseCidr("255.255.255.255/32")).toEqual({ base: 2 ** 32 - 1, prefix: 32 });
    expect(parseCidr("0.0.0.0/0")).toEqual({ base: 0, prefix: 0 });
  });

  test.each([
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0/16",
    "256.0.0.0/8",
    "10.20.0.1/16",
    "10.20.128.0/16",
    " 10.0.0.0/8",
    "10.0.0.0/8 ",
    "a.b.c.d/8",
    "",
    "::/0",
  ])("%j is none", (text) => {
    expect(parseCidr(text)).toBeUndefined();
  });

  test("overlaps another exactly if one contains the other", () => {
    fc.assert(
      fc.property(block(0, 6), block(0, 6), (one, other) => {
        expect(overlap(one, other)).toBe(contains(one, other) || contains(other, one));
        expect(overlap(one, other)).toBe(overlap(other, one));
      }),
    );
  });

  test("is divided as by Terraform's cidrsubnet", () => {
    const outer = parseCidr("10.20.0.0/16") ?? { base: 0, prefix: 0 };
    expect(formatCidr(subnetOf(outer, 8, 3))).toBe("10.20.3.0/24");
    expect(formatCidr(subnetOf(outer, 5, 9))).toBe("10.20.72.0/21");
    expect(sizeOf({ prefix: 24 })).toBe(256);
  });
});

describe("the plan of a VPC's subnets", () => {
  const tiers = fc.subarray([...TIERS], { minLength: 1 });
  const azs = fc.integer({ min: 2, max: 6 }).map((count) => AZ_KEYS.slice(0, count));
  const blocksOf = (...[cidr, ...rest]: Parameters<typeof planSubnets>) =>
    Object.values(planSubnets(cidr, ...rest)).flatMap((tier) => Object.values(tier));

  test("lies in the VPC, without overlaps, in blocks that an ALB can be put in", () => {
    fc.assert(
      fc.property(vpc, tiers, azs, (cidr, someTiers, someAzs) => {
        const blocks = blocksOf(cidr, someTiers, someAzs).map((text) => {
          const parsed = parseCidr(text);
          if (parsed === undefined) throw new Error(`${text} is no block`);
          return parsed;
        });
        expect(blocks).toHaveLength(someTiers.length * someAzs.length);
        for (const [index, subnet] of blocks.entries()) {
          expect(contains(cidr, subnet)).toBe(true);
          expect(subnet.prefix).toBeLessThanOrEqual(27);
          expect(blocks.slice(index + 1).some((other) => overlap(subnet, other))).toBe(false);
        }
      }),
    );
  });

  test("of fewer tiers or AZs is the same without them: adding one moves nothing", () => {
    fc.assert(
      fc.property(vpc, tiers, azs, (cidr, someTiers, someAzs) => {
        expect(planSubnets(cidr, [...TIERS], [...AZ_KEYS])).toMatchObject(
          planSubnets(cidr, someTiers, someAzs),
        );
      }),
    );
  });

  test("of the default block", () => {
    const cidr = parseCidr("10.20.0.0/16") ?? { base: 0, prefix: 0 };
    expect(planSubnets(cidr, ["public", "private", "data"], ["a", "b"])).toEqual({
      public: { a: "10.20.0.0/21", b: "10.20.8.0/21" },
      private: { a: "10.20.64.0/21", b: "10.20.72.0/21" },
      data: { a: "10.20.128.0/21", b: "10.20.136.0/21" },
    });
  });
});

describe("a VPC's block", () => {
  test.each([16, 17, 18, 19, 20, 21, 22])("may be a /%d", (prefix) => {
    expect(vpcCidrProblems(`10.20.0.0/${prefix}`)).toEqual([]);
  });

  test.each(["172.16.0.0/16", "172.31.0.0/16", "192.168.0.0/16", "100.64.0.0/16", "100.127.0.0/16"])(
    "may be %s",
    (cidr) => {
      expect(vpcCidrProblems(cidr)).toEqual([]);
    },
  );

  test.each([
    ["10.0.0.0/15", "from /16 to /22"],
    ["10.0.0.0/23", "from /16 to /22"],
    ["8.8.0.0/16", "a private block"],
    ["172.32.0.0/16", "a private block"],
    ["100.128.0.0/16", "a private block"],
    ["192.169.0.0/16", "a private block"],
    ["10.20.1.0/16", "no bits behind its prefix"],
    ["10.20.0.0", "no bits behind its prefix"],
    ["hello", "no bits behind its prefix"],
  ])("may not be %s: %s", (cidr, problem) => {
    expect(vpcCidrProblems(cidr)).toEqual([expect.stringContaining(problem)]);
  });

  test("may not touch what is reserved, from inside or outside; each is named", () => {
    const problems = vpcCidrProblems("10.20.0.0/16", [
      "10.0.0.0/8",
      "10.20.5.0/24",
      "10.21.0.0/16",
      "10.19.255.0/24",
    ]);
    expect(problems).toEqual([
      "a block that does not overlap the reserved 10.0.0.0/8",
      "a block that does not overlap the reserved 10.20.5.0/24",
    ]);
  });

  test("has all its problems named", () => {
    expect(vpcCidrProblems("8.0.0.0/8", ["8.8.8.0/24"])).toHaveLength(3);
  });
});
