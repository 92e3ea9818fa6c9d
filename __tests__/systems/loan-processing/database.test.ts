import { type JsonObject } from "../../../src/core/synthesis/json";
import { rolesWith, statementsOfRole } from "../../support/systems/roles";
import { at, decoded, entriesOf, pointsAt, text } from "../../support/terraform";
import { system } from "./synthesized";

const cluster = system.only("aws_rds_cluster");
const CLUSTER = "aws_rds_cluster.database";
const instances = Object.entries(system.resources("aws_rds_cluster_instance"));
const tasks = Object.entries(system.resources("aws_ecs_task_definition"));
const variables = system.section("variable");

const privateSubnets = Object.entries(system.resources("aws_subnet"))
  .filter(([, subnet]) => at(subnet, "tags", "Tier") === "private")
  .map(([name]) => `aws_subnet.${name}`);

const environmentOf = (task: JsonObject): Record<string, string> =>
  Object.fromEntries(
    (decoded(task.container_definitions) as JsonObject[]).flatMap(({ environment }) =>
      (environment as { name: string; value: string }[]).map(({ name, value }) => [name, value] as const),
    ),
  );

describe("LP-20", () => {
  test("LP-20 the cluster is Aurora PostgreSQL, Serverless v2 with 0.5 to 1 ACU", () => {
    // Serverless v2 is "provisioned" to RDS; "serverless" is v1.
    expect(cluster).toMatchObject({ engine: "aurora-postgresql", engine_mode: "provisioned" });
    expect(cluster.serverlessv2_scaling_configuration).toEqual({ min_capacity: 0.5, max_capacity: 1 });
    for (const [, { instance_class: size }] of instances) expect(size).toBe("db.serverless");
  });

  test("LP-20 a writer and a reader are in different zones, and the reader is made after the writer", () => {
    for (const [, instance] of instances) expect(pointsAt(instance.cluster_identifier)).toEqual([CLUSTER]);
    const zones = instances.map(([, { availability_zone: zone }]) => text(zone));
    expect(zones.length).toBeGreaterThanOrEqual(2);
    expect(new Set(zones).size).toBe(zones.length);
    for (const zone of zones) expect(zone).toMatch(/^\$\{data\.aws_availability_zones\.\w+\.names\.\d\}$/);
    // The first instance of a cluster becomes its writer.
    const [writer, ...readers] = [...instances].sort(
      ([, a], [, b]) => Number(a.promotion_tier) - Number(b.promotion_tier),
    );
    const address = `aws_rds_cluster_instance.${String(writer?.[0])}`;
    for (const [, reader] of readers) expect(reader.depends_on).toContain(address);
  });

  test("LP-20 it lies in the private subnets, those of the instances' zones among them", () => {
    const subnets = system.follow(cluster.db_subnet_group_name).subnet_ids as string[];
    expect(pointsAt(subnets)).toEqual(privateSubnets);
    const covered = subnets.map((id) => system.follow(id).availability_zone);
    for (const [, { availability_zone: zone }] of instances) expect(covered).toContain(zone);
  });

  test("LP-20 it is not publicly accessible: only security groups are admitted", () => {
    for (const [, { publicly_accessible: isPublic }] of instances) expect(isPublic).toBe(false);
    const groups = pointsAt(cluster.vpc_security_group_ids);
    const admitted = Object.values(system.resources("aws_vpc_security_group_ingress_rule")).filter((rule) =>
      groups.includes(pointsAt(rule.security_group_id)[0] ?? "none"),
    );
    for (const rule of admitted) {
      expect(rule).toMatchObject({ ip_protocol: "tcp", from_port: 5432, to_port: 5432 });
      expect(pointsAt(rule.referenced_security_group_id)).toHaveLength(1);
      expect(rule).not.toHaveProperty("cidr_ipv4");
      expect(rule).not.toHaveProperty("cidr_ipv6");
    }
  });
});

