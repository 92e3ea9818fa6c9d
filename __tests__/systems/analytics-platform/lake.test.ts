import { type JsonObject } from "../../../src/core/synthesis/json";
import { at, bucketArn, decoded, pointsAt, text } from "../../support/terraform";
import { ACCOUNT, addresses, all, arn, attached, system } from "./synthesized";

const buckets = all("aws_s3_bucket");
const part = (kind: string, bucket: string) =>
  attached(`aws_s3_bucket_${kind}`, "bucket", `aws_s3_bucket.${bucket}`);
const encryptionOf = (bucket: string) =>
  at(part("server_side_encryption_configuration", bucket), "rule", 0) ?? null;

describe.each(["raw", "processed"])("FA-21 the bucket %s", (name) => {
  test("FA-21 is versioned, under a CMK with a bucket key", () => {
    expect(at(part("versioning", name), "versioning_configuration", "status")).toBe("Enabled");
    const encryption = encryptionOf(name);
    expect(at(encryption, "bucket_key_enabled")).toBe(true);
    expect(at(encryption, "apply_server_side_encryption_by_default")).toEqual({
      sse_algorithm: "aws:kms",
      kms_master_key_id: "${aws_kms_key.keys_data.arn}",
    });
  });

  test("FA-21 moves to Glacier after 90 days what is in it, old versions and small objects too", () => {
    const lifecycle = part("lifecycle_configuration", name);
    // S3 keeps objects below 128 KiB where they are, unless it is told otherwise.
    expect(lifecycle.transition_default_minimum_object_size).toBe("varies_by_storage_class");
    expect(lifecycle.rule).toEqual([
      {
        id: "archive",
        status: "Enabled",
        filter: [{ prefix: "" }],
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        transition: [{ days: 90, storage_class: "GLACIER" }],
        noncurrent_version_transition: [{ noncurrent_days: 90, storage_class: "GLACIER" }],
      },
    ]);
  });
});

