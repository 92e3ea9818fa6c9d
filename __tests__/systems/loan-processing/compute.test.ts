import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { fargateSizeProblem } from "../../../src/constructs/compute/fargate-size";
import { at, decoded, pointsAt, streamsArn, text } from "../../support/terraform";
import { system } from "./synthesized";

const services = Object.entries(system.resources("aws_ecs_service"));
const tasks = Object.entries(system.resources("aws_ecs_task_definition"));
const containersOf = (task: JsonObject) => decoded(task.container_definitions) as JsonObject[];
const taskOf = (service: JsonObject) => system.follow(service.task_definition);

/** The policy documents of what is attached to a role. */
const policiesOf = (role: string | undefined): Json[] =>
  Object.values(system.resources("aws_iam_role_policy_attachment"))
    .filter((attachment) => pointsAt(attachment.role)[0] === role)
    .map(({ policy_arn: arn }) => system.follow(arn).policy ?? null);

test("the tests see a service", () => {
  expect(services.map(([name]) => name)).toContain("loan_api");
});

describe("LP-10", () => {
  test("LP-10 a cluster with Container Insights", () => {
    expect(system.only("aws_ecs_cluster").setting).toEqual([{ name: "containerInsights", value: "enabled" }]);
  });

  test("LP-10 FARGATE and FARGATE_SPOT are attached to it", () => {
    const attached = system.only("aws_ecs_cluster_capacity_providers");
    expect(attached.capacity_providers).toEqual(["FARGATE", "FARGATE_SPOT"]);
    expect(pointsAt(attached.cluster_name)).toEqual(["aws_ecs_cluster.cluster"]);
  });
});

describe("LP-11", () => {
  test.each(services)("LP-11 %s runs in all private subnets, without public addresses", (_, service) => {
    const chosen = pointsAt(at(service, "network_configuration", "subnets"));
    const isPrivate = (subnet: JsonObject) => at(subnet, "tags", "Tier") === "private";
    const all = Object.entries(system.resources("aws_subnet")).filter(([, subnet]) => isPrivate(subnet));
    expect(chosen).toEqual(all.map(([name]) => `aws_subnet.${name}`));
    expect(at(service, "network_configuration", "assign_public_ip")).toBe(false);
  });

  test("LP-11 the loan API serves /loans, with an image from a variable", () => {
    const service = system.resource("aws_ecs_service", "loan_api");
    const [rule] = Object.values(system.resources("aws_lb_listener_rule")).filter(
      ({ action }) =>
        pointsAt(action)[0] === pointsAt(at(service, "load_balancer", 0, "target_group_arn"))[0],
    );
    expect(at(rule, "condition", 0, "path_pattern", "values")).toEqual(["/loans", "/loans/*"]);
    expect(containersOf(taskOf(service)).map(({ image }) => image)).toEqual(["${var.loan_api_image}"]);
  });
});

test.each(services)("LP-12 %s has 4 tasks on Fargate for each one on Spot, without a base", (_, service) => {
  const strategy = service.capacity_provider_strategy as JsonObject[];
  expect(strategy).toEqual([
    { capacity_provider: "FARGATE", weight: 4 },
    { capacity_provider: "FARGATE_SPOT", weight: 1 },
  ]);
  const total = strategy.reduce((sum, { weight }) => sum + Number(weight), 0);
  expect(1 / total).toBe(0.2);
  expect(service).not.toHaveProperty("launch_type");
});

