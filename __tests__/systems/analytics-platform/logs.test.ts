import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { PlinthApp } from "../../../src/core/app";
import { type JsonObject } from "../../../src/core/synthesis/json";
import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { inTemporaryFolder, problemsOf } from "../../support/synth";
import { statementsOfRole } from "../../support/systems/roles";
import { at, decoded, pointsAt, text } from "../../support/terraform";
import { addresses, all, arn, attached, SUFFIX, system } from "./synthesized";

const groups = all("aws_cloudwatch_log_group");
const groupNamed = (name: string) => {
  const found = groups.filter(([, group]) => group.name === name);
  expect({ name, groups: found.length }).toEqual({ name, groups: 1 });
  return `aws_cloudwatch_log_group.${found[0]?.[0] ?? ""}`;
};

/** What the guardrails say when somebody adds a log group to the system. */
function refusals(config: { readonly kmsKeyId?: string; readonly retentionInDays?: number }): string[] {
  class OneLogMore extends AnalyticsPlatform {
    constructor(...given: ConstructorParameters<typeof AnalyticsPlatform>) {
      super(...given);
      new CloudwatchLogGroup(this, "more", { name: `/more/log-more-${SUFFIX}`, ...config });
    }
  }
  return inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(OneLogMore, "analytics-platform");
    const problems = problemsOf(() => {
      app.synth();
    });
    return problems.flatMap(({ message }) =>
      [...message.matchAll(/(?<=reason +)\S.*$/gm)].map(([reason]) => reason),
    );
  });
}

