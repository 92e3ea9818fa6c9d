import { at, pointsAt, text } from "../../support/terraform";
import { addresses, all, subnetsOf, system } from "./synthesized";

/** The routes of the table that a subnet is associated with. */
function routesOf(subnet: string) {
  const tables = all("aws_route_table_association")
    .filter(([, { subnet_id: id }]) => pointsAt(id)[0] === subnet)
    .flatMap(([, { route_table_id: id }]) => pointsAt(id));
  expect(tables).toHaveLength(1);
  return all("aws_route")
    .filter(([, { route_table_id: id }]) => pointsAt(id)[0] === tables[0])
    .map(([, route]) => route);
}

describe("FA-01", () => {
  test("FA-01 the system is in us-east-2", () => {
    expect(at(system.json, "provider", "aws", 0, "region")).toBe("us-east-2");
    expect(at(system.json, "provider", "aws", 1)).toBeUndefined();
  });

  test("FA-01 one VPC, whose DNS gives endpoints the names of their services", () => {
    expect(system.only("aws_vpc")).toMatchObject({ enable_dns_support: true, enable_dns_hostnames: true });
    for (const [, { vpc_id: id }] of all("aws_subnet")) expect(id).toBe("${aws_vpc.network.id}");
  });

  test.each(["public", "private"])("FA-01 three %s subnets, one in each AZ of the region's list", (tier) => {
    const zones = subnetsOf(tier).map((address) => system.follow(`\${${address}.id}`).availability_zone);
    const names = "data.aws_availability_zones.network_available.names";
    expect(zones).toEqual([0, 1, 2].map((index) => `\${${names}.${index}}`));
    expect(system.data("aws_availability_zones", "network_available").state).toBe("available");
  });

  test("FA-01 the load balancer alone is in the public subnets, in all of them", () => {
    expect(pointsAt(system.only("aws_lb").subnets)).toEqual(subnetsOf("public"));
    const isNetwork = /^aws_(route_table_association|network_acl)\./;
    const users = system
      .managed()
      .filter(([address, resource]) => {
        const used = Object.entries(resource).filter(([argument]) => argument !== "depends_on");
        const named = used.flatMap(([, value]) => pointsAt(value));
        return !isNetwork.test(address) && named.some((to) => subnetsOf("public").includes(to));
      })
      .map(([address]) => address);
    expect(users).toEqual(["aws_lb.front"]);
  });

  test("FA-01 all compute and data are in the private subnets, of all zones", () => {
    const everywhere = [
      ...all("aws_ecs_service").map(([, each]) => at(each, "network_configuration", "subnets")),
      ...all("aws_lambda_function").map(([, each]) => at(each, "vpc_config", "subnet_ids")),
      ...all("aws_db_subnet_group").map(([, each]) => each.subnet_ids),
    ];
    expect(everywhere).toHaveLength(3 + 4 + 1);
    for (const subnets of everywhere) expect(pointsAt(subnets)).toEqual(subnetsOf("private"));
    expect(subnetsOf("private")).toContain(pointsAt(system.only("aws_instance").subnet_id)[0]);
  });
});

describe("FA-02", () => {
  test("FA-02 there is no NAT gateway or instance, no address of it, no other way out", () => {
    const ways =
      /^aws_(nat_gateway|eip|egress_only_internet_gateway|.*transit_gateway.*|vpc_peering.*|vpn_.*|network_interface.*)$/;
    const types = Object.keys(system.section("resource"));
    expect(types.filter((type) => ways.test(type))).toEqual([]);
    expect(addresses("aws_internet_gateway")).toEqual(["aws_internet_gateway.network"]);
  });

  test("FA-02 private subnets have tables without a route of their own, public ones lead to the internet", () => {
    expect(subnetsOf("private")).toHaveLength(3);
    for (const subnet of subnetsOf("private")) expect(routesOf(subnet)).toEqual([]);
    for (const subnet of subnetsOf("public")) {
      expect(routesOf(subnet)).toEqual([
        expect.objectContaining({
          destination_cidr_block: "0.0.0.0/0",
          gateway_id: "${aws_internet_gateway.network.id}",
        }),
      ]);
    }
    // A route may also stand in the table itself, or the table be the VPC's main one.
    for (const [, table] of all("aws_route_table")) expect(table).not.toHaveProperty("route");
    expect(addresses("aws_main_route_table_association")).toEqual([]);
    expect(addresses("aws_default_route_table")).toEqual([]);
  });

  test("FA-02 what the tables of private subnets get are the routes of gateway endpoints, and only they", () => {
    const gateways = all("aws_vpc_endpoint").filter(([, each]) => each.vpc_endpoint_type === "Gateway");
    expect(gateways.map(([name]) => name)).toEqual(["network_endpoints_dynamodb", "network_endpoints_s3"]);
    const tables = subnetsOf("private").map((subnet) => subnet.replace("aws_subnet", "aws_route_table"));
    for (const [, { route_table_ids: ids }] of gateways) expect(pointsAt(ids)).toEqual(tables);
  });

  test("FA-02 nothing has a public address", () => {
    for (const [, subnet] of all("aws_subnet")) expect(subnet.map_public_ip_on_launch).toBe(false);
    for (const [, service] of all("aws_ecs_service"))
      expect(at(service, "network_configuration", "assign_public_ip")).toBe(false);
    expect(system.only("aws_instance").associate_public_ip_address).toBe(false);
    for (const [, instance] of all("aws_rds_cluster_instance"))
      expect(instance.publicly_accessible).toBe(false);
  });

  test("FA-02 no security group of what is private lets it speak to addresses outside", () => {
    for (const [, rule] of all("aws_vpc_security_group_egress_rule")) {
      expect(rule).not.toHaveProperty("cidr_ipv4");
      expect(rule).not.toHaveProperty("cidr_ipv6");
    }
  });
});

