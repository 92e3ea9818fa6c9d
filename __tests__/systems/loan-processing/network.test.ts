import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, pointsAt, text } from "../../support/terraform";
import { system } from "./synthesized";

const ANYWHERE = "0.0.0.0/0";

const all = (type: string) => Object.entries(system.resources(type));
const subnets = (tier: string) =>
  all("aws_subnet").filter(([, subnet]) => at(subnet, "tags", "Tier") === tier);
const zonesOf = (tier: string) => subnets(tier).map(([, { availability_zone: zone }]) => zone);

/** The routes of the table that a subnet is associated with. */
function routesOf(subnet: string): JsonObject[] {
  const associations = all("aws_route_table_association").filter(
    ([, { subnet_id: id }]) => id === `\${aws_subnet.${subnet}.id}`,
  );
  expect(associations).toHaveLength(1);
  const [table] = pointsAt(associations[0]?.[1].route_table_id);
  return all("aws_route")
    .filter(([, { route_table_id: id }]) => pointsAt(id)[0] === table)
    .map(([, route]) => route);
}

describe("LP-01", () => {
  test("LP-01 one VPC with DNS support and hostnames", () => {
    expect(system.only("aws_vpc")).toMatchObject({ enable_dns_support: true, enable_dns_hostnames: true });
    for (const [, { vpc_id: id }] of all("aws_subnet")) expect(id).toBe("${aws_vpc.network.id}");
  });

  test.each(["public", "private"])("LP-01 three %s subnets, one in each AZ of the region's list", (tier) => {
    const names = "data.aws_availability_zones.network_available.names";
    expect(zonesOf(tier)).toEqual([0, 1, 2].map((index) => `\${${names}.${index}}`));
    expect(system.data("aws_availability_zones", "network_available").state).toBe("available");
  });

  test("LP-01 no literal AZ anywhere", () => {
    expect(JSON.stringify(system.json)).not.toMatch(/"[a-z]{2}-[a-z]+-\d[a-f]"/);
  });
});

describe("LP-02", () => {
  test("LP-02 every public subnet routes the world to the internet gateway of the VPC", () => {
    expect(system.only("aws_internet_gateway").vpc_id).toBe("${aws_vpc.network.id}");
    for (const [name] of subnets("public")) {
      expect(routesOf(name)).toEqual([
        expect.objectContaining({
          destination_cidr_block: ANYWHERE,
          gateway_id: "${aws_internet_gateway.network.id}",
        }),
      ]);
    }
  });

  test("LP-02 no private subnet does, and none of all gives out public addresses", () => {
    for (const [name] of subnets("private")) {
      for (const route of routesOf(name)) expect(route).not.toHaveProperty("gateway_id");
    }
    for (const [, subnet] of all("aws_subnet")) expect(subnet.map_public_ip_on_launch).toBe(false);
  });
});

describe("LP-03", () => {
  const gateways = all("aws_nat_gateway");

  test("LP-03 a NAT gateway with an address of its own in the public subnet of each AZ", () => {
    const zones = gateways.map(([, { subnet_id: id }]) => system.follow(id).availability_zone);
    expect(zones.sort()).toEqual(zonesOf("public").sort());
    for (const [, { subnet_id: id }] of gateways)
      expect(at(system.follow(id), "tags", "Tier")).toBe("public");
    const addresses = gateways.flatMap(([, { allocation_id: id }]) => pointsAt(id));
    expect(new Set(addresses).size).toBe(3);
    for (const [, address] of all("aws_eip")) expect(address.domain).toBe("vpc");
  });

  test("LP-03 each private subnet routes the world to the NAT gateway of its own AZ", () => {
    expect(subnets("private")).toHaveLength(3);
    for (const [name, subnet] of subnets("private")) {
      const [route, ...others] = routesOf(name);
      expect(others).toEqual([]);
      expect(route?.destination_cidr_block).toBe(ANYWHERE);
      const gateway = system.follow(route?.nat_gateway_id);
      expect(system.follow(gateway.subnet_id).availability_zone).toBe(subnet.availability_zone);
    }
  });
});

describe("LP-04", () => {
  const rules = (tier: string, egress: boolean) =>
    all("aws_network_acl_rule")
      .map(([, rule]) => rule)
      .filter((rule) => rule.egress === egress && pointsAt(rule.network_acl_id)[0]?.endsWith(`_${tier}`))
      .map(({ from_port: from, to_port: to, cidr_block: cidr, protocol, rule_action: action }) =>
        [action, protocol, from, to, cidr].map(text).join(" "),
      )
      .sort();

  test.each(["public", "private"])("LP-04 an ACL on all %s subnets", (tier) => {
    const acl = system.resource("aws_network_acl", `network_acl_${tier}`);
    expect(pointsAt(acl.subnet_ids).sort()).toEqual(subnets(tier).map(([name]) => `aws_subnet.${name}`));
    expect(acl).not.toHaveProperty("ingress");
  });

  test("LP-04 private subnets admit the services' and the database's port from the VPC, and answers", () => {
    expect(rules("private", false)).toEqual([
      `allow tcp 1024 3388 ${ANYWHERE}`,
      `allow tcp 3390 65535 ${ANYWHERE}`,
      "allow tcp 5432 5432 10.20.0.0/16",
      "allow tcp 8080 8080 10.20.0.0/16",
    ]);
    expect(rules("private", true)).toEqual([
      `allow tcp 1024 65535 ${ANYWHERE}`,
      `allow tcp 443 443 ${ANYWHERE}`,
    ]);
  });

  test("LP-04 public subnets admit HTTP and HTTPS, and answers", () => {
    expect(rules("public", false)).toEqual([
      `allow tcp 1024 3388 ${ANYWHERE}`,
      `allow tcp 3390 65535 ${ANYWHERE}`,
      `allow tcp 443 443 ${ANYWHERE}`,
      `allow tcp 80 80 ${ANYWHERE}`,
    ]);
  });

  test("LP-04 what private subnets ask for, public ones let in: HTTPS to the NAT gateway, requests back", () => {
    expect(rules("public", false)).toContain(`allow tcp 443 443 ${ANYWHERE}`);
    expect(rules("public", true)).toContain(`allow tcp 1024 65535 ${ANYWHERE}`);
    expect(rules("public", true)).toContain(`allow tcp 443 443 ${ANYWHERE}`);
  });

  test.each([22, 3389])("LP-04 no rule admits port %d", (port) => {
    const admitting = all("aws_network_acl_rule").filter(
      ([, { egress, from_port: from, to_port: to, rule_action: action }]) =>
        egress === false && action === "allow" && Number(from) <= port && Number(to) >= port,
    );
    expect(admitting).toEqual([]);
  });
});

