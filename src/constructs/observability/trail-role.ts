import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { PolicyDocument } from "../identity/policy-document";
import { type LogGroup } from "./log-group";

export interface TrailRoleProps {
  /** The log group that CloudTrail writes to. */
  readonly log: LogGroup;
}

/**
 * The role with which CloudTrail writes into a log group. It is no `Role`, since that one asks for
 * `aws:SourceAccount`, which CloudTrail does not send here: it would be refused ("Role policy document
 * for CloudTrail to use CloudWatch Logs for monitoring", CloudTrail user guide).
 */
export class TrailRole extends Construct {
  readonly role: IamRole;
  /** What must exist before CloudTrail uses the role. */
  readonly ready: ITerraformDependable[];

  constructor(scope: Construct, id: string, { log }: TrailRoleProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const trust = new PolicyDocument(this, "trust", [
      {
        sid: "AssumeRole",
        actions: ["sts:AssumeRole"],
        principals: [{ type: "Service", identifiers: ["cloudtrail.amazonaws.com"] }],
      },
    ]);
    this.role = new IamRole(this, "this", {
      name: stack.nameFor(this, "role", "trail"),
      description: "Copies the audit trail into its log group",
      assumeRolePolicy: trust.json,
      forceDetachPolicies: true,
    });
    const permissions = new PolicyDocument(this, "policy", [
      {
        sid: "WriteLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [log.streams],
      },
    ]);
    const policy = new IamPolicy(this, "this.policy", {
      name: stack.nameFor(this, "policy", "trail"),
      description: "What the role trail may do",
      policy: permissions.json,
    });
    this.ready = [
      new IamRolePolicyAttachment(this, "this.attachment", { role: this.role.name, policyArn: policy.arn }),
    ];
  }

  get arn(): string {
    return this.role.arn;
  }
}
