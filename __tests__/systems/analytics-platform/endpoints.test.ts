import { type JsonObject } from "../../../src/core/synthesis/json";
import { statementsOfRole } from "../../support/systems/roles";
import { at, type PolicyStatement, pointsAt, text } from "../../support/terraform";
import { all, arn, subnetsOf, SUFFIX, system } from "./synthesized";

/** Which part of each service's API is asked for from inside, by whom; "nobody" is refused everything. */
const ADMITTED: Readonly<Record<string, readonly string[]>> = {
  athena: ["dashboards-task"],
  dynamodb: ["market-events", "processing-task"],
  "ecr.api": ["dashboards-execution", "ingestion-execution", "processing-execution"],
  "ecr.dkr": ["dashboards-execution", "ingestion-execution", "processing-execution"],
  ecs: [],
  "kinesis-streams": ["ingestion-task"],
  kms: [],
  logs: ["dashboards-execution", "ingestion-execution", "processing-execution"],
  monitoring: [],
  s3: ["dashboards-task", "lake-transform"],
  secretsmanager: ["dashboards-rotation", "dashboards-task", "database-user-analytics"],
  sqs: ["market-events"],
  ssm: ["bastion"],
  ssmmessages: ["bastion"],
  sts: [],
};
/** These take no policy: instead nobody reaches them. */
const WITHOUT_POLICY = ["ecs-agent", "ecs-telemetry"];
/** IAM's prefixes, where they are not the endpoint's own name. */
const PREFIXES: Readonly<Record<string, string>> = {
  "ecr.api": "ecr",
  "ecr.dkr": "ecr",
  "kinesis-streams": "kinesis",
};
const CLOSED = "aws_security_group.network_endpoints_closed_sg";
const SERVICE = /^com\.amazonaws\.us-east-2\.(.+)$/;
const serviceOf = (endpoint: JsonObject) => SERVICE.exec(text(endpoint.service_name))?.[1] ?? "";
const endpoints = all("aws_vpc_endpoint").map(([, each]) => [serviceOf(each), each] as const);
const GATEWAYS = ["dynamodb", "s3"];
const interfaces = endpoints.filter(([service]) => !GATEWAYS.includes(service));
const allowed = (endpoint: JsonObject) =>
  (endpoint.policy === undefined ? [] : system.statements(endpoint.policy)).filter(
    ({ effect }) => effect !== "Deny",
  );

const roles = all("aws_iam_role").map(([name, { name: given }]) => ({
  address: `aws_iam_role.${name}`,
  arn: arn("iam", `role/${text(given)}`, ""),
  purpose: text(given).slice("role-".length, -`-${SUFFIX}`.length),
}));
const roleOf = ({ condition = [] }: PolicyStatement) => {
  const values = condition.filter(({ variable }) => variable === "aws:PrincipalArn").flatMap((c) => c.values);
  return roles.find((role) => values.length === 1 && role.arn === values[0]);
};

