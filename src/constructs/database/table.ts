import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";

export interface TableProps {
  /** Names the table: `table-{purpose}-{suffix}`. */
  readonly purpose: string;
  /** A whole name in place of the one from `purpose`. */
  readonly tableName?: string;
  /** The partition key, a string. */
  readonly hashKey: string;
  readonly key: Key;
}

/** A DynamoDB table on demand, under a CMK, that can be restored to any second of the last 35 days. */
export class Table extends Construct {
  readonly table: DynamodbTable;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    this.table = new DynamodbTable(this, "this", {
      name: props.tableName ?? stack.nameFor(this, "table", props.purpose),
      billingMode: "PAY_PER_REQUEST",
      hashKey: props.hashKey,
      attribute: [{ name: props.hashKey, type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: props.key.arn },
      pointInTimeRecovery: { enabled: true },
      deletionProtectionEnabled: !stack.destroyable,
      ...(!stack.destroyable && { lifecycle: { preventDestroy: true } }),
    });
  }

  get arn(): string {
    return this.table.arn;
  }

  get name(): string {
    return this.table.name;
  }
}
