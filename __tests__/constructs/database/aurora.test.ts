import { finalSnapshotName } from "../../../src/constructs/database/aurora-snapshot";
import { provisioned } from "../../../src/constructs/database/aurora-capacity";
import { type AuroraProps } from "../../../src/constructs/database/aurora-props";
import { Key } from "../../../src/constructs/encryption/key";
import { stackOf } from "../../support/synth";
import { at, pointsAt } from "../../support/terraform";
import { databaseIn } from "./aurora-parts";

const madeWith = (given: Partial<AuroraProps> = {}, destroyable = true) =>
  stackOf((stack) => databaseIn(stack, given), { destroyable });

const made = madeWith();
const cluster = made.only("aws_rds_cluster");
const mysql = () =>
  madeWith({ engine: "aurora-mysql", engineVersion: "8.0", capacity: provisioned("db.r7g.large") });

describe("a cluster", () => {
  test("is encrypted with its key, and its master password is RDS's own affair", () => {
    expect(cluster).toMatchObject({
      storage_encrypted: true,
      kms_key_id: "${aws_kms_key.key.arn}",
      manage_master_user_password: true,
      master_user_secret_kms_key_id: "${aws_kms_key.key.arn}",
      iam_database_authentication_enabled: true,
    });
    expect(JSON.stringify(made.json)).not.toContain("master_password");
    const apart = stackOf((stack) => {
      const secretKey = new Key(stack, "secret", { purpose: "secret", description: "Encrypts secrets" });
      databaseIn(stack, { secretKey });
    }).only("aws_rds_cluster");
    expect(apart.master_user_secret_kms_key_id).toBe("${aws_kms_key.secret.arn}");
    expect(apart.kms_key_id).toBe("${aws_kms_key.key.arn}");
  });

  test("scales between its capacities", () => {
    expect(cluster.engine_mode).toBe("provisioned");
    expect(cluster.serverlessv2_scaling_configuration).toEqual({ min_capacity: 0.5, max_capacity: 1 });
  });

  test("names its major version alone, and no availability zones: neither fights what AWS does", () => {
    expect(cluster).toMatchObject({ engine: "aurora-postgresql", engine_version: "16", port: 5432 });
    expect(cluster).not.toHaveProperty("availability_zones");
    expect(made.resource("aws_rds_cluster_instance", "database_writer")).not.toHaveProperty("engine_version");
  });

  test("is in the subnets of its tier", () => {
    const group = made.follow(cluster.db_subnet_group_name);
    expect(group.name).toBe("db-subnets-loans-${var.environment_suffix}");
    expect(pointsAt(group.subnet_ids)).toEqual([
      "aws_subnet.network_private_a",
      "aws_subnet.network_private_b",
      "aws_subnet.network_private_c",
    ]);
  });

  test("keeps backups, in a window apart from maintenance, with its tags", () => {
    expect(cluster).toMatchObject({
      backup_retention_period: 7,
      preferred_backup_window: "03:00-04:00",
      preferred_maintenance_window: "sun:04:30-sun:05:30",
      copy_tags_to_snapshot: true,
    });
  });

  test("logs into a group that was made before it, under a key that allows just that group", () => {
    expect(cluster.enabled_cloudwatch_logs_exports).toEqual(["postgresql"]);
    const name = "/aws/rds/cluster/db-cluster-loans-${var.environment_suffix}/postgresql";
    const group = made.resource("aws_cloudwatch_log_group", "database_log_postgresql");
    expect(group).toEqual({ name, kms_key_id: "${aws_kms_key.key.arn}", retention_in_days: 365 });
    expect(cluster.depends_on).toEqual(["aws_cloudwatch_log_group.database_log_postgresql"]);
    const [condition] =
      made.statement(made.resource("aws_kms_key", "key").policy, "AllowLogs").condition ?? [];
    expect(condition?.values).toContainEqual(expect.stringContaining(`:log-group:${name}`));
  });

  test("takes TLS only and logs connections, schema changes and slow statements", () => {
    const group = made.follow(cluster.db_cluster_parameter_group_name);
    expect(group).toMatchObject({
      family: "aurora-postgresql16",
      name: "db-parameters-loans-postgresql16-${var.environment_suffix}",
      lifecycle: { create_before_destroy: true },
    });
    const parameters = group.parameter as { name: string; value: string }[];
    expect(Object.fromEntries(parameters.map(({ name, value }) => [name, value]))).toEqual({
      "rds.force_ssl": "1",
      ssl_min_protocol_version: "TLSv1.2",
      log_connections: "1",
      log_disconnections: "1",
      log_statement: "ddl",
      log_min_duration_statement: "1000",
    });
  });
});