describe("LP-21", () => {
  test("LP-21 its storage is encrypted under a CMK that rotates", () => {
    expect(cluster.storage_encrypted).toBe(true);
    expect(system.follow(cluster.kms_key_id)).toMatchObject({ enable_key_rotation: true });
  });

  test("LP-21 backups are kept for 7 days, and nobody can set fewer: Aurora goes back to any second of them", () => {
    expect(cluster.backup_retention_period).toBe("${var.backup_retention_days}");
    expect(variables.backup_retention_days).toMatchObject({ type: "number", default: 7, nullable: false });
    const condition = text(at(variables.backup_retention_days, "validation", 0, "condition"));
    expect(/var\.backup_retention_days >= (\d+)/.exec(condition)?.[1]).toBe("7");
    expect(/var\.backup_retention_days <= (\d+)/.exec(condition)?.[1]).toBe("35");
    expect(condition).not.toContain("||");
  });

  test("LP-21 PostgreSQL's log goes to an encrypted group that is there first", () => {
    expect(cluster.enabled_cloudwatch_logs_exports).toEqual(["postgresql"]);
    // RDS names the group by itself, and makes an unencrypted one where there is none.
    const name = `/aws/rds/cluster/${text(cluster.cluster_identifier)}/postgresql`;
    const [group, ...others] = Object.entries(system.resources("aws_cloudwatch_log_group")).filter(
      ([, each]) => each.name === name,
    );
    expect(others).toEqual([]);
    expect(pointsAt(group?.[1].kms_key_id)).toEqual(["aws_kms_key.keys_logs"]);
    expect(cluster.depends_on).toContain(`aws_cloudwatch_log_group.${String(group?.[0])}`);
  });

  test("LP-21 it takes TLS connections only, by parameters of its own engine version", () => {
    const parameters = system.follow(cluster.db_cluster_parameter_group_name);
    expect(parameters.parameter).toContainEqual({ name: "rds.force_ssl", value: "1" });
    expect(parameters.parameter).toContainEqual({ name: "ssl_min_protocol_version", value: "TLSv1.2" });
    expect(parameters.family).toBe(`aurora-postgresql${text(cluster.engine_version).split(".")[0] ?? ""}`);
  });
});

describe("LP-22", () => {
  const account = "${data.aws_caller_identity.caller.account_id}";
  const partition = "${data.aws_partition.partition.partition}";
  const asUser = `arn:${partition}:rds-db:us-east-1:${account}:dbuser:\${${CLUSTER}.cluster_resource_id}/loan_api`;
  const taskRoles = tasks.flatMap(([, { task_role_arn: role }]) => pointsAt(role));

  test.each(tasks)("LP-22 %s may connect as loan_api to this cluster only, and is told so", (_, task) => {
    const connecting = statementsOfRole(system, pointsAt(task.task_role_arn)[0]).filter(({ actions }) =>
      actions.includes("rds-db:connect"),
    );
    expect(
      connecting.map(({ actions, resources, effect = "Allow" }) => ({ actions, resources, effect })),
    ).toEqual([{ actions: ["rds-db:connect"], resources: [asUser], effect: "Allow" }]);
    expect(environmentOf(task)).toMatchObject({
      DATABASE_HOST: `\${${CLUSTER}.endpoint}`,
      DATABASE_NAME: cluster.database_name,
      DATABASE_PORT: text(cluster.port),
      DATABASE_USER: "loan_api",
    });
  });

  test("LP-22 nobody else may connect, and there is no wildcard that would let them", () => {
    expect(rolesWith(system, /^(\*|rds-db:.*)$/).sort()).toEqual([...taskRoles].sort());
    // Nor does anything reach a role past its attachments.
    expect(system.resources("aws_iam_role_policy")).toEqual({});
    for (const role of Object.values(system.resources("aws_iam_role"))) {
      expect(role).not.toHaveProperty("inline_policy");
      expect(role).not.toHaveProperty("managed_policy_arns");
    }
  });

  test("LP-22 IAM signs users in; RDS makes the master password, Secrets Manager holds it under a CMK", () => {
    expect(cluster.iam_database_authentication_enabled).toBe(true);
    expect(cluster.manage_master_user_password).toBe(true);
    expect(system.follow(cluster.master_user_secret_kms_key_id)).toMatchObject({ enable_key_rotation: true });
    expect(cluster.master_username).not.toBe("loan_api");
  });

  test("LP-22 the master password is not in the configuration, and nothing reads it into the state", () => {
    const entries = [...entriesOf(system.json)];
    const keys = entries.map(([key]) => key);
    expect(keys).toContain("manage_master_user_password");
    const passwords = keys.filter((key) => /password/i.test(key) && key !== "manage_master_user_password");
    expect(passwords).toEqual([]);
    const types = [...Object.keys(system.section("resource")), ...Object.keys(system.section("data"))];
    const reading = /^(random_|aws_secretsmanager_|aws_ssm_parameter|aws_rds_cluster$|aws_db_instance)/;
    expect(types.filter((type) => reading.test(type))).toEqual(["aws_rds_cluster"]);
    // Of the secret, all that is used is where it is.
    const used = entries.filter(
      ([, value]) => typeof value === "string" && /master_user_secret\b/.test(value),
    );
    expect(used.length).toBeGreaterThan(0);
    for (const [, value] of used) expect(value).toBe(`\${${CLUSTER}.master_user_secret[0].secret_arn}`);
  });

  test("LP-22 only what makes the user may read the master password", () => {
    const [maker] = pointsAt(system.only("aws_lambda_function").role);
    expect(rolesWith(system, /^(\*|secretsmanager:.*)$/)).toEqual([maker]);
  });
});

