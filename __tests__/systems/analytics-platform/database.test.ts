import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { problemsOf, synthesize } from "../../support/synth";
import { statementsOfRole } from "../../support/systems/roles";
import { at, decoded, entriesOf, pointsAt, text } from "../../support/terraform";
import { ACCOUNT, addresses, all, subnetsOf, system } from "./synthesized";

const cluster = system.only("aws_rds_cluster");
const CLUSTER = "aws_rds_cluster.database";
const instances = all("aws_rds_cluster_instance");
const isRotated = (key: Json | undefined) => system.follow(key).enable_key_rotation;

describe("FA-20", () => {
  test("FA-20 the cluster is Aurora PostgreSQL, Serverless v2", () => {
    // Serverless v2 is "provisioned" to RDS; "serverless" is v1.
    expect(cluster).toMatchObject({ engine: "aurora-postgresql", engine_mode: "provisioned" });
    const { min_capacity: min, max_capacity: max } = cluster.serverlessv2_scaling_configuration as JsonObject;
    expect(min).toBe(0.5);
    expect(Number(max)).toBeGreaterThan(Number(min));
    for (const [, { instance_class: size }] of instances) expect(size).toBe("db.serverless");
  });

  test("FA-20 a writer and a reader are in different zones, the reader made after the writer", () => {
    const zones = instances.map(([, { availability_zone: zone }]) => text(zone));
    expect(zones.length).toBeGreaterThanOrEqual(2);
    expect(new Set(zones).size).toBe(zones.length);
    for (const [, instance] of instances) expect(pointsAt(instance.cluster_identifier)).toEqual([CLUSTER]);
    expect(system.resource("aws_rds_cluster_instance", "database_reader").depends_on).toContain(
      "aws_rds_cluster_instance.database_writer",
    );
  });

  test("FA-20 backups are kept for 35 days: a number, not an expression", () => {
    expect(cluster.backup_retention_period).toBe(35);
    expect(at(cluster, "lifecycle", "ignore_changes")).toBeUndefined();
  });

  test("FA-20 nobody can set another number of days, at synth or at plan", () => {
    expect(
      Object.keys(system.section("variable")).filter((name) => /backup|retention|days/.test(name)),
    ).toEqual([]);
    const settings = { backupRetentionDays: 14 };
    expect(problemsOf(() => synthesize(AnalyticsPlatform, "analytics-platform", { settings }))).toEqual([
      { where: "analytics-platform.backupRetentionDays", message: "there is no such setting" },
    ]);
  });

  test("FA-20 storage, backups, secret and insights are under the database's CMK, which rotates", () => {
    expect(cluster.storage_encrypted).toBe(true);
    // Snapshots of a cluster, automated ones too, are under the key of its storage.
    const keys = [cluster.kms_key_id, cluster.master_user_secret_kms_key_id];
    for (const [, each] of instances) keys.push(each.performance_insights_kms_key_id);
    expect(keys.map((key) => pointsAt(key))).toEqual(keys.map(() => ["aws_kms_key.keys_database"]));
    expect(isRotated(cluster.kms_key_id)).toBe(true);
  });

  test("FA-20 IAM signs users in; the master password is RDS's own, and in no configuration", () => {
    expect(cluster.iam_database_authentication_enabled).toBe(true);
    expect(cluster.manage_master_user_password).toBe(true);
    const keys = [...entriesOf(system.json)].map(([key]) => key);
    expect([...new Set(keys.filter((key) => /password/i.test(key)))]).toEqual([
      "manage_master_user_password",
    ]);
    for (const type of ["aws_secretsmanager_secret_version", "random_password"])
      expect(addresses(type)).toEqual([]);
  });

  test("FA-20 it takes TLS connections only, by parameters of its own engine version", () => {
    const parameters = system.follow(cluster.db_cluster_parameter_group_name);
    expect(parameters.parameter).toContainEqual({ name: "rds.force_ssl", value: "1" });
    expect(parameters.family).toBe(`aurora-postgresql${text(cluster.engine_version).split(".")[0] ?? ""}`);
  });

  test("FA-20 apply makes the user that processing signs in as, before any task of it starts", () => {
    const invocation = system.only("aws_lambda_invocation");
    expect(decoded(invocation.input)).toEqual({
      user: "analytics",
      grants: { public: { privileges: ["USAGE", "CREATE"] } },
    });
    expect(invocation.depends_on).toEqual(expect.arrayContaining(addresses("aws_rds_cluster_instance")));
    expect(system.resource("aws_ecs_service", "processing").depends_on).toContain(
      "aws_lambda_invocation.database_user",
    );
  });
});

