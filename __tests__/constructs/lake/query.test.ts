import { type CatalogTableProps } from "../../../src/constructs/lake/catalog-table";
import { Catalog } from "../../../src/constructs/lake/catalog";
import { WorkGroup, type WorkGroupProps } from "../../../src/constructs/lake/work-group";
import { Role } from "../../../src/constructs/identity/role";
import { LakeBucket } from "../../../src/constructs/storage/lake-bucket";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at, bucketArn } from "../../support/terraform";

const COLUMNS = {
  id: { type: "string", comment: "Given by the producer" },
  price: { type: "string", comment: "A decimal, as text" },
};

function lakeIn(
  stack: SystemStack,
  table: Partial<CatalogTableProps> = {},
  group: Partial<WorkGroupProps> = {},
): void {
  const key = logKey(stack);
  const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
  const bucket = new LakeBucket(stack, "processed", { purpose: "processed", key, accessLogs });
  const catalog = new Catalog(stack, "catalog", { purpose: "lake", description: "The lake" });
  const common = { bucket, columns: COLUMNS, description: "Trades and quotes" };
  const events = catalog.table("events", {
    ...common,
    name: "market_events",
    prefix: "market_events/",
    partitions: { by: "day", since: "2025-01-01" },
    ...table,
  });
  const raw = catalog.table("raw", {
    ...common,
    name: "raw_events",
    prefix: "market-events/",
    partitions: { by: "hour", since: "2025-01-01" },
  });
  const queries = new WorkGroup(stack, "queries", {
    purpose: "analysts",
    description: "Queries of analysts",
    key,
    accessLogs,
    ...group,
  });
  const role = new Role(stack, "analyst", {
    purpose: "analyst",
    description: "Queries",
    assumedBy: "ecs-tasks.amazonaws.com",
  });
  queries.grantQuery(role, [events, raw]);
}

const made = stackOf(lakeIn);
const group = made.only("aws_athena_workgroup");
const database = '${replace("database-lake-${var.environment_suffix}", "-", "_")}';

describe("a table", () => {
  const table = (name: string) => made.resource("aws_glue_catalog_table", name);
  const ofMalformed = (name: string, from = made) =>
    at(from.resource("aws_glue_catalog_table", name), "storage_descriptor", "ser_de_info", "parameters");

  test("ends a query at a line that is no JSON, or takes it for a row of nulls", () => {
    expect(ofMalformed("catalog_events")).toEqual({ "ignore.malformed.json": "false" });
    const kind = stackOf((stack) => {
      lakeIn(stack, { malformed: "row-of-nulls" });
    });
    expect(ofMalformed("catalog_events", kind)).toEqual({ "ignore.malformed.json": "true" });
  });

  test("is in a database whose name has no hyphens, which Athena's DDL does not take", () => {
    expect(made.only("aws_glue_catalog_database").name).toBe(database);
    expect(table("catalog_events").database_name).toBe("${aws_glue_catalog_database.catalog.name}");
  });

  test("reads lines of JSON, by its columns in their order", () => {
    const storage = table("catalog_events").storage_descriptor;
    expect(at(storage, "columns")).toEqual([
      { name: "id", type: "string", comment: "Given by the producer" },
      { name: "price", type: "string", comment: "A decimal, as text" },
    ]);
    expect(at(storage, "location")).toBe("s3://${aws_s3_bucket.processed.id}/market_events/");
    expect(at(storage, "ser_de_info", "serialization_library")).toBe("org.openx.data.jsonserde.JsonSerDe");
  });

  test("has its days computed: what Athena is to fill in is no expression of Terraform", () => {
    expect(table("catalog_events").partition_keys).toEqual([{ name: "day", type: "date" }]);
    expect(table("catalog_events").parameters).toMatchObject({
      "projection.enabled": "true",
      "projection.day.range": "2025-01-01,NOW",
      "storage.location.template": "s3://${aws_s3_bucket.processed.id}/market_events/day=$${day}/",
    });
  });

  test("by the hour has 24 of them, of two digits", () => {
    expect(table("catalog_raw").parameters).toMatchObject({
      "projection.hour.range": "0,23",
      "projection.hour.digits": "2",
      "storage.location.template":
        "s3://${aws_s3_bucket.processed.id}/market-events/day=$${day}/hour=$${hour}/",
    });
  });

  test("is refused with names that SQL does not take, without columns, with a day that is none", () => {
    const problems = problemsOf(() =>
      stackOf((stack) => {
        lakeIn(stack, {
          name: "Market-Events",
          prefix: "/market_events",
          columns: { day: { type: "date", comment: "" } },
          partitions: { by: "day", since: "2025-02-30" },
        });
      }),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      '"Market-Events" is no name in SQL: a lower-case letter, then letters, digits and _',
      'prefix "/market_events" must end in a slash, and not begin with one',
      'column "day" is the name of a partition',
      "since 2025-02-30 is no day: write it as 2025-01-01",
    ]);
  });

  test.each(["today", "2025-1-1", "2025-13-01"])("is refused with the first day %s", (since) => {
    const table = { columns: {}, partitions: { by: "day", since } } as const;
    const problems = problemsOf(() =>
      stackOf((stack) => {
        lakeIn(stack, table);
      }),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      "it has no columns",
      `since ${since} is no day: write it as 2025-01-01`,
    ]);
  });
});

