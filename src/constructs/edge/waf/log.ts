import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { CloudwatchLogResourcePolicy } from "@cdktf/provider-aws/lib/cloudwatch-log-resource-policy";
import { type AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { type Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclLoggingConfiguration } from "@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration";
import { Construct } from "constructs";
import { SystemStack } from "../../../core/system-stack";
import { Key } from "../../encryption/key";
import { PolicyDocument } from "../../identity/policy-document";
import { LogGroup, type LogProps } from "../../observability/log-group";

/** WAF writes to log groups of no other name (AWS WAF developer guide, "Amazon CloudWatch Logs"). */
const PREFIX = "aws-waf-logs-";
/** What proves who somebody is must not be read in a log (PCI DSS 4.0 3.3, 8.3.2). */
const REDACTED_HEADERS = ["authorization", "cookie"];

export interface WebAclLogProps {
  readonly webAcl: Wafv2WebAcl;
  /** Names the policy that lets WAF write: `policy-{purpose}-waf-logs-{suffix}`. */
  readonly purpose: string;
  /** The ACL's own name, which its log group carries on. */
  readonly aclName: string;
  readonly logs: LogProps;
  /** The provider of the ACL, if it is not the stack's: then the log lies in us-east-1. */
  readonly provider: AwsProvider | undefined;
}

/**
 * The requests that a web ACL saw, in an encrypted log group of its region. The resource policy that
 * lets WAF write is made here: one that WAF made by itself would outlive the destroy.
 */
export class WebAclLog extends Construct {
  constructor(scope: Construct, id: string, props: WebAclLogProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const { provider } = props;
    const region = provider === undefined ? stack.region : "us-east-1";
    const name = `${PREFIX}${props.aclName}`;
    const logs = `arn:${stack.partition}:logs:${region}:${stack.accountId}`;
    const group = this.makeGroup(name, `${logs}:log-group:${name}`, props);
    const document = new PolicyDocument(this, "write", [
      {
        sid: "WafWritesLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`${logs}:log-group:${name}:*`],
        principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
        conditions: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: [stack.accountId] },
          { test: "ArnLike", variable: "aws:SourceArn", values: [`${logs}:*`] },
        ],
      },
    ]);
    const policy = new CloudwatchLogResourcePolicy(this, "this", {
      policyName: stack.nameFor(this, "policy", `${props.purpose}-waf-logs`),
      policyDocument: document.json,
      ...(provider !== undefined && { provider }),
    });
    new Wafv2WebAclLoggingConfiguration(this, "this.logging", {
      resourceArn: props.webAcl.arn,
      logDestinationConfigs: [group.arn],
      redactedFields: REDACTED_HEADERS.map((header) => ({ singleHeader: { name: header } })),
      dependsOn: [policy],
      ...(provider !== undefined && { provider }),
    });
  }

  private makeGroup(name: string, arn: string, { logs, provider, purpose }: WebAclLogProps) {
    if (provider === undefined) return new LogGroup(this, "group", { ...logs, name }).group;
    // A log group's key is of its own region, and the stack's keys are not there.
    const key = new Key(this, "key", {
      purpose: `${purpose}-waf-logs`,
      description: `Encrypts the log of the web ACL ${purpose} in us-east-1`,
    });
    key.key.provider = provider;
    key.alias.provider = provider;
    key.allowService("logs", "logs.us-east-1.amazonaws.com", [
      { test: "ArnEquals", variable: "kms:EncryptionContext:aws:logs:arn", values: [arn] },
    ]);
    return new CloudwatchLogGroup(this, "group", {
      name,
      kmsKeyId: key.arn,
      retentionInDays: logs.retentionInDays,
      provider,
    });
  }
}