describe("FA-03", () => {
  test("FA-03 there are these endpoints, of this VPC", () => {
    expect(endpoints.map(([service]) => service).sort()).toEqual(
      [...Object.keys(ADMITTED), ...WITHOUT_POLICY].sort(),
    );
    for (const [, { vpc_id: id }] of endpoints) expect(id).toBe("${aws_vpc.network.id}");
  });

  test.each(GATEWAYS)("FA-03 %s is reached by a gateway, which costs nothing", (service) => {
    const [, endpoint] = endpoints.find(([name]) => name === service) ?? [];
    expect(endpoint?.vpc_endpoint_type).toBe("Gateway");
  });

  test.each(interfaces)("FA-03 %s is an interface in every zone, under the service's own name", (_, each) => {
    expect(each).toMatchObject({ vpc_endpoint_type: "Interface", private_dns_enabled: true });
    expect(pointsAt(each.subnet_ids)).toEqual(subnetsOf("private"));
    expect(pointsAt(each.security_group_ids)).toEqual([
      WITHOUT_POLICY.includes(serviceOf(each)) ? CLOSED : "aws_security_group.network_endpoints_sg",
    ]);
  });

  test("FA-03 what takes no policy has none, which AWS would refuse, and a group without any rule", () => {
    const without = endpoints.filter(([, each]) => each.policy === undefined).map(([service]) => service);
    expect(without.sort()).toEqual(WITHOUT_POLICY);
    const rules = ["ingress", "egress"].flatMap((way) => all(`aws_vpc_security_group_${way}_rule`));
    const groups = rules.flatMap(([, rule]) =>
      pointsAt([rule.security_group_id ?? null, rule.referenced_security_group_id ?? null]),
    );
    expect(groups.length).toBeGreaterThan(10);
    expect(groups).not.toContain(CLOSED);
  });

  test("FA-03 the interfaces' security group admits HTTPS of the system's own groups, and nothing more", () => {
    const rules = all("aws_vpc_security_group_ingress_rule")
      .map(([, rule]) => rule)
      .filter(({ security_group_id: id }) => pointsAt(id)[0] === "aws_security_group.network_endpoints_sg");
    expect(rules.length).toBeGreaterThan(0);
    for (const rule of rules) {
      expect(rule).toMatchObject({ ip_protocol: "tcp", from_port: 443, to_port: 443 });
      expect(pointsAt(rule.referenced_security_group_id)).toHaveLength(1);
      const group = system.follow(rule.referenced_security_group_id);
      expect(group.vpc_id).toBe("${aws_vpc.network.id}");
    }
    const out = all("aws_vpc_security_group_egress_rule").flatMap(([, each]) =>
      pointsAt(each.security_group_id),
    );
    expect(out).not.toContain("aws_security_group.network_endpoints_sg");
  });

  test.each(endpoints.filter(([service]) => !WITHOUT_POLICY.includes(service)))(
    "FA-03 the policy of %s admits those that call it, each by its role",
    (service, each) => {
      const admitting = allowed(each).filter(({ sid }) => sid !== "ImageLayers");
      const purposes = admitting.map((statement) => roleOf(statement)?.purpose);
      expect([...new Set(purposes)]).toEqual(ADMITTED[service]);
      const denied = system.statements(each.policy).filter(({ effect }) => effect === "Deny");
      expect(denied.map(({ sid }) => sid)).toEqual(ADMITTED[service]?.length === 0 ? ["NobodyYet"] : []);
    },
  );

  test.each(endpoints.filter(([service]) => !WITHOUT_POLICY.includes(service)))(
    "FA-03 the policy of %s admits what the roles may do, and not more",
    (service, each) => {
      for (const statement of allowed(each).filter(({ sid }) => sid !== "ImageLayers")) {
        const role = roleOf(statement);
        const granted = statementsOfRole(system, role?.address).filter(
          ({ sid, effect }) => effect !== "Deny" && statement.sid.endsWith(sid),
        );
        expect(granted).toHaveLength(1);
        const prefix = `${PREFIXES[service] ?? service}:`;
        const { actions, resources, condition = [] } = granted[0] ?? { actions: [] };
        expect(statement.actions).toEqual(actions.filter((action) => action.startsWith(prefix)));
        expect(statement.resources).toEqual(resources);
        expect(statement.condition).toEqual([
          { test: "ArnEquals", variable: "aws:PrincipalArn", values: [role?.arn] },
          ...condition,
        ]);
      }
    },
  );

  test("FA-03 no policy admits an action by wildcard, nor all resources where IAM knows single ones", () => {
    const statements = endpoints.flatMap(([, each]) => allowed(each));
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
    const wild = statements.filter(({ resources = ["*"] }) => resources.includes("*"));
    // Neither logging in to ECR nor Session Manager's channels have a resource in IAM; who opens them is
    // an instance of the account.
    expect([...new Set(wild.flatMap(({ actions }) => actions))].sort()).toEqual([
      "ecr:GetAuthorizationToken",
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ]);
  });

  test("FA-03 the layers of images, which ECR keeps in a bucket of AWS's, may be read", () => {
    const [, s3] = endpoints.find(([service]) => service === "s3") ?? [];
    const partition = "${data.aws_partition.partition.partition}";
    const { actions, resources, condition } = system.statement(s3?.policy, "ImageLayers");
    expect({ actions, resources, condition }).toEqual({
      actions: ["s3:GetObject"],
      resources: [`arn:${partition}:s3:::prod-us-east-2-starport-layer-bucket/*`],
      condition: undefined,
    });
  });

  test("FA-03 no bucket of the system but those of the lake is reached from inside", () => {
    const [, s3] = endpoints.find(([service]) => service === "s3") ?? [];
    const named = allowed(s3 ?? {}).flatMap(({ resources = [] }) => resources);
    const buckets = named.map((one) => /:::bucket-([a-z-]+)-\$/.exec(one)?.[1]).filter(Boolean);
    expect([...new Set(buckets)].sort()).toEqual(["lake-results", "processed", "raw"]);
    expect(at(s3, "policy")).toBeDefined();
  });
});
