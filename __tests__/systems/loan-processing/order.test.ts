import { system } from "./synthesized";

describe("LP-23", () => {
  const waitsFor = system.waits(system.only("aws_lambda_invocation"));

  test("LP-23 it runs once its subnets have a way out: routes to NAT gateways, ACLs with all their rules", () => {
    const all = ["aws_route", "aws_route_table_association", "aws_network_acl_rule"].flatMap((type) =>
      Object.keys(system.resources(type)).map((name) => `${type}.${name}`),
    );
    // The public route is what the NAT gateways wait for.
    const way = all.filter((address) => address !== "aws_route.network_public");
    expect(way.length).toBeGreaterThan(20);
    expect(waitsFor).toEqual(expect.arrayContaining(way));
  });

  test("LP-23 no task starts before the user that it signs in as is made", () => {
    const scheduled = Object.values(system.resources("aws_cloudwatch_event_rule")).filter(
      ({ schedule_expression: schedule }) => schedule !== undefined,
    );
    const starting = [...Object.values(system.resources("aws_ecs_service")), ...scheduled];
    expect(starting).toHaveLength(3);
    for (const { depends_on: waits } of starting)
      expect(waits).toContain("aws_lambda_invocation.database_user");
  });
});