describe("LP-23", () => {
  const invocation = system.only("aws_lambda_invocation");
  const maker = system.follow(invocation.function_name);
  const input = decoded(invocation.input);

  test("LP-23 apply runs a function that makes the user that the tasks connect as", () => {
    expect(at(input, "user")).toBe("loan_api");
    expect(Object.keys(at(input, "grants") as JsonObject)).toEqual(["public"]);
    for (const [, task] of tasks) expect(environmentOf(task).DATABASE_USER).toBe(at(input, "user"));
  });

  test("LP-23 it runs once there are instances, and again when the code or the cluster changes", () => {
    const addresses = instances.map(([name]) => `aws_rds_cluster_instance.${name}`);
    expect(invocation.depends_on).toEqual(expect.arrayContaining(addresses));
    expect(invocation.triggers).toEqual({
      code: maker.source_code_hash,
      cluster: `\${${CLUSTER}.cluster_resource_id}`,
    });
    expect(maker.source_code_hash).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(invocation).not.toHaveProperty("lifecycle_scope");
  });

  test("LP-23 the function is in the private subnets, and reaches the database from there", () => {
    expect(pointsAt(at(maker, "vpc_config", "subnet_ids"))).toEqual(privateSubnets);
    const [group] = pointsAt(at(maker, "vpc_config", "security_group_ids"));
    const [database] = pointsAt(cluster.vpc_security_group_ids);
    const port = { ip_protocol: "tcp", from_port: cluster.port, to_port: cluster.port };
    for (const [direction, owner, peer] of [
      ["ingress", database, group],
      ["egress", group, database],
    ] as const) {
      const type = `aws_vpc_security_group_${direction}_rule`;
      const [found] = Object.entries(system.resources(type)).filter(
        ([, rule]) =>
          pointsAt(rule.security_group_id)[0] === owner &&
          pointsAt(rule.referenced_security_group_id)[0] === peer,
      );
      expect(found?.[1]).toMatchObject(port);
      expect(invocation.depends_on).toContain(`${type}.${String(found?.[0])}`);
    }
  });

  test("LP-23 the function knows the cluster and its secret, and may read that secret", () => {
    const secret = `\${${CLUSTER}.master_user_secret[0].secret_arn}`;
    expect(at(maker, "environment", "variables")).toEqual({
      DATABASE_HOST: `\${${CLUSTER}.endpoint}`,
      DATABASE_NAME: cluster.database_name,
      DATABASE_PORT: text(cluster.port),
      MASTER_SECRET_ARN: secret,
    });
    const statements = statementsOfRole(system, pointsAt(maker.role)[0]);
    const reading = statements.filter(({ actions }) => actions.includes("secretsmanager:GetSecretValue"));
    expect(reading.map(({ actions, resources }) => ({ actions, resources }))).toEqual([
      { actions: ["secretsmanager:GetSecretValue"], resources: [secret] },
    ]);
    const decrypting = statements.filter(
      ({ actions, condition = [] }) =>
        actions.includes("kms:Decrypt") && condition.some(({ values }) => values.includes(secret)),
    );
    expect(decrypting.map(({ resources = [] }) => pointsAt(resources))).toEqual([
      pointsAt(cluster.master_user_secret_kms_key_id),
    ]);
  });
});