describe("instances", () => {
  const instance = (name: string) => made.resource("aws_rds_cluster_instance", `database_${name}`);

  test("are known by their keys, each in its AZ and its promotion tier", () => {
    const zone = (index: number) => `\${data.aws_availability_zones.network_available.names.${index}}`;
    expect(instance("writer")).toMatchObject({
      identifier: "db-instance-loans-writer-${var.environment_suffix}",
      instance_class: "db.serverless",
      availability_zone: zone(0),
      promotion_tier: 0,
    });
    expect(instance("reader")).toMatchObject({ availability_zone: zone(1), promotion_tier: 1 });
  });

  test("come after the writer, so that it is the writer", () => {
    expect(instance("reader").depends_on).toContain("aws_rds_cluster_instance.database_writer");
    expect(instance("writer").depends_on).not.toContain("aws_rds_cluster_instance.database_reader");
  });

  test("change nothing of the others when one is added", () => {
    const more = madeWith({
      instances: {
        another: { az: "c", promotionTier: 0 },
        reader: { az: "b", promotionTier: 1 },
        writer: { az: "a", promotionTier: 0 },
      },
    });
    const withoutOrder = (instance: object) => ({ ...instance, depends_on: undefined });
    for (const name of ["writer", "reader"]) {
      const then = more.resource("aws_rds_cluster_instance", `database_${name}`);
      expect(withoutOrder(then)).toEqual(withoutOrder(instance(name)));
    }
  });

  test.each(["writer", "reader"])("%s is private, watched, and its insights are encrypted", (name) => {
    expect(instance(name)).toMatchObject({
      publicly_accessible: false,
      performance_insights_enabled: true,
      performance_insights_kms_key_id: "${aws_kms_key.key.arn}",
      monitoring_interval: 60,
      monitoring_role_arn: "${aws_iam_role.database_monitoring_role.arn}",
      copy_tags_to_snapshot: true,
      auto_minor_version_upgrade: true,
    });
    expect(cluster).not.toHaveProperty("performance_insights_enabled");
  });

  test("may be of a size that was chosen", () => {
    const provided = madeWith({ capacity: provisioned("db.r7g.large") });
    expect(provided.resource("aws_rds_cluster_instance", "database_writer").instance_class).toBe(
      "db.r7g.large",
    );
    expect(provided.only("aws_rds_cluster")).not.toHaveProperty("serverlessv2_scaling_configuration");
  });

  test("are monitored by a role without inline policy", () => {
    expect(made.resources("aws_iam_role_policy")).toEqual({});
    const role = made.resource("aws_iam_role", "database_monitoring_role");
    expect(made.statement(role.assume_role_policy, "AssumeRole").principals).toEqual([
      { type: "Service", identifiers: ["monitoring.rds.amazonaws.com"] },
    ]);
  });
});

test("without enhanced monitoring nobody writes into the account's own log group", () => {
  const plain = madeWith({ enhancedMonitoring: false });
  const instances = Object.values(plain.resources("aws_rds_cluster_instance"));
  expect(instances).toHaveLength(2);
  for (const each of instances) {
    expect(each.monitoring_interval).toBe(0);
    expect(each).not.toHaveProperty("monitoring_role_arn");
  }
  expect(JSON.stringify(plain.json)).not.toContain("RDSOSMetrics");
});

test("instances of one tier come in the order of their keys, whichever was written first", () => {
  const instances = Object.fromEntries(["b", "c", "a"].map((az) => [`in-${az}`, { az, promotionTier: 1 }]));
  const many = madeWith({ instances: instances as AuroraProps["instances"] });
  const [first, second, third] = ["a", "b", "c"].map(
    (az) => many.resource("aws_rds_cluster_instance", `database_in_${az}`).depends_on,
  );
  expect(first).not.toContain("aws_rds_cluster_instance.database_in_b");
  expect([second, third]).toEqual([
    expect.arrayContaining(["aws_rds_cluster_instance.database_in_a"]),
    expect.arrayContaining(["aws_rds_cluster_instance.database_in_a"]),
  ]);
});

describe("when it goes", () => {
  test("a destroyable one goes whole", () => {
    expect(cluster).toMatchObject({
      deletion_protection: false,
      skip_final_snapshot: true,
      delete_automated_backups: true,
    });
    expect(cluster).not.toHaveProperty("final_snapshot_identifier");
    expect(made.resources("random_id")).toEqual({});
    expect(at(made.json, "terraform", "required_providers", "random")).toBeUndefined();
  });

  test("one that is kept is protected, and leaves a snapshot whose name stays", () => {
    const kept = madeWith({}, false);
    const identifier = "db-cluster-loans-${var.environment_suffix}";
    expect(kept.only("aws_rds_cluster")).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
      delete_automated_backups: false,
      final_snapshot_identifier: `${identifier}-final-\${random_id.database_final_snapshot.hex}`,
      lifecycle: { prevent_destroy: true },
    });
    expect(kept.only("random_id")).toEqual({ byte_length: 4, keepers: { cluster: identifier } });
    expect(at(kept.json, "terraform", "required_providers", "random")).toBeDefined();
  });

  test("two that are kept share a provider of random ends, and have an end each", () => {
    const both = stackOf((stack) => {
      const { database, network } = databaseIn(stack);
      expect(finalSnapshotName(database, "one")).not.toBe(finalSnapshotName(network, "one"));
    });
    expect(both.section("provider")).toMatchObject({ random: [{}] });
    expect(Object.keys(both.resources("random_id"))).toHaveLength(2);
  });
});

describe("Aurora MySQL", () => {
  test("has its own port, logs and parameters", () => {
    const other = mysql();
    expect(other.only("aws_rds_cluster")).toMatchObject({
      port: 3306,
      enabled_cloudwatch_logs_exports: ["audit", "error", "slowquery"],
      depends_on: [
        "aws_cloudwatch_log_group.database_log_audit",
        "aws_cloudwatch_log_group.database_log_error",
        "aws_cloudwatch_log_group.database_log_slowquery",
      ],
    });
    const group = other.only("aws_rds_cluster_parameter_group");
    expect(group.family).toBe("aurora-mysql8.0");
    expect(group.name).toBe("db-parameters-loans-mysql8-0-${var.environment_suffix}");
    expect(group.parameter).toContainEqual({ name: "require_secure_transport", value: "ON" });
  });

  test("can be rewound", () => {
    const rewound = madeWith({ engine: "aurora-mysql", engineVersion: "8.0", backtrackWindow: 86400 });
    expect(rewound.only("aws_rds_cluster").backtrack_window).toBe(86400);
  });
});
