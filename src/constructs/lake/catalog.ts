import { GlueCatalogDatabase } from "@cdktf/provider-aws/lib/glue-catalog-database";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { CatalogTable, type CatalogTableProps } from "./catalog-table";

export interface CatalogProps {
  /** Names the database: `database_{purpose}_{suffix}`. */
  readonly purpose: string;
  readonly description: string;
}

/** What Athena knows of the lake: a Glue database, and a table for each dataset. */
export class Catalog extends Construct {
  readonly database: GlueCatalogDatabase;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the database changes. */
  readonly givenName: string;

  constructor(scope: Construct, id: string, { purpose, description }: CatalogProps) {
    super(scope, id);
    const name = SystemStack.of(this).nameFor(this, "database", purpose);
    // Athena's DDL takes no hyphens (Athena user guide, "Name databases, tables, and columns").
    this.givenName = Fn.replace(name, "-", "_");
    this.database = new GlueCatalogDatabase(this, "this", { name: this.givenName, description });
  }

  get name(): string {
    return this.database.name;
  }

  /** Adds the table of a dataset: lines of JSON below `prefix` of a bucket. */
  table(id: string, dataset: Omit<CatalogTableProps, "catalog">): CatalogTable {
    return new CatalogTable(this, id, { ...dataset, catalog: this });
  }
}
