import { type JsonObject } from "../../../src/core/synthesis/json";
import { type CapacityStrategy, spotShares } from "../../../src/constructs/compute/capacity-model";
import { at, decoded, pointsAt, references, text } from "../../support/terraform";
import { system } from "./synthesized";

const services = Object.entries(system.resources("aws_ecs_service"));
const tasks = Object.entries(system.resources("aws_ecs_task_definition"));
const containersOf = (task: JsonObject) => decoded(task.container_definitions) as JsonObject[];
const containerOf = (service: JsonObject) => containersOf(system.follow(service.task_definition))[0];

/** The one scalable target of a service, with its address. */
function targetOf(name: string): [address: string, target: JsonObject] {
  const [found, ...others] = Object.entries(system.resources("aws_appautoscaling_target")).filter(
    ([, { resource_id: id }]) => pointsAt(id).includes(`aws_ecs_service.${name}`),
  );
  if (found === undefined || others.length > 0) throw new Error(`expected one scalable target of ${name}`);
  return [`aws_appautoscaling_target.${found[0]}`, found[1]];
}

/** What scales a service: policies or scheduled actions. All must name their target in full. */
function scalersOf(name: string, type: string): JsonObject[] {
  const [address] = targetOf(name);
  return Object.values(system.resources(type)).filter((scaler) => {
    const named = [scaler.resource_id, scaler.service_namespace, scaler.scalable_dimension];
    return named.every((each) => pointsAt(each)[0] === address);
  });
}

/** How many availability zones a service's tasks may be in. */
function zonesOf(service: JsonObject): number {
  const subnets = at(service, "network_configuration", "subnets") as string[];
  return new Set(subnets.map((id) => text(system.follow(id).availability_zone))).size;
}

const floorsOf = (name: string) =>
  scalersOf(name, "aws_appautoscaling_scheduled_action").map((action) =>
    Number(at(action, "scalable_target_action", "min_capacity")),
  );

describe("LP-11", () => {
  test.each([
    ["loan_api", ["/loans", "/loans/*"]],
    ["credit_decision", ["/decisions", "/decisions/*"]],
  ])("LP-11 %s alone is behind %j, with an image from a variable of its own", (name, paths) => {
    const service = system.resource("aws_ecs_service", name);
    const group = pointsAt(at(service, "load_balancer", 0, "target_group_arn"));
    const rules = Object.values(system.resources("aws_lb_listener_rule"));
    const mine = rules.filter(({ action }) => pointsAt(action)[0] === group[0]);
    const pathsOf = (rule: JsonObject) => at(rule, "condition", 0, "path_pattern", "values") as string[];
    expect(mine.map(pathsOf)).toEqual([paths]);
    const others = rules.filter((rule) => !mine.includes(rule)).flatMap(pathsOf);
    expect(others.filter((path) => paths.includes(path) || path === "*" || path === "/*")).toEqual([]);
    expect(containerOf(service)?.image).toBe(`\${var.${name}_image}`);
    expect(system.section("variable")[`${name}_image`]?.type).toBe("string");
  });
});