describe("FA-62", () => {
  const SECRET = "aws_secretsmanager_secret.dashboards_secret";
  const secret = system.only("aws_secretsmanager_secret");
  const rotation = system.only("aws_secretsmanager_secret_rotation");
  const rotator = system.follow(rotation.rotation_lambda_arn);
  const environment = at(rotator, "environment", "variables") as JsonObject;

  test("FA-62 the dashboards' credentials are a secret under the database's CMK", () => {
    expect(pointsAt(secret.kms_key_id)).toEqual(["aws_kms_key.keys_database"]);
    expect(isRotated(secret.kms_key_id)).toBe(true);
  });

  test("FA-62 it is rotated by itself, a month apart at the most, and at once when it is made", () => {
    expect(pointsAt(rotation.secret_id)).toEqual([SECRET]);
    const days = Number(at(rotation, "rotation_rules", "automatically_after_days"));
    expect(days).toBeGreaterThanOrEqual(1);
    expect(days).toBeLessThanOrEqual(30);
    expect(rotation.rotate_immediately ?? true).toBe(true);
  });

  test("FA-62 the function is in the private subnets, and the first rotation waits for its ways", () => {
    expect(pointsAt(at(rotator, "vpc_config", "subnet_ids"))).toEqual(subnetsOf("private"));
    const [group] = pointsAt(at(rotator, "vpc_config", "security_group_ids"));
    const edges = ["ingress", "egress"].flatMap((direction) =>
      all(`aws_vpc_security_group_${direction}_rule`)
        .filter(([, rule]) =>
          [...pointsAt(rule.security_group_id), ...pointsAt(rule.referenced_security_group_id)].includes(
            group ?? "none",
          ),
        )
        .map(([name]) => `aws_vpc_security_group_${direction}_rule.${name}`),
    );
    expect(edges).toHaveLength(4);
    expect(system.waits(rotation)).toEqual(
      expect.arrayContaining([
        ...edges,
        "aws_lambda_permission.dashboards_secret",
        "aws_rds_cluster_instance.database_writer",
        "aws_vpc_endpoint.network_endpoints_secretsmanager",
      ]),
    );
  });

  test("FA-62 Secrets Manager alone may call it, for this secret of this account", () => {
    const permissions = all("aws_lambda_permission").filter(([, { function_name: called }]) =>
      pointsAt(called).includes("aws_lambda_function.dashboards_secret_function"),
    );
    expect(permissions.map(([, each]) => each)).toEqual([
      {
        action: "lambda:InvokeFunction",
        function_name: "${aws_lambda_function.dashboards_secret_function.function_name}",
        principal: "secretsmanager.amazonaws.com",
        source_account: ACCOUNT,
        source_arn: `\${${SECRET}.arn}`,
      },
    ]);
    expect(addresses("aws_lambda_function_url")).toEqual([]);
  });

  test("FA-62 it may change that secret and no other, and reads the master's to reach the database", () => {
    const [role] = pointsAt(rotator.role);
    const onSecrets = statementsOfRole(system, role).filter(({ actions }) =>
      actions.every((action) => action.startsWith("secretsmanager:")),
    );
    const master = `\${${CLUSTER}.master_user_secret[0].secret_arn}`;
    expect(onSecrets.map(({ actions, resources }) => ({ actions, resources }))).toEqual([
      { actions: ["secretsmanager:GetSecretValue"], resources: [master] },
      {
        actions: [
          "secretsmanager:DescribeSecret",
          "secretsmanager:GetSecretValue",
          "secretsmanager:PutSecretValue",
          "secretsmanager:UpdateSecretVersionStage",
        ],
        resources: [`\${${SECRET}.arn}`],
      },
    ]);
    expect(environment).toMatchObject({
      ROTATED_SECRET_ARN: `\${${SECRET}.arn}`,
      MASTER_SECRET_ARN: master,
      DATABASE_HOST: `\${${CLUSTER}.endpoint}`,
    });
  });

  test("FA-62 whom it gives the password may read all tables, and write none", () => {
    expect(environment.DATABASE_USER).toBe("dashboards");
    expect(decoded(environment.DATABASE_GRANTS)).toEqual({
      public: { privileges: ["USAGE"], tables: { "*": ["SELECT"] } },
    });
  });

  test("FA-62 no task of the dashboards starts before there is a password", () => {
    expect(system.resource("aws_ecs_service", "dashboards").depends_on).toContain(
      "aws_secretsmanager_secret_rotation.dashboards_secret",
    );
  });

  test("FA-62 an alarm tells of a rotation that fails", () => {
    const watching = all("aws_cloudwatch_metric_alarm")
      .map(([, alarm]) => alarm)
      .filter(({ metric_name: metric }) => metric === "Errors")
      .filter((alarm) => text(alarm.dimensions).includes("dashboards_secret_function"));
    expect(watching).toEqual([
      expect.objectContaining({ namespace: "AWS/Lambda", alarm_actions: ["${aws_sns_topic.alerts.arn}"] }),
    ]);
  });
});