describe.each(tasks)("LP-13 the task %s", (_, task) => {
  const containers = containersOf(task);

  test("LP-13 is awsvpc, of a size that Fargate takes", () => {
    expect(task).toMatchObject({ network_mode: "awsvpc", requires_compatibilities: ["FARGATE"] });
    expect(fargateSizeProblem({ cpu: Number(task.cpu), memory: Number(task.memory) })).toBeUndefined();
  });

  test("LP-13 has two roles of its own, assumed by ECS for this account only", () => {
    const roles = [...pointsAt(task.execution_role_arn), ...pointsAt(task.task_role_arn)];
    expect(new Set(roles).size).toBe(2);
    const others = tasks
      .filter(([, other]) => other !== task)
      .flatMap(([, other]) => [...pointsAt(other.execution_role_arn), ...pointsAt(other.task_role_arn)]);
    expect(roles.filter((role) => others.includes(role))).toEqual([]);
    for (const arn of [task.execution_role_arn, task.task_role_arn]) {
      const trust = system.statements(system.follow(arn).assume_role_policy);
      expect(trust).toEqual([
        expect.objectContaining({
          principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
          condition: expect.arrayContaining([
            expect.objectContaining({ test: "StringEquals", variable: "aws:SourceAccount" }),
          ]) as unknown,
        }),
      ]);
    }
  });

  test("LP-13 has an execution role that logs in to ECR, pulls, writes this log, and no more", () => {
    const statements = policiesOf(pointsAt(task.execution_role_arn)[0]).flatMap((policy) =>
      system.statements(policy),
    );
    const wild = statements.filter(({ resources = [] }) => resources.includes("*"));
    expect(wild.flatMap(({ actions }) => actions)).toEqual(["ecr:GetAuthorizationToken"]);
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
    const writing = statements.filter(({ actions }) => actions.includes("logs:PutLogEvents"));
    const groups = containers.map((container) => system.follow(container.logConfiguration));
    expect(writing.flatMap(({ resources = [] }) => resources)).toEqual(
      groups.map((group) => streamsArn(group)),
    );
  });

  test("LP-13 has a task role without wildcards", () => {
    const statements = policiesOf(pointsAt(task.task_role_arn)[0]).flatMap((policy) =>
      system.statements(policy),
    );
    for (const { actions, resources = [] } of statements) {
      expect([...actions, ...resources].filter((text) => text === "*" || text.endsWith(":*"))).toEqual([]);
    }
  });

  test.each(containers)("LP-13 has the container $name: checked, read-only, unprivileged", (container) => {
    expect(container).toMatchObject({ readonlyRootFilesystem: true, privileged: false, essential: true });
    // A job that ends by itself has no port, and nobody waits for its health.
    if (at(container, "portMappings", 0) === undefined) return;
    expect(at(container, "healthCheck", "command", 0)).toBe("CMD-SHELL");
    expect(at(container, "healthCheck", "retries")).toBeGreaterThan(0);
  });

  test.each(containers)("LP-13 has the container $name: logs to an encrypted group", (container) => {
    expect(at(container, "logConfiguration", "logDriver")).toBe("awslogs");
    const group = system.follow(at(container, "logConfiguration", "options", "awslogs-group"));
    expect(system.follow(group.kms_key_id)).toMatchObject({ enable_key_rotation: true });
  });

  test.each(containers)("LP-13 has the container $name: no secret in plain environment", (container) => {
    const names = (container.environment as JsonObject[]).map(({ name }) => text(name));
    expect(names.filter((name) => /SECRET|PASSWORD|TOKEN|PRIVATE|CREDENTIAL/i.test(name))).toEqual([]);
  });
});

describe("LP-60", () => {
  test.each(services)("LP-60 the log group of %s has a CMK and a retention", (_, service) => {
    const [group, ...others] = containersOf(taskOf(service)).map((container) =>
      system.follow(at(container, "logConfiguration", "options", "awslogs-group")),
    );
    expect(others).toEqual([]);
    expect(pointsAt(group?.kms_key_id)).toEqual(["aws_kms_key.keys_logs"]);
    expect(group?.retention_in_days).toBe("${var.log_retention_days}");
  });

  test("LP-60 every log group has, and none can be set below 365 days", () => {
    for (const group of Object.values(system.resources("aws_cloudwatch_log_group"))) {
      expect(group).toMatchObject({
        kms_key_id: "${aws_kms_key.keys_logs.arn}",
        retention_in_days: "${var.log_retention_days}",
      });
    }
    const variable = system.section("variable").log_retention_days;
    expect(variable).toMatchObject({ type: "number", default: 365 });
    const allowed = /contains\(\[([\d, ]+)\]/.exec(text(at(variable, "validation", 0, "condition")))?.[1];
    const days = (allowed ?? "0").split(", ").map(Number);
    expect(Math.min(...days)).toBe(365);
    // CloudWatch Logs API reference, PutRetentionPolicy.
    expect(days).toEqual([365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653]);
  });
});
