import { WebAcl, type WebAclProps } from "../../../../src/constructs/edge/web-acl";
import { logKey } from "../../../support/parts";
import { stackOf, type SynthOptions } from "../../../support/synth";
import { text } from "../../../support/terraform";

const ACCOUNT = "${data.aws_caller_identity.caller.account_id}";
const PARTITION = "${data.aws_partition.partition.partition}";
const IRELAND = { environment: { DEPLOY_REGION: "eu-west-1" } };

const aclOf = (scope: WebAclProps["scope"], options: SynthOptions = {}) =>
  stackOf((stack) => {
    const logs = { key: logKey(stack), retentionInDays: 365 };
    const rules = { denied: { priority: 1, addresses: [], action: "block" as const } };
    new WebAcl(stack, "waf", { purpose: "api", scope, logs, rules });
  }, options);

const made = aclOf("REGIONAL");

describe("the log of a web ACL", () => {
  const name = "aws-waf-logs-web-acl-api-${var.environment_suffix}";

  test("has the name that WAF asks for, a key and a retention", () => {
    expect(made.only("aws_cloudwatch_log_group")).toEqual({
      name,
      kms_key_id: "${aws_kms_key.key.arn}",
      retention_in_days: 365,
    });
  });

  test("holds neither credentials nor cookies", () => {
    expect(made.only("aws_wafv2_web_acl_logging_configuration")).toEqual({
      resource_arn: "${aws_wafv2_web_acl.waf.arn}",
      log_destination_configs: ["${aws_cloudwatch_log_group.waf_log_group.arn}"],
      redacted_fields: [{ single_header: { name: "authorization" } }, { single_header: { name: "cookie" } }],
      depends_on: ["aws_cloudwatch_log_resource_policy.waf_log"],
    });
  });

  test("may be written by WAF for this account and into this group only", () => {
    const { policy_document, policy_name } = made.only("aws_cloudwatch_log_resource_policy");
    expect(policy_name).toBe("policy-api-waf-logs-${var.environment_suffix}");
    expect(made.statements(policy_document)).toEqual([
      {
        sid: "WafWritesLogs",
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [`arn:${PARTITION}:logs:us-east-1:${ACCOUNT}:log-group:${name}:*`],
        principals: [{ type: "Service", identifiers: ["delivery.logs.amazonaws.com"] }],
        condition: [
          { test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] },
          {
            test: "ArnLike",
            variable: "aws:SourceArn",
            values: [`arn:${PARTITION}:logs:us-east-1:${ACCOUNT}:*`],
          },
        ],
      },
    ]);
  });
});

describe("a web ACL for CloudFront", () => {
  const PARTS = [
    ["aws_wafv2_web_acl", "waf"],
    ["aws_wafv2_ip_set", "waf_denied"],
    ["aws_wafv2_web_acl_logging_configuration", "waf_log"],
    ["aws_cloudwatch_log_resource_policy", "waf_log"],
    ["aws_cloudwatch_log_group", "waf_log_group"],
    ["aws_kms_key", "waf_log_key"],
    ["aws_kms_alias", "waf_log_key"],
  ] as const;
  const abroad = aclOf("CLOUDFRONT", IRELAND);

  test.each(PARTS)("of a stack elsewhere is made in us-east-1: %s.%s", (type, name) => {
    expect(abroad.resource(type, name).provider).toBe("aws.us_east_1");
  });

  test("of a stack elsewhere has a log under a key of its own there, which opens this log only", () => {
    const group = abroad.resource("aws_cloudwatch_log_group", "waf_log_group");
    expect(group).toMatchObject({ kms_key_id: "${aws_kms_key.waf_log_key.arn}", retention_in_days: 365 });
    const { policy } = abroad.resource("aws_kms_key", "waf_log_key");
    expect(abroad.statement(policy, "AllowLogs")).toMatchObject({
      principals: [{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }],
      condition: [
        {
          test: "ArnEquals",
          variable: "kms:EncryptionContext:aws:logs:arn",
          values: [`arn:${PARTITION}:logs:us-east-1:${ACCOUNT}:log-group:${text(group.name)}`],
        },
      ],
    });
  });

  test("of a stack in us-east-1 needs neither another provider nor another key", () => {
    const here = aclOf("CLOUDFRONT");
    expect(here.only("aws_wafv2_web_acl")).toMatchObject({ scope: "CLOUDFRONT" });
    expect(here.only("aws_wafv2_web_acl").provider).toBeUndefined();
    expect(Object.keys(here.resources("aws_kms_key"))).toEqual(["key"]);
  });

  test("leaves one for load balancers in the stack's region", () => {
    const regional = aclOf("REGIONAL", IRELAND);
    expect(regional.only("aws_wafv2_web_acl").provider).toBeUndefined();
  });
});
