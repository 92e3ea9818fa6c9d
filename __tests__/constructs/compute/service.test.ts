import { Cluster } from "../../../src/constructs/compute/cluster";
import { FargateService, type FargateServiceProps } from "../../../src/constructs/compute/fargate-service";
import { toEnvironment } from "../../../src/constructs/compute/container";
import { Key } from "../../../src/constructs/encryption/key";
import { platformIn } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at, decoded, pointsAt } from "../../support/terraform";

const serviceOf = (props: Partial<FargateServiceProps> = {}) =>
  stackOf((stack) => {
    const { cluster, network, logs, front, repository } = platformIn(stack);
    new FargateService(stack, "loan-api", {
      cluster,
      network,
      logs,
      image: "${var.image}",
      repository,
      size: { cpu: 512, memory: 1024 },
      port: 8080,
      healthCheckPath: "/health",
      environment: { ZONE: "z", ALPHA: "a" },
      desiredCount: 3,
      capacity: { fargate: 4, spot: 1 },
      route: front.route("loan-api", { paths: ["/loans"], priority: 100, healthCheckPath: "/" }),
      ...props,
    });
  });

const secret = { arn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:x", grantRead: () => undefined };
const made = serviceOf();
const service = made.only("aws_ecs_service");
const task = made.only("aws_ecs_task_definition");

describe("a cluster", () => {
  test("has Container Insights, whose log group is there before it", () => {
    const cluster = made.only("aws_ecs_cluster");
    expect(cluster.setting).toEqual([{ name: "containerInsights", value: "enabled" }]);
    expect(cluster.depends_on).toEqual(["aws_cloudwatch_log_group.cluster_insights"]);
    expect(made.resource("aws_cloudwatch_log_group", "cluster_insights")).toEqual({
      name: "/aws/ecs/containerinsights/cluster-${var.environment_suffix}/performance",
      kms_key_id: "${aws_kms_key.key.arn}",
      retention_in_days: 365,
    });
  });

  test("offers Fargate and Fargate Spot", () => {
    expect(made.only("aws_ecs_cluster_capacity_providers")).toEqual({
      cluster_name: "${aws_ecs_cluster.cluster.name}",
      capacity_providers: ["FARGATE", "FARGATE_SPOT"],
    });
  });

  test("encrypts the tasks' storage under a key that lets Fargate do so for this cluster", () => {
    expect(pointsAt(made.only("aws_ecs_cluster").configuration)).toEqual(["aws_kms_key.key"]);
    const { policy } = made.resource("aws_kms_key", "key");
    for (const [sid, action] of [
      ["AllowFargateStorage", "kms:GenerateDataKeyWithoutPlaintext"],
      ["AllowFargateGrants", "kms:CreateGrant"],
    ] as const) {
      const statement = made.statement(policy, sid);
      expect(statement.actions).toEqual([action]);
      expect(statement.principals).toEqual([{ type: "Service", identifiers: ["fargate.amazonaws.com"] }]);
      expect(statement.condition).toContainEqual({
        test: "StringEquals",
        variable: "kms:EncryptionContext:aws:ecs:clusterName",
        values: ["cluster-${var.environment_suffix}"],
      });
    }
  });
});

describe("a service", () => {
  test("spreads over the capacity by its weights, without a base", () => {
    expect(service.capacity_provider_strategy).toEqual([
      { capacity_provider: "FARGATE", weight: 4 },
      { capacity_provider: "FARGATE_SPOT", weight: 1 },
    ]);
    expect(service).not.toHaveProperty("launch_type");
  });

  test.each([
    [{ fargate: 1, spot: 0 }, ["FARGATE"]],
    [{ fargate: 0, spot: 1 }, ["FARGATE_SPOT"]],
  ])("with the weights %j names one kind only", (capacity, kinds) => {
    const strategy = serviceOf({ capacity }).only("aws_ecs_service").capacity_provider_strategy;
    expect(strategy).toEqual(kinds.map((capacity_provider) => ({ capacity_provider, weight: 1 })));
  });

  test.each([
    { fargate: 0, spot: 0 },
    { fargate: -1, spot: 1 },
    { fargate: 1.5, spot: 1 },
    { fargate: 1001, spot: 1 },
  ])("with the weights %j is refused: ECS takes whole numbers from 0 to 1000, not all 0", (capacity) => {
    const [problem] = problemsOf(() => serviceOf({ capacity }));
    expect(problem?.where).toBe("test/loan-api");
  });

  test("of an invalid size is refused with its path", () => {
    expect(problemsOf(() => serviceOf({ size: { cpu: 256, memory: 4096 } }))).toEqual([
      { where: "test/loan-api", message: "memory 4096 does not go with cpu 256: 512, 1024, 2048 MiB do" },
    ]);
  });

  test("rolls back what does not become healthy, and rebalances over the AZs", () => {
    expect(service).toMatchObject({
      deployment_circuit_breaker: { enable: true, rollback: true },
      deployment_minimum_healthy_percent: 100,
      deployment_maximum_percent: 200,
      availability_zone_rebalancing: "ENABLED",
    });
  });

  test("waits for providers, policies, roles, the listener's rule, and its ways in and out", () => {
    expect(service.depends_on).toEqual([
      "aws_ecs_cluster_capacity_providers.cluster",
      "aws_iam_role_policy_attachment.loan_api_task_execution_role",
      "aws_iam_role.loan_api_task_role",
      "aws_lb_listener_rule.front_loan_api",
      "aws_vpc_security_group_ingress_rule.loan_api_sg_8080_from_alb",
      "aws_vpc_security_group_egress_rule.loan_api_sg_443_to_internet",
      "terraform_data.network_way_out",
    ]);
  });

  test("runs in private subnets and is reached by the load balancer alone", () => {
    expect(at(service, "network_configuration", "assign_public_ip")).toBe(false);
    expect(pointsAt(at(service, "network_configuration", "subnets"))).toEqual(
      ["a", "b", "c"].map((az) => `aws_subnet.network_private_${az}`),
    );
    expect(made.resource("aws_vpc_security_group_ingress_rule", "loan_api_sg_8080_from_alb")).toMatchObject({
      referenced_security_group_id: "${aws_security_group.front_sg.id}",
    });
  });
});

describe("its container", () => {
  const [container] = decoded(task.container_definitions) as object[];

  test("has no null anywhere, which would make every plan differ", () => {
    expect(JSON.stringify(container)).not.toContain("null,");
    expect(JSON.stringify(container)).not.toContain("null}");
  });

  test("can write to its scratch folder only, and has no rights beyond its own", () => {
    expect(container).toMatchObject({
      readonlyRootFilesystem: true,
      privileged: false,
      mountPoints: [{ sourceVolume: "scratch", containerPath: "/tmp", readOnly: false }],
    });
    expect(task.volume).toEqual([{ name: "scratch" }]);
  });

  test("has its environment in ECS's order, the port among it", () => {
    expect(container).toMatchObject({
      environment: [
        { name: "ALPHA", value: "a" },
        { name: "PORT", value: "8080" },
        { name: "ZONE", value: "z" },
      ],
      portMappings: [{ containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
    });
    expect(toEnvironment({ b: "1", B: "2", a_b: "3", aB: "4" }).map(({ name }) => name)).toEqual([
      "B",
      "aB",
      "a_b",
      "b",
    ]);
  });

  test("asks itself whether it is well, on its own path", () => {
    expect(
      at(JSON.parse(JSON.stringify(container)) as Record<string, never>, "healthCheck", "command", 1),
    ).toContain("http://127.0.0.1:8080/health");
  });
});

test("a service's tasks have secrets by reference", () => {
  const withSecret = serviceOf({
    secrets: {
      PASSWORD: { secret, jsonKey: "password" },
      API_KEY: { secret, jsonKey: "key" },
      USER: { secret, jsonKey: "username" },
    },
  });
  const [container] = decoded(withSecret.only("aws_ecs_task_definition").container_definitions) as object[];
  expect(container).toHaveProperty("secrets", [
    { name: "API_KEY", valueFrom: `${secret.arn}:key::` },
    { name: "PASSWORD", valueFrom: `${secret.arn}:password::` },
    { name: "USER", valueFrom: `${secret.arn}:username::` },
  ]);
});

test("PORT is the service's own, and no secret", () => {
  const refused = problemsOf(() => serviceOf({ secrets: { PORT: { secret, jsonKey: "port" } } }));
  expect(refused.map(({ message }) => message)).toEqual([
    "PORT is in environment and in secrets: one of them is allowed",
  ]);
});

test("capacity that the cluster has not is refused", () => {
  const refused = problemsOf(() =>
    stackOf((stack) => {
      const { network, logs, front, repository } = platformIn(stack);
      const storageKey = new Key(stack, "storage", { purpose: "storage", description: "Encrypts storage" });
      const cluster = new Cluster(stack, "spots", { logs, storageKey, capacityProviders: ["spot"] });
      new FargateService(stack, "loan-api", {
        cluster,
        network,
        logs,
        image: "${var.image}",
        repository,
        size: { cpu: 512, memory: 1024 },
        port: 8080,
        healthCheckPath: "/health",
        desiredCount: 3,
        capacity: { fargate: 4, spot: 1 },
        route: front.route("loan-api", { paths: ["/loans"], priority: 100, healthCheckPath: "/" }),
      });
    }),
  );
  expect(refused).toEqual([
    { where: "test/loan-api", message: "capacity has fargate 4, and the cluster spot only" },
  ]);
});
