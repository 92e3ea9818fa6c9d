import { type JsonObject } from "../../../src/core/synthesis/json";
import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { problemsOf, synthesize } from "../../support/synth";
import { patternOf } from "../../support/systems/variables";
import { at, decoded, pointsAt, text } from "../../support/terraform";
import { addresses, all, system } from "./synthesized";

const services = all("aws_ecs_service");
const taskOf = (service: JsonObject) => system.follow(service.task_definition);
const containersOf = (task: JsonObject) => decoded(task.container_definitions) as JsonObject[];
const environmentOf = (name: string) =>
  Object.fromEntries(
    containersOf(taskOf(system.resource("aws_ecs_service", name))).flatMap(({ environment }) =>
      (environment as { name: string; value: string }[]).map((each) => [each.name, each.value] as const),
    ),
  );

describe("FA-10", () => {
  test("FA-10 a cluster with Container Insights, which has Fargate Spot and nothing else", () => {
    expect(system.only("aws_ecs_cluster").setting).toEqual([{ name: "containerInsights", value: "enabled" }]);
    expect(system.only("aws_ecs_cluster_capacity_providers")).toMatchObject({
      capacity_providers: ["FARGATE_SPOT"],
      cluster_name: "${aws_ecs_cluster.cluster.name}",
    });
    expect(addresses("aws_ecs_capacity_provider")).toEqual([]);
  });

  test("FA-10 there are services for ingestion, processing and the dashboards", () => {
    expect(services.map(([name]) => name)).toEqual(["dashboards", "ingestion", "processing"]);
    expect(addresses("aws_ecs_task_definition")).toHaveLength(3);
  });

  test.each(services)("FA-10 %s runs on Spot alone, of the cluster", (_, service) => {
    expect(service.capacity_provider_strategy).toEqual([{ capacity_provider: "FARGATE_SPOT", weight: 1 }]);
    // A launch type would win over the strategy.
    expect(service).not.toHaveProperty("launch_type");
    expect(pointsAt(service.cluster)).toEqual(["aws_ecs_cluster.cluster"]);
    expect(service.depends_on).toContain("aws_ecs_cluster_capacity_providers.cluster");
  });

  test.each(services)("FA-10 a task of %s has at least 2 vCPU and 4 GB", (_, service) => {
    const task = taskOf(service);
    expect(task).toMatchObject({ network_mode: "awsvpc", requires_compatibilities: ["FARGATE"] });
    expect(Number(task.cpu)).toBeGreaterThanOrEqual(2048);
    expect(Number(task.memory)).toBeGreaterThanOrEqual(4096);
    for (const container of containersOf(task)) {
      // A container may ask for less of its task than all: the task would be smaller in effect.
      expect(container).not.toHaveProperty("cpu");
      expect(container).not.toHaveProperty("memory");
    }
  });

  describe.each(["ingestionSize", "processingSize", "dashboardsSize"])("the setting %s", (setting) => {
    const given = (size: object) => () =>
      synthesize(AnalyticsPlatform, "analytics-platform", { settings: { [setting]: size } });

    test.each([
      { cpu: 256, memory: 512 },
      { cpu: 1024, memory: 4096 },
      { cpu: 1024, memory: 8192 },
      { cpu: 2048, memory: 2048 },
    ])("FA-10 below 2 vCPU and 4 GB it is refused: %j", (size) => {
      expect(problemsOf(given(size))).toContainEqual({
        where: `analytics-platform.${setting}`,
        message: expect.stringMatching(/at least 2048 CPU units and 4096 MiB$/) as string,
      });
    });

    test("FA-10 above it is that service's, and no other's", () => {
      const name = setting.replace("Size", "");
      const larger = given({ cpu: 4096, memory: 8192 })();
      const sizes = Object.entries(larger.resources("aws_ecs_task_definition"))
        .filter(([, { cpu, memory }]) => cpu === "4096" && memory === "8192")
        .map(([task]) => task);
      expect(sizes).toEqual([`${name}_task`]);
    });
  });

  test.each(services)(
    "FA-10 %s keeps a task in each zone, and grows by CPU and by memory",
    (name, service) => {
      const targets = all("aws_appautoscaling_target").filter(([, { resource_id: id }]) =>
        pointsAt(id).includes(`aws_ecs_service.${name}`),
      );
      expect(targets).toHaveLength(1);
      const [[target, limits] = ["", {} as JsonObject]] = targets;
      expect(limits).toMatchObject({ scalable_dimension: "ecs:service:DesiredCount", min_capacity: 3 });
      expect(Number(limits.max_capacity)).toBeGreaterThan(3);
      const policies = all("aws_appautoscaling_policy").filter(
        ([, { resource_id: id }]) => pointsAt(id)[0] === `aws_appautoscaling_target.${target}`,
      );
      const tracked = policies.map(([, each]) => at(each, "target_tracking_scaling_policy_configuration"));
      expect(
        tracked.map((each) => at(each, "predefined_metric_specification", "predefined_metric_type")).sort(),
      ).toEqual(["ECSServiceAverageCPUUtilization", "ECSServiceAverageMemoryUtilization"]);
      for (const each of tracked) expect(at(each, "disable_scale_in") ?? false).toBe(false);
      expect(service).toMatchObject({ desired_count: 3, availability_zone_rebalancing: "ENABLED" });
      expect(at(service, "lifecycle", "ignore_changes")).toEqual(["desired_count"]);
    },
  );

  test.each(services)("FA-10 a deployment of %s that fails is rolled back", (_, service) => {
    expect(service.deployment_circuit_breaker).toEqual({ enable: true, rollback: true });
    expect(service.deployment_minimum_healthy_percent).toBe(100);
  });

  test.each(services)(
    "FA-10 %s has an image of its own repository: no other registry is reached",
    (name, each) => {
      const images = containersOf(taskOf(each)).map(({ image }) => image);
      expect(images).toEqual([
        `\${aws_ecr_repository.${name}_images.repository_url}:\${var.${name}_image_tag}`,
      ]);
      const pattern = patternOf(system, `${name}_image_tag`);
      expect(["1.4.2", "sha-0a1b2c", "", "-1", "a:b"].map((tag) => pattern.test(tag))).toEqual([
        true,
        true,
        false,
        false,
        false,
      ]);
      const variable = system.section("variable")[`${name}_image_tag`];
      expect(at(variable, "validation", 0, "condition")).toContain(`var.${name}_image_tag != "latest"`);
      const repository = system.resource("aws_ecr_repository", `${name}_images`);
      expect(repository).toMatchObject({
        image_tag_mutability: "IMMUTABLE",
        image_scanning_configuration: { scan_on_push: true },
      });
    },
  );

  test.each(services)("FA-10 the container of %s is checked, read-only and unprivileged", (_, service) => {
    const [container, ...others] = containersOf(taskOf(service));
    expect(others).toEqual([]);
    expect(container).toMatchObject({ readonlyRootFilesystem: true, privileged: false, essential: true });
    expect(at(container, "healthCheck", "command", 0)).toBe("CMD-SHELL");
    const names = (container?.environment as JsonObject[]).map(({ name }) => text(name));
    expect(names.filter((name) => /PASSWORD|TOKEN|PRIVATE|CREDENTIAL/i.test(name))).toEqual([]);
  });

  test("FA-10 each service is told where what it uses is", () => {
    const database = {
      DATABASE_HOST: "${aws_rds_cluster.database.endpoint}",
      DATABASE_NAME: "analytics",
      DATABASE_PORT: "5432",
    };
    expect(environmentOf("ingestion")).toEqual({
      PORT: "8080",
      STREAM_NAME: "${aws_kinesis_stream.market_data.name}",
    });
    expect(environmentOf("processing")).toEqual({
      ...database,
      PORT: "8080",
      DATABASE_USER: "analytics",
      EVENTS_TABLE: "${aws_dynamodb_table.consumer_records.name}",
    });
    expect(environmentOf("dashboards")).toEqual({
      ...database,
      PORT: "8080",
      DATABASE_SECRET_ARN: "${aws_secretsmanager_secret.dashboards_secret.arn}",
      PROCESSING_URL: "http://processing.namespace-${var.environment_suffix}:8080",
      ATHENA_WORK_GROUP: "${aws_athena_workgroup.queries.name}",
      ATHENA_DATABASE: "${aws_glue_catalog_database.catalog.name}",
    });
    const registry = at(system.resource("aws_ecs_service", "processing"), "service_registries");
    expect(system.follow(at(registry, "registry_arn")).name).toBe("processing");
  });
});

