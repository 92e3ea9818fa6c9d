import { at, bucketArn, pointsAt, text } from "../../support/terraform";
import { all, system } from "./synthesized";

const outputs = Object.entries(system.section("output"));
const values = Object.fromEntries(outputs.map(([name, { value }]) => [name, value ?? null]));

describe("FA-50", () => {
  test.each(outputs)("FA-50 %s says what it is, and is no secret", (_, output) => {
    expect(output.description).toMatch(/^[A-Z].{5,}$/);
    expect(output.sensitive ?? false).toBe(false);
    expect(text(output.value ?? "")).not.toMatch(/password|secret_string/);
  });

  test.each([
    ["alb_dns_name", "aws_lb.front.dns_name"],
    ["bastion_instance_id", "aws_instance.bastion.id"],
    ["consumer_dead_letters_url", "aws_sqs_queue.consumer_dead_letters.url"],
    ["dashboards_repository_url", "aws_ecr_repository.dashboards_images.repository_url"],
    ["database_endpoint", "aws_rds_cluster.database.endpoint"],
    ["database_master_secret_arn", "aws_rds_cluster.database.master_user_secret[0].secret_arn"],
    ["database_reader_endpoint", "aws_rds_cluster.database.reader_endpoint"],
    ["ingestion_repository_url", "aws_ecr_repository.ingestion_images.repository_url"],
    ["processing_repository_url", "aws_ecr_repository.processing_images.repository_url"],
    ["stream_name", "aws_kinesis_stream.market_data.name"],
    ["transformation_dead_letters_url", "aws_sqs_queue.transformation_dead_letters.url"],
    ["work_group", "aws_athena_workgroup.queries.name"],
  ])("FA-50 the endpoint %s is %s", (name, expression) => {
    expect(values[name]).toBe(`\${${expression}}`);
  });

  /** What people and other systems name by its ARN: every resource of these types. */
  const CRITICAL = [
    "aws_athena_workgroup",
    "aws_backup_plan",
    "aws_backup_vault",
    "aws_dynamodb_table",
    "aws_ecs_cluster",
    "aws_kinesis_firehose_delivery_stream",
    "aws_kinesis_stream",
    "aws_kms_key",
    "aws_lb",
    "aws_rds_cluster",
    "aws_secretsmanager_secret",
    "aws_sns_topic",
  ].flatMap((type) => all(type).map(([name]) => `${type}.${name}`));

  test.each(CRITICAL)("FA-50 the ARN of %s is an output that says so", (address) => {
    const named = outputs.filter(([, { value }]) => value === `\${${address}.arn}`).map(([name]) => name);
    expect(named).toHaveLength(1);
    expect(named[0]).toMatch(/_arn$/);
  });

  test("FA-50 so are the ARNs of the lake's buckets and of the functions that fill table and lake", () => {
    for (const name of ["raw", "processed"])
      expect(values[`${name}_bucket_arn`]).toBe(bucketArn(system.resource("aws_s3_bucket", name)));
    expect(values).toMatchObject({
      consumer_function_arn: "${aws_lambda_function.consumer_function.arn}",
      transformation_function_arn: "${aws_lambda_function.transformation_function.arn}",
    });
  });

  test("FA-50 every bucket, service and repository can be found by an output", () => {
    const found = outputs.flatMap(([, { value }]) => pointsAt(value));
    for (const type of ["aws_s3_bucket", "aws_ecs_service", "aws_ecr_repository"]) {
      const missing = all(type).filter(([name]) => !found.includes(`${type}.${name}`));
      expect(missing.map(([name]) => `${type}.${name}`)).toEqual([]);
    }
    expect(at(values.private_subnet_ids, 2)).toBe("${aws_subnet.network_private_c.id}");
    expect(values.vpc_id).toBe("${aws_vpc.network.id}");
  });
});
