import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { keyUse, sidOf } from "../encryption/key-use";
import { type Role } from "../identity/role";

export interface TableProps {
  /** Names the table: `table-{purpose}-{suffix}`. */
  readonly purpose: string;
  /** A whole name in place of the one from `purpose`. */
  readonly tableName?: string;
  /** The partition key, a string. */
  readonly hashKey: string;
  readonly key: Key;
  /** The attribute with the second (Unix time) from which DynamoDB may delete an item. @default none */
  readonly expiresAt?: string;
}

/** A DynamoDB table on demand, under a CMK, that can be restored to any second of the last 35 days. */
export class Table extends Construct {
  readonly table: DynamodbTable;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the table changes. */
  readonly namedArn: string;
  private readonly givenName: string;

  constructor(scope: Construct, id: string, props: TableProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    this.givenName = props.tableName ?? stack.nameFor(this, "table", props.purpose);
    this.namedArn = `arn:${stack.partition}:dynamodb:${stack.region}:${stack.accountId}:table/${this.givenName}`;
    this.table = new DynamodbTable(this, "this", {
      name: this.givenName,
      billingMode: "PAY_PER_REQUEST",
      hashKey: props.hashKey,
      attribute: [{ name: props.hashKey, type: "S" }],
      serverSideEncryption: { enabled: true, kmsKeyArn: props.key.arn },
      ...(props.expiresAt !== undefined && { ttl: { attributeName: props.expiresAt, enabled: true } }),
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

  /** Lets a role write items, also under a condition. */
  grantWrite(role: Role): void {
    this.grant(role, "Write", ["dynamodb:PutItem", "dynamodb:UpdateItem"]);
  }

  /** Lets a role read items. */
  grantRead(role: Role): void {
    this.grant(role, "Read", [
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:Query",
      "dynamodb:Scan",
    ]);
  }

  private grant(role: Role, verb: string, actions: string[]): void {
    role.grant({ sid: `${verb}${sidOf(this)}`, actions, resources: [this.namedArn] });
    role.grant(
      keyUse(this, {
        sid: `${verb}${sidOf(this)}Key`,
        service: "dynamodb",
        context: "aws:dynamodb:tableName",
        values: [this.givenName],
      }),
    );
  }
}