describe("FA-40", () => {
  test.each(groups)("FA-40 %s keeps exactly 30 days, under the logs' CMK", (_, group) => {
    expect(group.retention_in_days).toBe(30);
    expect(group.kms_key_id).toBe("${aws_kms_key.keys_logs.arn}");
    expect(group).not.toHaveProperty("skip_destroy");
    expect(group).not.toHaveProperty("lifecycle");
  });

  test("FA-40 a group that keeps longer or shorter is refused, and one without a key", () => {
    const kmsKeyId = "${aws_kms_key.keys_logs.arn}";
    expect(refusals({ kmsKeyId, retentionInDays: 365 })).toContain("retention_in_days is 365, not 30");
    expect(refusals({ kmsKeyId, retentionInDays: 7 })).toContain("retention_in_days is 7, not 30");
    expect(refusals({ kmsKeyId })).toContain("retention_in_days is not set: it keeps for ever");
    expect(refusals({ retentionInDays: 30 }).join()).toMatch(/kms_key_id/);
  });

  test("FA-40 no operator can set the days", () => {
    expect(Object.keys(system.section("variable")).filter((name) => /log|retention/.test(name))).toEqual([]);
  });

  test("FA-40 the logs' key lets CloudWatch use it for each of these groups, and for no other", () => {
    const { policy } = system.resource("aws_kms_key", "keys_logs");
    const condition = system.statement(policy, "AllowLogs").condition ?? [];
    expect(condition.map(({ variable }) => variable)).toEqual(["kms:EncryptionContext:aws:logs:arn"]);
    const expected = groups.map(([, { name }]) => arn("logs", `log-group:${text(name)}`));
    expect(condition.flatMap(({ values }) => values).sort()).toEqual(expected.sort());
  });

  test.each(all("aws_ecs_service"))("FA-40 what %s prints goes to a group of its own", (name, service) => {
    const containers = decoded(system.follow(service.task_definition).container_definitions) as JsonObject[];
    const logs = containers.map((container) => container.logConfiguration);
    expect(logs.map((each) => at(each, "logDriver"))).toEqual(["awslogs"]);
    expect(pointsAt(at(logs[0], "options", "awslogs-group"))).toEqual([
      `aws_cloudwatch_log_group.${name}_task_log`,
    ]);
    expect(at(logs[0], "options", "awslogs-create-group")).toBeUndefined();
  });

  // AWS makes these itself where there is none: without a key, and for ever.
  test.each(all("aws_lambda_function"))(
    "FA-40 the group that Lambda would make for %s is there before",
    (_, each) => {
      const address = groupNamed(`/aws/lambda/${text(each.function_name)}`);
      expect(pointsAt(at(each, "logging_config", "log_group"))).toEqual([address]);
    },
  );

  test("FA-40 the group that Container Insights would make is there before the cluster", () => {
    const cluster = system.only("aws_ecs_cluster");
    const address = groupNamed(`/aws/ecs/containerinsights/${text(cluster.name)}/performance`);
    expect(cluster.depends_on).toContain(address);
    // Sessions in containers would have a log of their own.
    expect(at(cluster, "configuration", "execute_command_configuration")).toBeUndefined();
    for (const [, service] of all("aws_ecs_service"))
      expect(service.enable_execute_command ?? false).toBe(false);
  });

  test("FA-40 the group that RDS would make for PostgreSQL's log is there before the cluster", () => {
    const cluster = system.only("aws_rds_cluster");
    expect(cluster.enabled_cloudwatch_logs_exports).toEqual(["postgresql"]);
    const address = groupNamed(`/aws/rds/cluster/${text(cluster.cluster_identifier)}/postgresql`);
    expect(cluster.depends_on).toContain(address);
  });

  test("FA-40 enhanced monitoring is off: its group RDSOSMetrics is the account's, and has no key", () => {
    for (const [, instance] of all("aws_rds_cluster_instance")) {
      expect(instance.monitoring_interval).toBe(0);
      expect(instance).not.toHaveProperty("monitoring_role_arn");
    }
    expect(groups.filter(([, { name }]) => text(name).includes("RDSOSMetrics"))).toEqual([]);
  });

  test.each(all("aws_kinesis_firehose_delivery_stream"))(
    "FA-40 the errors of %s go to a group that is there",
    (_, each) => {
      const address = groupNamed(`/aws/kinesisfirehose/${text(each.name)}`);
      const options = at(each, "extended_s3_configuration", "cloudwatch_logging_options");
      expect(at(options, "enabled")).toBe(true);
      expect(pointsAt(at(options, "log_group_name"))).toEqual([address]);
      expect(pointsAt(system.follow(at(options, "log_stream_name")).log_group_name)).toEqual([address]);
    },
  );

  test("FA-40 requests that the web ACL sees, and the VPC's flows, go to groups that are there", () => {
    const { log_destination_configs: requests } = system.only("aws_wafv2_web_acl_logging_configuration");
    const acl = text(system.only("aws_wafv2_web_acl").name);
    expect(pointsAt(requests)).toEqual([groupNamed(`aws-waf-logs-${acl}`)]);
    const flows = system.only("aws_flow_log");
    expect(flows).toMatchObject({ traffic_type: "ALL", log_destination_type: "cloud-watch-logs" });
    expect(pointsAt(flows.log_destination)).toEqual([groupNamed(`/aws/vpc/log-flow-${SUFFIX}`)]);
  });

  test("FA-40 these are all: every group is somebody's, and nothing else here has a log", () => {
    const written = [
      ...addresses("aws_ecs_cluster"),
      ...addresses("aws_ecs_service"),
      ...addresses("aws_lambda_function"),
      ...addresses("aws_rds_cluster"),
      ...addresses("aws_kinesis_firehose_delivery_stream"),
      ...addresses("aws_wafv2_web_acl"),
      ...addresses("aws_flow_log"),
    ];
    expect(groups).toHaveLength(written.length);
    const others =
      /^aws_(api_gateway|apigatewayv2|sfn|codebuild|glue_job|glue_crawler|cloudtrail|opensearch|msk|elasticache|route53_query_log|ssm_document|transfer|batch)/;
    expect(Object.keys(system.section("resource")).filter((type) => others.test(type))).toEqual([]);
  });

  test("FA-40 no role may make a log group: what is not here stays unmade", () => {
    const making = all("aws_iam_role").flatMap(([name]) =>
      statementsOfRole(system, `aws_iam_role.${name}`).filter(({ actions }) =>
        actions.some((action) =>
          /^(\*|logs:(\*|CreateLogGroup|PutRetentionPolicy|DeleteLogGroup))$/.test(action),
        ),
      ),
    );
    expect(making).toEqual([]);
  });
});

