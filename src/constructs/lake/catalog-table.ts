import { GlueCatalogTable } from "@cdktf/provider-aws/lib/glue-catalog-table";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Bucket } from "../storage/bucket";
import { type Catalog } from "./catalog";
import { type Partitions, partitionKeys, partitionProblems, projection } from "./partition-projection";

export type { Partitions } from "./partition-projection";

/** Columns by name in the order of a `SELECT *`, with what each holds. */
export type Columns = Readonly<Record<string, { readonly type: string; readonly comment: string }>>;

export interface CatalogTableProps {
  readonly catalog: Catalog;
  /** The table's name in SQL, `market_events`. */
  readonly name: string;
  readonly description: string;
  readonly bucket: Bucket;
  /** Where in the bucket its data is, `market_events/`. */
  readonly prefix: string;
  readonly columns: Columns;
  readonly partitions: Partitions;
  /** What a query makes of a line that is no JSON: it fails, or has a row without values. @default fails */
  readonly malformed?: "fails" | "row-of-nulls";
}

const NAME = /^[a-z][a-z0-9_]{0,254}$/;

/** A table over compressed lines of JSON in a bucket. What there is no column for is not read. */
export class CatalogTable extends Construct {
  readonly table: GlueCatalogTable;
  readonly bucket: Bucket;
  readonly prefix: string;
  readonly givenName: string;
  readonly catalog: Catalog;

  constructor(scope: Construct, id: string, props: CatalogTableProps) {
    super(scope, id);
    const { catalog, name, bucket, prefix, columns, partitions, malformed = "fails" } = props;
    const problems = tableProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    this.bucket = bucket;
    this.prefix = prefix;
    this.givenName = name;
    this.catalog = catalog;
    const location = `s3://${bucket.name}/${prefix}`;
    this.table = new GlueCatalogTable(this, "this", {
      databaseName: catalog.name,
      catalogId: SystemStack.of(this).accountId,
      name,
      description: props.description,
      tableType: "EXTERNAL_TABLE",
      parameters: { EXTERNAL: "TRUE", classification: "json", ...projection(partitions, location) },
      partitionKeys: partitionKeys(partitions),
      storageDescriptor: {
        location,
        compressed: true,
        inputFormat: "org.apache.hadoop.mapred.TextInputFormat",
        outputFormat: "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat",
        serDeInfo: {
          serializationLibrary: "org.openx.data.jsonserde.JsonSerDe",
          parameters: { "ignore.malformed.json": String(malformed === "row-of-nulls") },
        },
        columns: Object.entries(columns).map(([column, { type, comment }]) => ({
          name: column,
          type,
          comment,
        })),
      },
    });
  }
}

function tableProblems({ name, prefix, columns, partitions }: CatalogTableProps): string[] {
  const reserved = partitionKeys(partitions).map((key) => key.name);
  return [
    ...[name, ...Object.keys(columns)]
      .filter((each) => !NAME.test(each))
      .map((each) => `"${each}" is no name in SQL: a lower-case letter, then letters, digits and _`),
    ...(/^[^/].*\/$/.test(prefix) ? [] : [`prefix "${prefix}" must end in a slash, and not begin with one`]),
    ...(Object.keys(columns).length > 0 ? [] : ["it has no columns"]),
    ...Object.keys(columns)
      .filter((column) => reserved.includes(column))
      .map((column) => `column "${column}" is the name of a partition`),
    ...partitionProblems(partitions),
  ];
}
