import { type NetworkProps } from "../../../src/constructs/network/network";
import { networkIn } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at, pointsAt, type Terraform, text } from "../../support/terraform";

const networkOf = (props: Partial<NetworkProps> = {}) => stackOf((stack) => networkIn(stack, props));

/** Where a subnet's default route leads, by what it points at; undefined without one. */
function egressDependencies(network: Terraform, subnet: string): string | undefined {
  const association = Object.values(network.resources("aws_route_table_association")).filter(
    ({ subnet_id }) => subnet_id === `\${aws_subnet.${subnet}.id}`,
  );
  expect(association).toHaveLength(1);
  const routes = Object.values(network.resources("aws_route")).filter(
    (route) => route.route_table_id === association[0]?.route_table_id,
  );
  expect(routes.length).toBeLessThanOrEqual(1);
  return pointsAt([routes[0]?.nat_gateway_id ?? routes[0]?.gateway_id ?? ""])[0];
}

const nats = (network: Terraform) => Object.keys(network.resources("aws_nat_gateway"));

describe("of three tiers", () => {
  const network = networkOf({
    tiers: ["public", "private", "data"],
    admits: { private: { services: 8080 }, data: { database: 5432 } },
  });

  test("has a subnet of each tier in each AZ", () => {
    expect(Object.keys(network.resources("aws_subnet"))).toEqual(
      ["data", "private", "public"].flatMap((tier) => ["a", "b", "c"].map((az) => `network_${tier}_${az}`)),
    );
  });

  test("gives the data tier a table without any route", () => {
    for (const az of ["a", "b", "c"])
      expect(egressDependencies(network, `network_data_${az}`)).toBeUndefined();
    expect(egressDependencies(network, "network_private_b")).toBe("aws_nat_gateway.network_nat_b");
    expect(egressDependencies(network, "network_public_b")).toBe("aws_internet_gateway.network");
  });

  test("lets the data tier talk to the VPC only", () => {
    const rules = Object.values(network.resources("aws_network_acl_rule")).filter(
      ({ network_acl_id }) => pointsAt(network_acl_id ?? "")[0] === "aws_network_acl.network_acl_data",
    );
    expect(rules.map(({ cidr_block }) => cidr_block)).toEqual(rules.map(() => "10.20.0.0/16"));
    expect(
      rules.filter(({ egress }) => egress === false).map(({ from_port, to_port }) => [from_port, to_port]),
    ).toEqual(expect.arrayContaining([[5432, 5432]]));
    expect(rules.filter(({ egress }) => egress).map(({ from_port }) => from_port)).toEqual([1024]);
  });

  test("has an ACL for each tier's subnets", () => {
    const acl = network.resource("aws_network_acl", "network_acl_data");
    expect(pointsAt(acl.subnet_ids)).toEqual(["a", "b", "c"].map((az) => `aws_subnet.network_data_${az}`));
  });
});

describe("NAT gateways", () => {
  test("`none` leaves private subnets without a way out", () => {
    const network = networkOf({ natGateways: "none" });
    expect(nats(network)).toEqual([]);
    expect(network.resources("aws_eip")).toEqual({});
    for (const az of ["a", "b", "c"])
      expect(egressDependencies(network, `network_private_${az}`)).toBeUndefined();
  });

  test("`single` is one, and every private subnet's way out", () => {
    const network = networkOf({ natGateways: "single" });
    expect(nats(network)).toEqual(["network_nat_a"]);
    for (const az of ["a", "b", "c"]) {
      expect(egressDependencies(network, `network_private_${az}`)).toBe("aws_nat_gateway.network_nat_a");
    }
  });

  test("and their addresses outlive what needs the internet, and come after the gateway", () => {
    const network = networkOf();
    for (const type of ["aws_nat_gateway", "aws_eip"]) {
      for (const { depends_on } of Object.values(network.resources(type))) {
        expect(depends_on).toEqual(["aws_internet_gateway.network", "aws_route.network_public"]);
      }
    }
  });
});

