import { AthenaWorkgroup } from "@cdktf/provider-aws/lib/athena-workgroup";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { type Role } from "../identity/role";
import { Bucket } from "../storage/bucket";
import { type LogBucket } from "../storage/log-bucket";
import { type CatalogTable } from "./catalog-table";

export interface WorkGroupProps {
  /** Names the work group (`workgroup-{purpose}-{suffix}`) and the bucket of its results. */
  readonly purpose: string;
  readonly description: string;
  /** Encrypts the results. */
  readonly key: Key;
  readonly accessLogs: LogBucket;
  /** GiB that one query may read before it is stopped: what a mistake can cost. @default 100 */
  readonly scanLimit?: number;
  /** Days until results go. @default 30 */
  readonly keepResultsFor?: number;
}

const DEFAULTS = { scanLimit: 100, keepResultsFor: 30 };
const GIB = 1024 ** 3;

/**
 * Where queries run: their results are under a CMK in a bucket of their own and go after a while, and
 * nobody who asks can have it otherwise. Who may query which table is granted.
 */
export class WorkGroup extends Construct {
  readonly group: AthenaWorkgroup;
  readonly results: Bucket;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the group changes. */
  private readonly namedArn: string;

  constructor(scope: Construct, id: string, given: WorkGroupProps) {
    super(scope, id);
    const { purpose, key, accessLogs, ...props } = { ...DEFAULTS, ...given };
    const wrong = Object.entries({ scanLimit: props.scanLimit, keepResultsFor: props.keepResultsFor })
      .filter(([, value]) => !Number.isInteger(value) || value < 1)
      .map(([name, value]) => `${name} ${value} is not allowed: a whole number from 1`);
    if (wrong.length > 0) throw ConfigurationError.at(this, ...wrong);
    const stack = SystemStack.of(this);
    this.results = new Bucket(this, "results", {
      purpose: `${purpose}-results`,
      encryption: key,
      accessLogs,
      lifecycle: [
        {
          id: "results",
          expiration: props.keepResultsFor,
          noncurrentExpiration: props.keepResultsFor,
        },
      ],
    });
    const name = stack.nameFor(this, "workgroup", purpose);
    this.namedArn = `arn:${stack.partition}:athena:${stack.region}:${stack.accountId}:workgroup/${name}`;
    this.group = new AthenaWorkgroup(this, "this", {
      name,
      description: props.description,
      forceDestroy: stack.destroyable,
      configuration: {
        enforceWorkgroupConfiguration: true,
        publishCloudwatchMetricsEnabled: true,
        bytesScannedCutoffPerQuery: props.scanLimit * GIB,
        engineVersion: { selectedEngineVersion: "Athena engine version 3" },
        resultConfiguration: {
          outputLocation: `s3://${this.results.name}/results/`,
          expectedBucketOwner: stack.accountId,
          encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKeyArn: key.arn },
        },
      },
      dependsOn: this.results.ready,
    });
  }

  get name(): string {
    return this.group.name;
  }

  get arn(): string {
    return this.group.arn;
  }

  /** Lets a role query some tables, read-only, in this work group and no other. */
  grantQuery(role: Role, tables: readonly [CatalogTable, ...CatalogTable[]]): void {
    const { partition, region, accountId } = SystemStack.of(this);
    role.grant({
      sid: "Query",
      actions: [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetWorkGroup",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ],
      resources: [this.namedArn],
    });
    const glue = `arn:${partition}:glue:${region}:${accountId}`;
    const databases = unique(tables.map(({ catalog }) => catalog.givenName));
    role.grant({
      sid: "ReadCatalog",
      actions: ["glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable"],
      resources: [
        `${glue}:catalog`,
        ...databases.map((database) => `${glue}:database/${database}`),
        ...tables.map(({ catalog, givenName }) => `${glue}:table/${catalog.givenName}/${givenName}`),
      ],
      // Athena reads the catalog for the role (Athena user guide, "Use CalledVia context keys for Athena").
      conditions: [
        { test: "ForAnyValue:StringEquals", variable: "aws:CalledVia", values: ["athena.amazonaws.com"] },
      ],
    });
    for (const bucket of unique(tables.map((table) => table.bucket))) {
      const prefixes = tables.filter((table) => table.bucket === bucket).map(({ prefix }) => prefix);
      bucket.grantRead(role, prefixes);
    }
    this.results.grantDelivery(role, ["results/"]);
  }
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