describe.each(buckets)("FA-21 the bucket %s", (name, bucket) => {
  test("FA-21 is versioned, closed to the public, owned by the account alone", () => {
    expect(at(part("versioning", name), "versioning_configuration", "status")).toBe("Enabled");
    expect(part("public_access_block", name)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(at(part("ownership_controls", name), "rule", "object_ownership")).toBe("BucketOwnerEnforced");
  });

  test("FA-21 keeps nothing for ever at full price: it goes to Glacier after 90 days, logs after three months, or goes before", () => {
    const [rule, ...others] = part("lifecycle_configuration", name).rule as JsonObject[];
    expect(others).toEqual([]);
    expect(rule).toMatchObject({ status: "Enabled", filter: [{ prefix: "" }] });
    const archived = ((rule?.transition ?? []) as JsonObject[]).filter(
      (each) => each.storage_class === "GLACIER",
    );
    const expires = (rule as JsonObject).expiration !== undefined;
    const days =
      archived.length > 0 ? archived.map((each) => each.days) : [at(rule, "expiration", 0, "days")];
    // Logs expire, and stay at hand for three calendar months (PCI DSS 4.0 10.5.1).
    expect(days).toEqual([archived.length === 0 ? 30 : expires ? 92 : 90]);
  });

  test("FA-21 refuses plain HTTP, and lets in nobody but services that deliver logs", () => {
    const { policy } = part("policy", name);
    expect(system.statement(policy, "DenyPlainHttp")).toMatchObject({
      effect: "Deny",
      actions: ["s3:*"],
      resources: [bucketArn(bucket), `${bucketArn(bucket)}/*`],
      condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    });
    const allowed = system.statements(policy).filter(({ effect }) => effect !== "Deny");
    if (name !== "access_logs") expect(allowed).toEqual([]);
    expect([...new Set(allowed.flatMap(({ actions }) => actions))]).toEqual(
      name === "access_logs" ? ["s3:PutObject"] : [],
    );
  });

  test("FA-21 has its accesses logged, or is where they are logged", () => {
    const logged = all("aws_s3_bucket_logging").map(([, each]) => ({
      from: pointsAt(each.bucket)[0],
      to: pointsAt(each.target_bucket)[0],
    }));
    const own = logged.filter(({ from }) => from === `aws_s3_bucket.${name}`);
    expect(own.map(({ to }) => to)).toEqual(name === "access_logs" ? [] : ["aws_s3_bucket.access_logs"]);
  });
});

describe("FA-61", () => {
  const database = system.only("aws_glue_catalog_database");
  const tables = all("aws_glue_catalog_table").map(([, table]) => table);
  const group = at(system.only("aws_athena_workgroup"), "configuration") ?? null;

  test.each([
    ["market_events", "${aws_s3_bucket.processed.id}/market_events/", ["day"]],
    ["raw_market_events", "${aws_s3_bucket.raw.id}/market-events/", ["day", "hour"]],
  ])("FA-61 the table %s lies over %s, by %j", (name, place, partitions) => {
    const [table, ...others] = tables.filter((each) => each.name === name);
    expect(others).toEqual([]);
    expect(pointsAt(table?.database_name)).toEqual(["aws_glue_catalog_database.catalog"]);
    expect(at(table, "storage_descriptor", "location")).toBe(`s3://${place}`);
    const columns = at(table, "storage_descriptor", "columns") as JsonObject[];
    expect(columns.map((column) => column.name)).toEqual(["id", "symbol", "price", "quantity", "time"]);
    const keys = (table?.partition_keys as JsonObject[]).map((key) => text(key.name));
    expect(keys).toEqual(partitions);
    // No crawler runs: Athena computes the partitions, where the writers put them.
    const parameters = table?.parameters as JsonObject;
    expect(parameters["projection.enabled"]).toBe("true");
    const folders = partitions.map((key) => `${key}=$\${${key}}/`).join("");
    expect(parameters["storage.location.template"]).toBe(`s3://${place}${folders}`);
    for (const key of partitions) expect(parameters).toHaveProperty([`projection.${key}.range`]);
  });

  test("FA-61 both are of the one database, and no crawler or job works on them", () => {
    expect(tables).toHaveLength(2);
    expect(database.name).toBe('${replace("database-lake-${var.environment_suffix}", "-", "_")}');
    for (const type of ["aws_glue_crawler", "aws_glue_job"]) expect(addresses(type)).toEqual([]);
  });

  test("FA-61 results of queries are encrypted under the CMK, whatever the client asks", () => {
    expect(at(group, "enforce_workgroup_configuration")).toBe(true);
    expect(at(group, "result_configuration")).toEqual({
      encryption_configuration: { encryption_option: "SSE_KMS", kms_key_arn: "${aws_kms_key.keys_data.arn}" },
      expected_bucket_owner: ACCOUNT,
      output_location: "s3://${aws_s3_bucket.queries_results.id}/results/",
    });
    expect(pointsAt(encryptionOf("queries_results"))).toEqual(["aws_kms_key.keys_data"]);
  });

  test("FA-61 a query is stopped before it costs more than it may", () => {
    const bytes = Number(at(group, "bytes_scanned_cutoff_per_query"));
    expect(bytes).toBeGreaterThanOrEqual(10_485_760);
    expect(bytes).toBeLessThanOrEqual(100 * 1024 ** 3);
  });

  test("FA-61 what comes into the raw bucket is told to a queue, whose function fills the processed one", () => {
    const { queue } = part("notification", "raw");
    expect(queue).toEqual([
      expect.objectContaining({
        events: ["s3:ObjectCreated:*"],
        filter_prefix: "market-events/",
        queue_arn: "${aws_sqs_queue.transformation_queue.arn}",
      }),
    ]);
    const mapping = system.resource("aws_lambda_event_source_mapping", "transformation");
    expect(mapping).toMatchObject({
      event_source_arn: "${aws_sqs_queue.transformation_queue.arn}",
      function_response_types: ["ReportBatchItemFailures"],
    });
    expect(at(system.follow(mapping.function_name), "environment", "variables")).toEqual({
      DATASET: "market_events",
      PROCESSED_BUCKET: "${aws_s3_bucket.processed.id}",
    });
    const news = system.resource("aws_sqs_queue", "transformation_queue");
    expect(decoded(news.redrive_policy)).toEqual({
      deadLetterTargetArn: "${aws_sqs_queue.transformation_dead_letters.arn}",
      maxReceiveCount: 5,
    });
    // Lambda user guide: six times the function's timeout, or a message is worked on twice.
    const { timeout } = system.follow(mapping.function_name);
    expect(Number(news.visibility_timeout_seconds)).toBeGreaterThanOrEqual(6 * Number(timeout));
  });

  test("FA-61 S3 alone may send such news, for the raw bucket, and may use the queue's key", () => {
    const { policy } = attached("aws_sqs_queue_policy", "queue_url", "aws_sqs_queue.transformation_queue");
    const allowed = system.statements(policy).filter(({ effect }) => effect !== "Deny");
    const queue = arn("sqs", "queue-lake-transform-${var.environment_suffix}");
    expect(allowed).toEqual([
      {
        sid: "SendFromBucket",
        actions: ["sqs:SendMessage"],
        resources: [queue],
        principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
        condition: [
          {
            test: "ArnEquals",
            variable: "aws:SourceArn",
            values: [bucketArn(system.resource("aws_s3_bucket", "raw"))],
          },
          { test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] },
        ],
      },
    ]);
    const { policy: ofKey } = system.resource("aws_kms_key", "keys_data");
    expect(system.statement(ofKey, "AllowS3ToLakeTransform")).toMatchObject({
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      principals: [{ type: "Service", identifiers: ["s3.amazonaws.com"] }],
    });
  });
});