describe("FA-41", () => {
  const OWN = "log_archive_delivery_log";
  const DELIVERY = "aws_kinesis_firehose_delivery_stream.log_archive_delivery";
  const filters = all("aws_cloudwatch_log_subscription_filter").map(([, filter]) => filter);

  test.each(groups.filter(([name]) => name !== OWN))(
    "FA-41 every event of %s streams to the archive",
    (name) => {
      const own = filters.filter(
        ({ log_group_name: group }) => pointsAt(group)[0] === `aws_cloudwatch_log_group.${name}`,
      );
      expect(own).toEqual([
        expect.objectContaining({ filter_pattern: "", destination_arn: `\${${DELIVERY}.arn}` }),
      ]);
    },
  );

  test("FA-41 but those of the archive itself, which would go in circles", () => {
    expect(filters).toHaveLength(groups.length - 1);
    const options = at(system.follow(`\${${DELIVERY}.arn}`), "extended_s3_configuration");
    expect(pointsAt(at(options, "cloudwatch_logging_options", "log_group_name"))).toEqual([
      `aws_cloudwatch_log_group.${OWN}`,
    ]);
  });

  test("FA-41 CloudWatch Logs may put them there, by a role that is ready before", () => {
    for (const filter of filters) {
      const [role] = pointsAt(filter.role_arn);
      const trust = system.statements(system.follow(filter.role_arn).assume_role_policy);
      expect(trust.flatMap(({ principals = [] }) => principals)).toEqual([
        { type: "Service", identifiers: ["logs.amazonaws.com"] },
      ]);
      expect(statementsOfRole(system, role)).toEqual([
        expect.objectContaining({
          actions: ["firehose:PutRecord", "firehose:PutRecordBatch"],
          resources: [arn("firehose", `deliverystream/delivery-stream-log-archive-${SUFFIX}`)],
        }),
      ]);
      expect(filter.depends_on).toContain("aws_iam_role_policy_attachment.log_archive_role");
    }
  });

  test("FA-41 the archive is encrypted on its way and where it lies, as the compressed files that came", () => {
    const delivery = system.follow(`\${${DELIVERY}.arn}`);
    const key = "${aws_kms_key.keys_logs.arn}";
    expect(delivery.server_side_encryption).toEqual({
      enabled: true,
      key_type: "CUSTOMER_MANAGED_CMK",
      key_arn: key,
    });
    expect(delivery.extended_s3_configuration).toMatchObject({
      bucket_arn: "${aws_s3_bucket.log_archive_bucket.arn}",
      kms_key_arn: key,
      // CloudWatch Logs compresses what it sends.
      compression_format: "UNCOMPRESSED",
      file_extension: ".json.gz",
    });
  });

  test("FA-41 its bucket keeps logs for twelve months and more, three of them at hand", () => {
    const bucket = "aws_s3_bucket.log_archive_bucket";
    const { rule } = attached("aws_s3_bucket_lifecycle_configuration", "bucket", bucket);
    expect(rule).toHaveLength(1);
    expect(at(rule, 0)).toMatchObject({ status: "Enabled", filter: [{ prefix: "" }] });
    expect(Number(at(rule, 0, "expiration", 0, "days"))).toBeGreaterThanOrEqual(365);
    const archived = (at(rule, 0, "transition") as JsonObject[]).filter(
      (each) => each.storage_class === "GLACIER",
    );
    // PCI DSS 4.0 10.5.1: three months, so up to 92 days, at hand, and twelve in all.
    for (const { days } of archived) expect(Number(days)).toBeGreaterThanOrEqual(92);
    const versioning = attached("aws_s3_bucket_versioning", "bucket", bucket);
    expect(at(versioning, "versioning_configuration", "status")).toBe("Enabled");
  });

  test("FA-41 an alarm tells when the archive falls behind", () => {
    const alarm = system.resource("aws_cloudwatch_metric_alarm", "archive_alarms_late");
    expect(text(alarm)).toContain(`${DELIVERY}.name`);
    expect(alarm.alarm_actions).toEqual(["${aws_sns_topic.alerts.arn}"]);
  });
});
