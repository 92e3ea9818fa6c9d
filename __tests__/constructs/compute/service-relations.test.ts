import { type Scaling } from "../../../src/constructs/compute/autoscaling";
import { FargateService, type FargateServiceProps } from "../../../src/constructs/compute/fargate-service";
import { ServiceDiscovery } from "../../../src/constructs/compute/service-discovery";
import { platformIn } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";

const SCALING: Scaling = {
  minimum: 3,
  maximum: 12,
  policies: { cpu: { kind: "target-tracking", metric: "cpu", percent: 60 } },
};

interface Given {
  readonly discovered?: boolean;
  readonly props?: Partial<FargateServiceProps>;
}

/** Two services, of which the first may call the second. */
const servicesOf = ({ discovered = true, props = {} }: Given = {}) =>
  stackOf((stack) => {
    const { cluster, network, logs, front, repository } = platformIn(stack);
    const discovery = new ServiceDiscovery(stack, "discovery", { network });
    const [caller, provider] = (["loan-api", "credit-decision"] as const).map(
      (name, index) =>
        new FargateService(stack, name, {
          cluster,
          network,
          logs,
          image: "${var.image}",
          repository,
          size: { cpu: 512, memory: 1024 },
          port: 8080,
          healthCheckPath: "/",
          desiredCount: 3,
          capacity: { fargate: 4, spot: 1 },
          route: front.route(name, { paths: [`/${name}`], priority: 100 + index, healthCheckPath: "/" }),
          ...(discovered && { discovery }),
          ...props,
        }),
    );
    if (caller === undefined || provider === undefined) throw new Error("there are two services");
    caller.allowCallsTo(provider);
  });

describe("a service that others call", () => {
  const made = servicesOf();

  test("is registered under its own name", () => {
    expect(made.resource("aws_ecs_service", "credit_decision").service_registries).toEqual({
      registry_arn: "${aws_service_discovery_service.discovery_credit_decision.arn}",
    });
    expect(made.resource("aws_service_discovery_service", "discovery_credit_decision").name).toBe(
      "credit-decision",
    );
  });

  test("admits its caller on its port, which may go there: one way only", () => {
    const edge = { from_port: 8080, to_port: 8080, ip_protocol: "tcp" };
    expect(
      made.resource("aws_vpc_security_group_ingress_rule", "credit_decision_sg_8080_from_loan_api"),
    ).toMatchObject({
      ...edge,
      security_group_id: "${aws_security_group.credit_decision_sg.id}",
      referenced_security_group_id: "${aws_security_group.loan_api_sg.id}",
    });
    expect(
      made.resource("aws_vpc_security_group_egress_rule", "loan_api_sg_8080_to_credit_decision"),
    ).toMatchObject(edge);
    expect(Object.keys(made.resources("aws_vpc_security_group_ingress_rule"))).not.toContain(
      "loan_api_sg_8080_from_credit_decision",
    );
  });

  test("must have a name to be called by", () => {
    expect(problemsOf(() => servicesOf({ discovered: false }))).toEqual([
      { where: "test/credit-decision", message: "it has no discovery, so loan-api cannot find it" },
    ]);
  });
});

describe("a service that scales", () => {
  const made = servicesOf({ props: { scaling: SCALING } });

  test("begins with a count that Terraform leaves alone from then on", () => {
    expect(made.resource("aws_ecs_service", "loan_api")).toMatchObject({
      desired_count: 3,
      lifecycle: { ignore_changes: ["desired_count"] },
    });
    expect(made.resource("aws_appautoscaling_target", "loan_api_scaling").resource_id).toBe(
      "service/${aws_ecs_cluster.cluster.name}/${aws_ecs_service.loan_api.name}",
    );
  });

  test("must have a task in each zone of its subnets, and begin within its bounds", () => {
    const scaling = { ...SCALING, minimum: 2, maximum: 2 };
    const problems = problemsOf(() => servicesOf({ props: { scaling } }));
    expect(problems.map(({ where }) => where)).toEqual(["test/loan-api", "test/loan-api"]);
    expect(problems.map(({ message }) => message)).toEqual([
      "desiredCount is 3: from scaling's minimum (2) to its maximum (2) is allowed",
      "scaling: minimum 2 leaves one of 3 availability zones without a task: at least 3 is allowed, or a fewerThanZonesReason that says why",
    ]);
  });
});

test("a service that does not scale has its count from Terraform alone", () => {
  const made = servicesOf();
  expect(made.resource("aws_ecs_service", "loan_api")).not.toHaveProperty("lifecycle");
  expect(made.resources("aws_appautoscaling_target")).toEqual({});
});

test("a base goes to one kind of capacity, and not to two", () => {
  const capacity = { fargate: 1, spot: 1, base: { fargate: 2 } };
  expect(servicesOf({ props: { capacity } }).resource("aws_ecs_service", "loan_api")).toMatchObject({
    capacity_provider_strategy: [
      { capacity_provider: "FARGATE", weight: 1, base: 2 },
      { capacity_provider: "FARGATE_SPOT", weight: 1 },
    ],
  });
  const two = { ...capacity, base: { fargate: 2, spot: 1 } };
  expect(problemsOf(() => servicesOf({ props: { capacity: two } }))[0]?.message).toContain(
    "both have a base",
  );
});