describe("a work group", () => {
  test("has encrypted results that nobody who asks can have otherwise, and goes with its queries", () => {
    expect(group).toMatchObject({
      name: "workgroup-analysts-${var.environment_suffix}",
      force_destroy: true,
      configuration: {
        enforce_workgroup_configuration: true,
        bytes_scanned_cutoff_per_query: 100 * 1024 ** 3,
        result_configuration: {
          output_location: "s3://${aws_s3_bucket.queries_results.id}/results/",
          encryption_configuration: { encryption_option: "SSE_KMS", kms_key_arn: "${aws_kms_key.key.arn}" },
        },
      },
    });
  });

  test("keeps results for a month", () => {
    const { rule } = made.resource("aws_s3_bucket_lifecycle_configuration", "queries_results");
    expect(at(rule, 0)).toMatchObject({
      expiration: [{ days: 30 }],
      noncurrent_version_expiration: [{ noncurrent_days: 30 }],
    });
  });

  test("is refused with limits that are none", () => {
    const problems = problemsOf(() =>
      stackOf((stack) => {
        lakeIn(stack, {}, { scanLimit: 0, keepResultsFor: 1.5 });
      }),
    );
    expect(problems.map(({ message }) => message)).toEqual([
      "scanLimit 0 is not allowed: a whole number from 1",
      "keepResultsFor 1.5 is not allowed: a whole number from 1",
    ]);
  });
});

describe("who may query", () => {
  const { policy } = made.resource("aws_iam_policy", "analyst");
  const arn = (rest: string) =>
    `arn:\${data.aws_partition.partition.partition}:${rest.replace("@", "us-east-1:${data.aws_caller_identity.caller.account_id}")}`;

  test("may in this work group", () => {
    expect(made.statement(policy, "Query").resources).toEqual([
      arn("athena:@:workgroup/workgroup-analysts-${var.environment_suffix}"),
    ]);
  });

  test("sees these tables, and changes nothing in the catalog", () => {
    expect(made.statement(policy, "ReadCatalog")).toMatchObject({
      actions: ["glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable"],
      resources: [
        arn("glue:@:catalog"),
        arn(`glue:@:database/${database}`),
        arn(`glue:@:table/${database}/market_events`),
        arn(`glue:@:table/${database}/raw_events`),
      ],
      // Only Athena's own queries.
      condition: [
        { test: "ForAnyValue:StringEquals", variable: "aws:CalledVia", values: ["athena.amazonaws.com"] },
      ],
    });
  });

  test("reads what is under their prefixes, and has results", () => {
    const processed = bucketArn(made.resource("aws_s3_bucket", "processed"));
    const results = bucketArn(made.resource("aws_s3_bucket", "queries_results"));
    expect(made.statement(policy, "ReadProcessed").resources).toEqual([
      `${processed}/market_events/*`,
      `${processed}/market-events/*`,
    ]);
    expect(made.statement(policy, "DeliverResults").resources).toEqual([`${results}/results/*`]);
  });
});