describe.each(services)("LP-12 the tasks of %s", (name, service) => {
  const providers = service.capacity_provider_strategy as JsonObject[];
  const ofKind = (kind: string) => providers.find((each) => each.capacity_provider === kind);
  const strategy: CapacityStrategy = {
    fargate: Number(ofKind("FARGATE")?.weight ?? 0),
    spot: Number(ofKind("FARGATE_SPOT")?.weight ?? 0),
    base: { fargate: Number(ofKind("FARGATE")?.base ?? 0), spot: Number(ofKind("FARGATE_SPOT")?.base ?? 0) },
  };
  const [, target] = targetOf(name);
  const [minimum, maximum] = [Math.min(Number(target.min_capacity), ...floorsOf(name)), target.max_capacity];
  const shares = spotShares(strategy, minimum, Number(maximum));

  test("LP-12 are of two kinds only, and every count that autoscaling may choose is looked at", () => {
    expect(providers.map((each) => each.capacity_provider)).toEqual(["FARGATE", "FARGATE_SPOT"]);
    expect(shares.map(({ count }) => count)).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  });

  test.each(shares)("LP-12 are on Spot for 20 %, to the nearest task: $tasks of $count", (share) => {
    const { count, tasks: spot, least, most } = share;
    expect(Math.abs(spot - count / 5)).toBeLessThanOrEqual(0.5);
    // What ECS's documentation leaves open is less than one task to either side.
    expect(Math.abs(least * count - count / 5)).toBeLessThan(1);
    expect(Math.abs(most * count - count / 5)).toBeLessThan(1);
    if (count % 5 === 0) expect(share).toMatchObject({ share: 0.2, least: 0.2, most: 0.2 });
    expect(count - spot).toBeGreaterThan(spot);
  });

  test("LP-12 are on Spot for 20 % over all counts together", () => {
    const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
    expect(shares.map((each) => each.tasks)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    expect(sum(shares.map((each) => each.tasks)) / sum(shares.map(({ count }) => count))).toBe(0.2);
  });
});

describe("LP-14", () => {
  const namespace = system.only("aws_service_discovery_private_dns_namespace");
  const nameOf = (service: JsonObject) => system.follow(at(service, "service_registries", "registry_arn"));
  const portOf = (service: JsonObject) =>
    Number(at(containerOf(service), "portMappings", 0, "containerPort"));
  const groupsOf = (service: JsonObject) => pointsAt(at(service, "network_configuration", "security_groups"));

  test.each(services)("LP-14 %s has a name of its own in the private namespace of the VPC", (_, service) => {
    expect(pointsAt(namespace.vpc)).toEqual(["aws_vpc.network"]);
    const registry = nameOf(service);
    expect(system.follow(at(registry, "dns_config", "namespace_id"))).toBe(namespace);
    // awsvpc tasks have addresses of their own; ports are known, so A records do.
    expect(at(registry, "dns_config", "dns_records")).toEqual([expect.objectContaining({ type: "A" })]);
    expect(registry.name).toBe(containerOf(service)?.name);
    expect(services.filter(([, other]) => nameOf(other).name === registry.name)).toHaveLength(1);
  });

  test("LP-14 the loan API is told the name and the port of the credit decisions", () => {
    const provider = system.resource("aws_ecs_service", "credit_decision");
    const environment = containerOf(system.resource("aws_ecs_service", "loan_api"))?.environment;
    expect(environment).toContainEqual({
      name: "CREDIT_DECISION_URL",
      value: `http://${text(nameOf(provider).name)}.${text(namespace.name)}:${portOf(provider)}`,
    });
  });

  // Who calls whom: no flow is open that nothing uses.
  const pairs = [["loan_api", "credit_decision"]] as const;
  test.each(pairs)("LP-14 the security groups let %s connect to %s", (caller, provider) => {
    const [from, to] = [caller, provider].map((name) => system.resource("aws_ecs_service", name));
    if (from === undefined || to === undefined) throw new Error("no pair");
    const opened = (direction: string, owner: JsonObject, peer: JsonObject) =>
      Object.values(system.resources(`aws_vpc_security_group_${direction}_rule`)).filter(
        (rule) =>
          groupsOf(owner).includes(pointsAt(rule.security_group_id)[0] ?? "none") &&
          groupsOf(peer).includes(pointsAt(rule.referenced_security_group_id)[0] ?? "none"),
      );
    const port = { ip_protocol: "tcp", from_port: portOf(to), to_port: portOf(to) };
    expect(opened("egress", from, to)).toEqual([expect.objectContaining(port)]);
    expect(opened("ingress", to, from)).toEqual([expect.objectContaining(port)]);
  });
});

describe.each(services)("LP-15 the count of %s", (name, service) => {
  const [, target] = targetOf(name);

  test("LP-15 follows its CPU and its memory, up and down", () => {
    expect(target).toMatchObject({
      service_namespace: "ecs",
      scalable_dimension: "ecs:service:DesiredCount",
    });
    const cluster = pointsAt(service.cluster)[0] ?? "none";
    expect(target.resource_id).toBe(`service/\${${cluster}.name}/\${aws_ecs_service.${name}.name}`);
    const policies = scalersOf(name, "aws_appautoscaling_policy");
    expect(policies.map((policy) => policy.policy_type)).toEqual([
      "TargetTrackingScaling",
      "TargetTrackingScaling",
    ]);
    const tracked = policies.map((policy) => at(policy, "target_tracking_scaling_policy_configuration"));
    const metrics = tracked.map((each) =>
      at(each, "predefined_metric_specification", "predefined_metric_type"),
    );
    expect(metrics.sort()).toEqual(["ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"]);
    for (const each of tracked) {
      expect(Number(at(each, "target_value"))).toBeGreaterThanOrEqual(40);
      expect(Number(at(each, "target_value"))).toBeLessThanOrEqual(80);
      expect(at(each, "disable_scale_in") ?? false).toBe(false);
    }
  });

  test("LP-15 never falls below one task in each availability zone, by day or by night", () => {
    const zones = zonesOf(service);
    expect(zones).toBe(3);
    for (const floor of [Number(target.min_capacity), ...floorsOf(name), Number(service.desired_count)])
      expect(floor).toBeGreaterThanOrEqual(zones);
    expect(service.availability_zone_rebalancing).toBe("ENABLED");
  });

  test("LP-15 is autoscaling's: Terraform does not set it back, and begins within the limits", () => {
    expect(at(service, "lifecycle", "ignore_changes")).toEqual(["desired_count"]);
    expect(Number(target.max_capacity)).toBeGreaterThan(Number(target.min_capacity));
    expect(Number(service.desired_count)).toBeLessThanOrEqual(Number(target.max_capacity));
  });
});

describe.each(services)("LP-16 the floor of %s", (name) => {
  const [, target] = targetOf(name);
  const actions = scalersOf(name, "aws_appautoscaling_scheduled_action").map((action) => {
    const [, hour, days] = /^cron\(0 (\d+) \? \* (\S+) \*\)$/.exec(text(action.schedule)) ?? [];
    const floor = Number(at(action, "scalable_target_action", "min_capacity"));
    return { action, floor, hour: Number(hour), days };
  });
  const [morning, evening] = [...actions].sort((a, b) => a.hour - b.hour);

  test("LP-16 is raised in the morning of working days and lowered in the evening of each", () => {
    expect(actions).toHaveLength(2);
    expect([morning?.days, evening?.days]).toEqual(["MON-FRI", "MON-FRI"]);
    expect(morning?.hour).toBeLessThanOrEqual(9);
    expect(evening?.hour).toBeGreaterThanOrEqual(17);
    for (const { action } of actions) expect(action.timezone).toBe("America/New_York");
  });

  test("LP-16 is higher by day, within the maximum, and at night what it was before", () => {
    expect(morning?.floor).toBeGreaterThan(Number(evening?.floor));
    expect(morning?.floor).toBeLessThanOrEqual(Number(target.max_capacity));
    expect(evening?.floor).toBe(target.min_capacity);
    // Scaling by the clock leaves the maximum to the target.
    for (const { action } of actions)
      expect(at(action, "scalable_target_action", "max_capacity")).toBeUndefined();
  });

  test("LP-16 is the clock's: Terraform does not set it back", () => {
    expect(at(target, "lifecycle", "ignore_changes")).toEqual(["min_capacity"]);
  });
});

describe("LP-17", () => {
  test.each(services)("LP-17 a deployment of %s that fails is rolled back", (_, service) => {
    expect(service.deployment_circuit_breaker).toEqual({ enable: true, rollback: true });
    expect(service.deployment_minimum_healthy_percent).toBe(100);
  });

  test.each(tasks)("LP-17 %s takes its image from a repository of its own", (_, task) => {
    const [image] = containersOf(task).map((container) => text(container.image).slice(2, -1));
    const [rule, ...others] = at(task, "lifecycle", "precondition") as JsonObject[];
    expect(others).toEqual([]);
    const [address = "none"] = pointsAt(rule?.condition);
    const allowed = [...text(rule?.condition).matchAll(/startswith\(([^,]+), "([^"]+)"\)/g)];
    // The public gallery has the placeholder, which runs until an image is pushed.
    const url = `\${${address}.repository_url}`;
    expect(allowed.map(([, , prefix]) => prefix)).toEqual([`${url}:`, `${url}@`, "public.ecr.aws/"]);
    expect(new Set(allowed.map(([, given]) => given))).toEqual(new Set([image]));
    expect(text(rule?.condition)).not.toMatch(/&&|!/);
    const used = tasks.map(([, other]) => references(at(other, "lifecycle", "precondition"))[0]?.name);
    expect(used.filter((name) => address === `aws_ecr_repository.${String(name)}`)).toHaveLength(1);
  });

  test.each(Object.entries(system.resources("aws_ecr_repository")))(
    "LP-17 %s scans on push, keeps tags, is under a CMK, and does not grow for ever",
    (name, repository) => {
      expect(repository.image_scanning_configuration).toEqual({ scan_on_push: true });
      expect(repository.image_tag_mutability).toBe("IMMUTABLE");
      expect(at(repository, "encryption_configuration", 0, "encryption_type")).toBe("KMS");
      const key = system.follow(at(repository, "encryption_configuration", 0, "kms_key"));
      expect(key.enable_key_rotation).toBe(true);
      const policies = Object.values(system.resources("aws_ecr_lifecycle_policy")).filter(
        (each) => pointsAt(each.repository)[0] === `aws_ecr_repository.${name}`,
      );
      expect(policies).toHaveLength(1);
      const rules = at(decoded(policies[0]?.policy), "rules") as JsonObject[];
      expect(rules.map((rule) => at(rule, "action", "type"))).toEqual(["expire", "expire"]);
      expect(rules.map((rule) => at(rule, "selection", "tagStatus"))).toEqual(["untagged", "tagged"]);
    },
  );
});