describe("FA-11", () => {
  const bastion = system.only("aws_instance");
  const group = "aws_security_group.bastion_sg";
  const ofGroup = (direction: string) =>
    all(`aws_vpc_security_group_${direction}_rule`)
      .map(([, rule]) => rule)
      .filter((rule) => pointsAt(rule.security_group_id)[0] === group);

  test("FA-11 the bastion has no key, no public address, no user data", () => {
    expect(addresses("aws_key_pair")).toEqual([]);
    expect(bastion).toMatchObject({ associate_public_ip_address: false });
    for (const argument of ["key_name", "user_data", "user_data_base64", "network_interface"])
      expect(bastion).not.toHaveProperty(argument);
    expect(pointsAt(bastion.subnet_id)[0]).toMatch(/_private_/);
  });

  test("FA-11 its security group admits nobody, and lets it reach endpoints and database", () => {
    expect(pointsAt(bastion.vpc_security_group_ids)).toEqual([group]);
    expect(ofGroup("ingress")).toEqual([]);
    const reached = ofGroup("egress").map((rule) => pointsAt(rule.referenced_security_group_id)[0]);
    expect(reached.sort()).toEqual([
      "aws_security_group.database_sg",
      "aws_security_group.network_endpoints_sg",
    ]);
  });

  test("FA-11 its metadata is asked with a token only, and its disk is under a CMK", () => {
    expect(bastion.metadata_options).toMatchObject({
      http_tokens: "required",
      http_put_response_hop_limit: 1,
    });
    expect(at(bastion, "root_block_device", "encrypted")).toBe(true);
    const key = system.follow(at(bastion, "root_block_device", "kms_key_id"));
    expect(key.enable_key_rotation).toBe(true);
  });

  test("FA-11 its image, AWS's newest, has the agent of Session Manager in it", () => {
    expect(system.follow(bastion.ami).name).toMatch(/^\/aws\/service\/ami-amazon-linux-latest\/al2023-ami-/);
    expect(text(system.follow(bastion.ami).name)).not.toContain("minimal");
  });
});