describe("LP-05", () => {
  test("LP-05 the default security group is adopted and empty", () => {
    const group = system.only("aws_default_security_group");
    expect(group.vpc_id).toBe("${aws_vpc.network.id}");
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
  });

  test("LP-05 flow logs of all traffic go to an encrypted log group, by a role that may write there", () => {
    const log = system.only("aws_flow_log");
    expect(log).toMatchObject({ traffic_type: "ALL", vpc_id: "${aws_vpc.network.id}" });
    expect(pointsAt(system.follow(log.log_destination).kms_key_id)).toEqual(["aws_kms_key.keys_logs"]);
    const [role] = pointsAt(log.iam_role_arn);
    const attachments = all("aws_iam_role_policy_attachment").filter(
      ([, { role: to }]) => pointsAt(to)[0] === role,
    );
    expect(attachments).toHaveLength(1);
    const policy = system.follow(attachments[0]?.[1].policy_arn).policy;
    expect(system.statement(policy, "WriteLogs").actions).toContain("logs:PutLogEvents");
    expect(log.depends_on).toEqual(attachments.map(([name]) => `aws_iam_role_policy_attachment.${name}`));
  });
});

describe("LP-06", () => {
  const ingress = all("aws_vpc_security_group_ingress_rule").map(([, rule]) => rule);
  const groupOf = (user: JsonObject, ...path: (string | number)[]) => pointsAt(at(user, ...path));

  test("LP-06 nothing but the load balancer admits the internet, on 80 and 443", () => {
    const open = ingress.filter(
      (rule) => "cidr_ipv4" in rule || "cidr_ipv6" in rule || "prefix_list_id" in rule,
    );
    const [balancer] = groupOf(system.only("aws_lb"), "security_groups");
    expect(open.map((rule) => [pointsAt(rule.security_group_id)[0], rule.from_port, rule.to_port])).toEqual([
      [balancer, 443, 443],
      [balancer, 80, 80],
    ]);
  });

  test("LP-06 a service admits the load balancer and services that may call it, on its port", () => {
    const services = Object.values(system.resources("aws_ecs_service"));
    expect(services.length).toBeGreaterThan(0);
    const [balancer] = groupOf(system.only("aws_lb"), "security_groups");
    for (const service of services) {
      const groups = groupOf(service, "network_configuration", "security_groups");
      const admitted = ingress.filter((rule) => groups.includes(pointsAt(rule.security_group_id)[0] ?? ""));
      expect(
        admitted.map((rule) => [pointsAt(rule.referenced_security_group_id)[0], rule.from_port]),
      ).toEqual(
        [balancer, ...(groups[0]?.includes("credit_decision") ? ["aws_security_group.loan_api_sg"] : [])].map(
          (from) => [from, at(service, "load_balancer", 0, "container_port")],
        ),
      );
    }
  });

  test("LP-06 the database admits the services, the job and its user's function, on its port only", () => {
    const [database] = groupOf(system.only("aws_rds_cluster"), "vpc_security_group_ids");
    const admitted = ingress.filter((rule) => pointsAt(rule.security_group_id)[0] === database);
    expect(admitted.map((rule) => [pointsAt(rule.referenced_security_group_id)[0], rule.from_port])).toEqual(
      ["credit_decision_sg", "database_user_function_sg", "loan_api_sg", "reassessment_sg"].map((name) => [
        `aws_security_group.${name}`,
        5432,
      ]),
    );
  });

  test("LP-06 every edge between groups has both its ends", () => {
    const ends = (type: string, from: string, to: string) =>
      all(type)
        .map(([, rule]) => rule)
        .filter((rule) => "referenced_security_group_id" in rule)
        .map((rule) =>
          [pointsAt(rule[from])[0], pointsAt(rule[to])[0], text(rule.from_port), text(rule.to_port)].join(
            " ",
          ),
        )
        .sort();
    const [group, other] = ["security_group_id", "referenced_security_group_id"];
    const heard = ends("aws_vpc_security_group_ingress_rule", other, group);
    expect(heard.length).toBeGreaterThan(0);
    expect(ends("aws_vpc_security_group_egress_rule", group, other)).toEqual(heard);
  });

  test("LP-06 rules are resources of their own, one for each edge", () => {
    for (const [, group] of all("aws_security_group")) {
      expect(group).not.toHaveProperty("ingress");
      expect(group).not.toHaveProperty("egress");
    }
    expect(system.resources("aws_security_group_rule")).toEqual({});
  });
});
