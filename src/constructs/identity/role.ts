import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Condition, PolicyDocument, type Statement } from "./policy-document";

export interface RoleProps {
  /** Names the role (`role-{purpose}-{suffix}`) and its policy (`policy-{purpose}-{suffix}`). */
  readonly purpose: string;
  readonly description: string;
  /** The AWS service that may assume the role, e.g. `ecs-tasks.amazonaws.com`. */
  readonly assumedBy: string;
  /**
   * The condition key by which the service names the account of its request. @default aws:SourceAccount; `sts:ExternalId` for
   * Firehose (Firehose developer guide, "Controlling access", trust policy); `aws:SourceArn`, of any of its
   * things in this account and region, for CloudWatch Logs (its user guide, "Subscription filters"); `none`
   * for a service that AWS does not document to say it, since a condition would shut it out: EC2 for an
   * instance profile, CloudTrail for its log group. IAM alone then keeps the role to this account: it lets
   * nobody pass a role to a service in another one (IAM user guide, "Grant a user permissions to pass a role")
   */
  readonly accountBy?: "aws:SourceAccount" | "aws:SourceArn" | "sts:ExternalId" | "none";
  /** Narrows who may assume it, besides the account. @default only requests made for this account */
  readonly conditions?: readonly Condition[];
}

/**
 * A role that one AWS service assumes for this account only. What it may do is granted statement
 * by statement into one customer-managed policy; there is never an inline policy.
 */
export class Role extends Construct {
  readonly role: IamRole;
  readonly purpose: string;
  /** For policies: made from the name, so that a plan shows it before the role is made. */
  readonly knownArn: string;
  private readonly statements: Statement[] = [];
  private readonly listeners: ((statement: Statement) => void)[] = [];
  private granted?: { readonly policy: PolicyDocument; readonly attachment: IamRolePolicyAttachment };

  constructor(scope: Construct, id: string, props: RoleProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    this.purpose = props.purpose;
    const trust = new PolicyDocument(this, "trust", [
      {
        sid: "AssumeRole",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: [props.assumedBy] }],
        conditions: [...accountConditions(stack, props), ...(props.conditions ?? [])],
      },
    ]);
    const name = stack.nameFor(this, "role", props.purpose);
    this.knownArn = `arn:${stack.partition}:iam::${stack.accountId}:role/${name}`;
    this.role = new IamRole(this, "this", {
      name,
      description: props.description,
      assumeRolePolicy: trust.json,
      forceDetachPolicies: true,
    });
  }

  get arn(): string {
    return this.role.arn;
  }

  /** Resources that must exist before the role is used: the role and its policy attachment. */
  get ready(): ITerraformDependable[] {
    return [this.granted?.attachment ?? this.role];
  }

  /** Lets the role do what the statement says. */
  grant(statement: Statement): void {
    this.granted ??= this.makePolicy();
    this.granted.policy.add(statement);
    this.statements.push(statement);
    for (const listener of this.listeners) listener(statement);
  }

  /** Calls the listener for each statement, those granted before and later. */
  onGrant(listener: (statement: Statement) => void): void {
    this.statements.forEach(listener);
    this.listeners.push(listener);
  }

  /** Suppresses guardrails or checks for the role's policy, as `SystemStack.suppress` does. */
  suppress(rules: string | readonly string[], reason: string): void {
    this.granted ??= this.makePolicy();
    SystemStack.of(this).suppress(this.granted.policy.document, rules, reason);
  }

  private makePolicy() {
    const document = new PolicyDocument(this, "policy");
    const policy = new IamPolicy(this, "this.policy", {
      name: SystemStack.of(this).nameFor(this, "policy", this.purpose),
      description: `What the role ${this.purpose} may do`,
      policy: document.json,
    });
    const attachment = new IamRolePolicyAttachment(this, "this.attachment", {
      role: this.role.name,
      policyArn: policy.arn,
    });
    return { policy: document, attachment };
  }
}

/** Against the confused deputy: the service may not use the role for somebody else's account. */
function accountConditions(
  { partition, region, accountId }: SystemStack,
  { assumedBy, accountBy = "aws:SourceAccount" }: RoleProps,
): Condition[] {
  if (accountBy === "none") return [];
  if (accountBy !== "aws:SourceArn")
    return [{ test: "StringEquals", variable: accountBy, values: [accountId] }];
  const service = assumedBy.replace(/\.amazonaws\.com$/, "");
  const things = `arn:${partition}:${service}:${region}:${accountId}:*`;
  return [{ test: "ArnLike", variable: accountBy, values: [things] }];
}
