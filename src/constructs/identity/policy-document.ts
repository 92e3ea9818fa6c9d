import {
  DataAwsIamPolicyDocument,
  type DataAwsIamPolicyDocumentStatement,
} from "@cdktf/provider-aws/lib/data-aws-iam-policy-document";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";

export interface Condition {
  /** IAM's operator, e.g. `StringEquals`. */
  readonly test: string;
  readonly variable: string;
  readonly values: string[];
}

export interface Principal {
  readonly type: "AWS" | "Service" | "*";
  readonly identifiers: string[];
}

/** One statement of a policy. Its `sid` identifies it: a second one of the same name is refused. */
export interface Statement {
  /** Letters and digits, unique in the document. */
  readonly sid: string;
  /** @default Allow */
  readonly effect?: "Allow" | "Deny";
  readonly actions: string[];
  /** @default none: a trust policy speaks of its own role */
  readonly resources?: string[];
  /** Who may; only in policies of resources and in trust policies. */
  readonly principals?: Principal[];
  readonly conditions?: Condition[];
  /** Why an Allow names `*` as its resource or principal: without a reason it is refused. */
  readonly wildcardReason?: string;
  /** `aws`: AWS does it with the role for its bearer, from outside the VPC. @default code that bears the role */
  readonly usedBy?: "aws";
}

/** An IAM policy document that grows statement by statement, in the order of their names. */
export class PolicyDocument extends Construct {
  readonly document: DataAwsIamPolicyDocument;
  private readonly statements = new Map<string, Statement>();

  constructor(scope: Construct, id: string, statements: readonly Statement[] = []) {
    super(scope, id);
    this.document = new DataAwsIamPolicyDocument(this, "this");
    for (const statement of statements) this.add(statement);
  }

  /** The document as JSON, for a policy attribute. */
  get json(): string {
    return this.document.json;
  }

  /** @throws ConfigurationError for a `sid` that is taken, and for a wildcard without a reason */
  add(statement: Statement): void {
    if (this.statements.has(statement.sid)) {
      throw ConfigurationError.at(this, `there is a statement "${statement.sid}" already`);
    }
    this.put(statement);
  }

  /** Adds a statement, or replaces the one of the same `sid`. */
  put(statement: Statement): void {
    const problem = statementProblem(statement);
    if (problem !== undefined) throw ConfigurationError.at(this, `statement "${statement.sid}": ${problem}`);
    this.statements.set(statement.sid, statement);
    this.write();
  }

  /** Takes a statement away; nothing where there is none. */
  remove(sid: string): void {
    this.statements.delete(sid);
    this.write();
  }

  private write(): void {
    const inOrder = [...this.statements.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1));
    this.document.putStatement(inOrder.map(toBinding));
  }
}

function statementProblem({
  sid,
  effect = "Allow",
  resources = [],
  principals = [],
  wildcardReason,
}: Statement): string | undefined {
  if (!/^[A-Za-z0-9]+$/.test(sid)) return "a sid has letters and digits only";
  const isWild = resources.includes("*") || principals.some(({ identifiers }) => identifiers.includes("*"));
  if (effect === "Allow" && isWild && wildcardReason === undefined)
    return 'it names "*": say why in wildcardReason';
  return undefined;
}

function toBinding({
  sid,
  effect,
  actions,
  resources,
  principals,
  conditions,
}: Statement): DataAwsIamPolicyDocumentStatement {
  return {
    sid,
    actions,
    ...(resources !== undefined && { resources }),
    ...(effect !== undefined && { effect }),
    ...(principals !== undefined && { principals }),
    ...(conditions !== undefined && conditions.length > 0 && { condition: conditions }),
  };
}
