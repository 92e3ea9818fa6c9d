import { SecurityGroup } from "../../../src/constructs/network/security-group";
import { networkIn } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { pointsAt } from "../../support/terraform";

const made = stackOf((stack) => {
  const network = networkIn(stack);
  const front = new SecurityGroup(stack, "front", { network, purpose: "alb" });
  const api = new SecurityGroup(stack, "api", { network, purpose: "loan-api" });
  const closed = new SecurityGroup(stack, "closed", { network, purpose: "closed" });
  front.allowFromInternet(443);
  api.allowFrom(front, 8080);
  api.allowHttpsToInternet();
  expect(closed.id).toBeDefined();
});

const rulesOf = (direction: "ingress" | "egress", group: string) =>
  Object.values(made.resources(`aws_vpc_security_group_${direction}_rule`)).filter(
    ({ security_group_id }) => pointsAt(security_group_id)[0] === `aws_security_group.${group}`,
  );

test("starts closed, both ways, without inline rules", () => {
  expect([...rulesOf("ingress", "closed"), ...rulesOf("egress", "closed")]).toEqual([]);
  for (const group of Object.values(made.resources("aws_security_group"))) {
    expect(group).not.toHaveProperty("ingress");
    expect(group).not.toHaveProperty("egress");
    expect(group.lifecycle).toEqual({ create_before_destroy: true });
    expect(pointsAt(group.vpc_id)).toEqual(["aws_vpc.network"]);
  }
});

test("an edge is a rule at either end, by reference and for one port", () => {
  const edge = { ip_protocol: "tcp", from_port: 8080, to_port: 8080, description: "alb to loan-api" };
  expect(rulesOf("ingress", "api")).toEqual([
    {
      ...edge,
      security_group_id: "${aws_security_group.api.id}",
      referenced_security_group_id: "${aws_security_group.front.id}",
    },
  ]);
  expect(rulesOf("egress", "front")).toEqual([
    {
      ...edge,
      security_group_id: "${aws_security_group.front.id}",
      referenced_security_group_id: "${aws_security_group.api.id}",
    },
  ]);
});

test("the internet comes in, or is reached over HTTPS, only where that is said", () => {
  expect(rulesOf("ingress", "front")).toEqual([
    expect.objectContaining({ cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443, ip_protocol: "tcp" }),
  ]);
  expect(rulesOf("egress", "api")).toEqual([
    expect.objectContaining({ cidr_ipv4: "0.0.0.0/0", from_port: 443, to_port: 443, ip_protocol: "tcp" }),
  ]);
});

test("a rule is known by its port and partner, not by its place in a list", () => {
  expect(Object.keys(made.resources("aws_vpc_security_group_ingress_rule"))).toEqual([
    "api_8080_from_alb",
    "front_443_from_internet",
  ]);
  expect(Object.keys(made.resources("aws_vpc_security_group_egress_rule"))).toEqual([
    "api_443_to_internet",
    "front_8080_to_loan_api",
  ]);
});