describe("FA-31", () => {
  const GROUP = "aws_security_group.";
  const named = (address = "") =>
    address.startsWith(GROUP) ? address.slice(GROUP.length).replace(/_sg$/, "") : address;

  /** Who may reach whom, where: everything that is not here is closed. */
  const FLOWS = [
    "bastion -> database 5432",
    "bastion -> network_endpoints 443",
    "consumer_function -> network_endpoints 443",
    "dashboards -> database 5432",
    "dashboards -> network_endpoints 443",
    "dashboards -> processing 8080",
    "dashboards_secret_function -> database 5432",
    "dashboards_secret_function -> network_endpoints 443",
    "database_user_function -> database 5432",
    "database_user_function -> network_endpoints 443",
    "front -> dashboards 8080",
    "front -> ingestion 8080",
    "ingestion -> network_endpoints 443",
    "processing -> database 5432",
    "processing -> network_endpoints 443",
    "transformation_function -> network_endpoints 443",
  ];
  const FROM_OUTSIDE = ["0.0.0.0/0 -> front 443", "0.0.0.0/0 -> front 80"];
  const TO_GATEWAYS = [
    "consumer_function -> aws_vpc_endpoint.network_endpoints_dynamodb 443",
    "dashboards -> aws_vpc_endpoint.network_endpoints_s3 443",
    "ingestion -> aws_vpc_endpoint.network_endpoints_s3 443",
    "processing -> aws_vpc_endpoint.network_endpoints_dynamodb 443",
    "processing -> aws_vpc_endpoint.network_endpoints_s3 443",
    "transformation_function -> aws_vpc_endpoint.network_endpoints_s3 443",
  ];

  const rules = (direction: "ingress" | "egress") =>
    all(`aws_vpc_security_group_${direction}_rule`).map(([, rule]) => {
      const own = named(pointsAt(rule.security_group_id)[0]);
      const peer =
        named(pointsAt([rule.referenced_security_group_id ?? null, rule.prefix_list_id ?? null])[0]) ||
        text(rule.cidr_ipv4 ?? rule.cidr_ipv6 ?? "nobody");
      expect(rule).toMatchObject({ ip_protocol: "tcp", to_port: rule.from_port });
      return `${direction === "ingress" ? `${peer} -> ${own}` : `${own} -> ${peer}`} ${text(rule.from_port)}`;
    });

  test("FA-31 security groups admit these flows, and no other", () => {
    expect(rules("ingress").sort()).toEqual([...FLOWS, ...FROM_OUTSIDE].sort());
  });

  test("FA-31 security groups let out these flows, and no other", () => {
    expect(rules("egress").sort()).toEqual([...FLOWS, ...TO_GATEWAYS].sort());
  });

  test("FA-31 rules are resources of their own, and all that has a network card has a group of its own", () => {
    for (const [, group] of all("aws_security_group")) {
      expect(group).not.toHaveProperty("ingress");
      expect(group).not.toHaveProperty("egress");
    }
    expect(addresses("aws_security_group_rule")).toEqual([]);
    const groups = [
      ...all("aws_ecs_service").map(([, each]) => at(each, "network_configuration", "security_groups")),
      ...all("aws_lambda_function").map(([, each]) => at(each, "vpc_config", "security_group_ids")),
      ...all("aws_rds_cluster").map(([, each]) => each.vpc_security_group_ids),
      ...all("aws_lb").map(([, each]) => each.security_groups),
      ...all("aws_instance").map(([, each]) => each.vpc_security_group_ids),
    ].map((given) => pointsAt(given));
    expect(groups.filter(({ length }) => length !== 1)).toEqual([]);
    const endpoints = ["sg", "closed_sg"].map((name) => `aws_security_group.network_endpoints_${name}`);
    const own = [...groups.flat(), ...endpoints];
    expect(own.sort()).toEqual(addresses("aws_security_group").sort());
  });

  test("FA-31 the VPC's default security group is adopted, and closed", () => {
    const group = system.only("aws_default_security_group");
    expect(group.vpc_id).toBe("${aws_vpc.network.id}");
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  });

  test("FA-31 the private subnets' ACL admits the three ports from the VPC alone, and answers", () => {
    const admitted = all("aws_network_acl_rule")
      .map(([, rule]) => rule)
      .filter((rule) => rule.egress === false && text(rule.network_acl_id).includes("acl_private"))
      .filter((rule) => rule.rule_action === "allow")
      .map((rule) => [rule.from_port, rule.to_port, rule.cidr_block].map((each) => text(each)).join(" "));
    expect(admitted.sort()).toEqual([
      "1024 3388 0.0.0.0/0",
      "3390 65535 0.0.0.0/0",
      "443 443 10.60.0.0/16",
      "5432 5432 10.60.0.0/16",
      "8080 8080 10.60.0.0/16",
    ]);
  });
});