describe("a further AZ", () => {
  const [three, four] = [networkOf({ azs: 3 }), networkOf({ azs: 4 })];

  test("changes nothing that is there but lists of subnets and the least number of AZs", () => {
    const later = new Map(four.managed());
    for (const [address, resource] of three.managed()) {
      const now = later.get(address);
      if (address.startsWith("aws_network_acl.")) {
        expect(pointsAt(now?.subnet_ids).slice(0, 3)).toEqual(pointsAt(resource.subnet_ids));
      } else if (address === "terraform_data.network_way_out") {
        expect(now?.depends_on).toEqual(expect.arrayContaining(resource.depends_on as string[]));
      } else {
        expect({ address, text: JSON.stringify(now) }).toEqual({ address, text: JSON.stringify(resource) });
      }
    }
  });

  test("adds its own subnets, NAT gateway, address, table, route and associations", () => {
    const before = new Set(three.managed().map(([address]) => address));
    const added = four
      .managed()
      .map(([address]) => address)
      .filter((address) => !before.has(address));
    expect(added.sort()).toEqual([
      "aws_eip.network_nat_d",
      "aws_nat_gateway.network_nat_d",
      "aws_route.network_private_d",
      "aws_route_table.network_private_d",
      "aws_route_table_association.network_private_d",
      "aws_route_table_association.network_public_d",
      "aws_subnet.network_private_d",
      "aws_subnet.network_public_d",
    ]);
  });

  test("must be there: the plan ends where the region has fewer", () => {
    const available = four.data("aws_availability_zones", "network_available");
    expect(at(available, "lifecycle", "postcondition", 0, "condition")).toBe("${length(self.names) >= 4}");
    expect(available.filter).toEqual([
      { name: "opt-in-status", values: ["opt-in-not-required"] },
      { name: "zone-name", values: '${formatlist("us-east-1%s", ["a", "b", "c", "d", "e", "f"])}' },
    ]);
  });
});

describe("ACL rules", () => {
  const ruleNumbers = (network: Terraform) =>
    Object.values(network.resources("aws_network_acl_rule")).map(
      ({ network_acl_id, egress, rule_number }) =>
        `${text(network_acl_id)} ${text(egress)} ${text(rule_number)}`,
    );

  test("have numbers of their own, which a further port leaves alone", () => {
    const one = ruleNumbers(networkOf());
    const two = ruleNumbers(networkOf({ admits: { private: { services: 8080, admin: 9090 } } }));
    expect(new Set(two).size).toBe(two.length);
    expect(two).toEqual(expect.arrayContaining(one));
    expect(two).toHaveLength(one.length + 1);
  });

  test.each([
    ["beyond the last rule number, 32766", { services: 40000 }],
    ["that a rule for answers has its number from", { services: 1024 }],
    ["twice", { services: 8080, others: 8080 }],
  ])("for a port %s are refused, since no plan would", (_, ports) => {
    const [problem] = problemsOf(() => networkOf({ admits: { private: ports } }));
    expect(problem?.where).toMatch(/^test\/network/);
  });
});

describe("is refused, all at once and with its path", () => {
  test.each([1, 7, 2.5, 0, Number.NaN])("with %d azs", (azs) => {
    expect(problemsOf(() => networkOf({ azs }))).toEqual([
      { where: "test/network", message: `azs ${azs} is not allowed: 2 to 6` },
    ]);
  });

  test("with NAT gateways and no public tier to put them in", () => {
    for (const natGateways of ["one-per-az", "single"] as const) {
      expect(problemsOf(() => networkOf({ tiers: ["private"], natGateways }))).toEqual([
        { where: "test/network", message: `natGateways ${natGateways} needs the public tier` },
      ]);
    }
    expect(nats(networkOf({ tiers: ["private"], natGateways: "none" }))).toEqual([]);
  });

  test("with several things wrong", () => {
    const problems = problemsOf(() => networkOf({ cidr: "8.8.8.0/24", azs: 9, tiers: ["private"] }));
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining("cidr 8.8.8.0/24 is not allowed: a block from /16 to /22"),
      expect.stringContaining("cidr 8.8.8.0/24 is not allowed: a private block"),
      "azs 9 is not allowed: 2 to 6",
      "natGateways one-per-az needs the public tier",
    ]);
  });

  test("asked for subnets of a tier that it does not have", () => {
    const [problem] = problemsOf(() => stackOf((stack) => networkIn(stack).subnetIds("data")));
    expect(problem).toEqual({
      where: "test/network",
      message: "it has no data subnets; its tiers are public, private",
    });
  });
});

test("an isolated network has no internet gateway and no default route at all", () => {
  const network = networkOf({ tiers: ["private", "data"], natGateways: "none" });
  expect(network.resources("aws_internet_gateway")).toEqual({});
  expect(network.resources("aws_route")).toEqual({});
});

test("the way out of a network with endpoints is complete when they are there", () => {
  const network = stackOf((stack) => {
    const endpoints = { gateway: ["s3"], interface: ["kms"] } as const;
    networkIn(stack, { natGateways: "none", endpoints });
  });
  expect(network.waits({ depends_on: ["terraform_data.network_way_out"] })).toEqual(
    expect.arrayContaining([
      "aws_vpc_endpoint.network_endpoints_s3",
      "aws_vpc_endpoint.network_endpoints_kms",
      "aws_network_acl_rule.network_acl_private_out_https",
      "aws_route_table_association.network_private_c",
    ]),
  );
});

test("a network may be public alone", () => {
  const network = networkOf({ tiers: ["public"], natGateways: "none" });
  expect(Object.keys(network.resources("aws_route_table"))).toEqual(["network_public"]);
  expect(egressDependencies(network, "network_public_a")).toBe("aws_internet_gateway.network");
});
