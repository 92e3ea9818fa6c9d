import { type ExistingNetworkProps } from "../../../src/constructs/network/existing-vpc";
import { Network } from "../../../src/constructs/network/network";
import { problemsOf, stackOf } from "../../support/synth";
import { at } from "../../support/terraform";

const SUBNETS = {
  public: { a: "subnet-a1", b: "subnet-b1" },
  private: { a: "subnet-a2", b: "subnet-b2" },
};

const existing = (given: Partial<ExistingNetworkProps> = {}, use?: (network: Network) => unknown) =>
  stackOf((stack) => {
    const network = new Network(stack, "network", {
      azs: 2,
      vpcId: "vpc-1",
      subnetIds: SUBNETS,
      ...given,
    });
    if (use !== undefined) stack.output("used", { value: use(network), description: "What a user finds" });
  });

const rulesOf = (name: string) =>
  at(existing().data("aws_subnet", name), "lifecycle", "postcondition") as {
    condition: string;
    error_message: string;
  }[];

test("makes nothing: routes, gateways, ACLs, default group and flow logs are its owner's", () => {
  const made = existing();
  expect(made.managed()).toEqual([]);
  expect(made.data("aws_vpc", "network").id).toBe("vpc-1");
});

test("is to its users what a network of the system's own is", () => {
  const { used } = existing({}, (network) => ({
    vpc: network.vpc.id,
    subnets: network.subnetIds("private"),
    zone: network.zoneOf("private", "b"),
    none: network.zoneOf("private", "c") ?? "none",
    waits: [...network.internetAccess, ...network.egressDependencies].length,
  })).section("output");
  expect(used?.value).toEqual({
    vpc: "${data.aws_vpc.network.id}",
    subnets: ["${data.aws_subnet.network_private_a.id}", "${data.aws_subnet.network_private_b.id}"],
    zone: "${data.aws_subnet.network_private_b.availability_zone}",
    none: "none",
    waits: 0,
  });
});

describe("the plan ends", () => {
  test("where the VPC has no DNS names", () => {
    const [rule] = at(existing().data("aws_vpc", "network"), "lifecycle", "postcondition") as object[];
    expect(rule).toMatchObject({ condition: "${self.enable_dns_support && self.enable_dns_hostnames}" });
  });

  test("where a subnet is in another VPC", () => {
    for (const name of ["public_a", "public_b", "private_a", "private_b"]) {
      expect(rulesOf(`network_${name}`)[0]?.condition).toBe("${self.vpc_id == data.aws_vpc.network.id}");
    }
  });

  test("where two subnets of the first tier are in one zone", () => {
    expect(rulesOf("network_public_a")).toHaveLength(1);
    expect(rulesOf("network_public_b")[1]?.condition).toBe(
      "${!contains([data.aws_subnet.network_public_a.availability_zone], self.availability_zone)}",
    );
  });

  test("where a key stands for another subnet and zone in the next tier, or for the same subnet", () => {
    const [, own, zone] = rulesOf("network_private_b").map(({ condition }) => condition);
    expect(own).toBe("${self.id != data.aws_subnet.network_public_b.id}");
    expect(zone).toBe("${self.availability_zone == data.aws_subnet.network_public_b.availability_zone}");
  });
});

describe("is refused", () => {
  const refused = (given: Partial<ExistingNetworkProps>) =>
    problemsOf(() => existing(given)).map(({ where, message }) => `${where}: ${message}`);

  test("in one availability zone", () => {
    const one = { public: { a: "subnet-a1" }, private: { a: "subnet-a2" } };
    expect(refused({ azs: 1, subnetIds: one })).toEqual(["test/network: azs 1 is not allowed: 2 to 6"]);
  });

  test("with too few or other subnets than availability zones", () => {
    expect(refused({ subnetIds: { public: { a: "subnet-a1", c: "subnet-c1" }, private: {} } })).toEqual([
      "test/network: subnetIds.public has the keys a, c: a, b are needed",
      "test/network: subnetIds.private has the keys none: a, b are needed",
    ]);
  });
});
