import { DataAwsElbServiceAccount } from "@cdktf/provider-aws/lib/data-aws-elb-service-account";
import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { addressName } from "../../core/naming/address";
import { Bucket } from "./bucket";
import { AUDIT_LIFECYCLE } from "./lifecycle";

export interface LogBucketProps {
  /** Names the bucket: `bucket-{purpose}-{account}-{suffix}`. */
  readonly purpose: string;
}

/**
 * The bucket that AWS delivers access logs to. It takes SSE-S3, since load balancers and S3 itself
 * deliver to buckets under a CMK not at all (ELB user guide, "Access logs: bucket requirements";
 * S3 user guide, "Enabling server access logging").
 */
export class LogBucket extends Bucket {
  constructor(scope: Construct, id: string, props: LogBucketProps) {
    super(scope, id, {
      ...props,
      encryption: "sse-s3",
      accessLogs: "none",
      lifecycle: [AUDIT_LIFECYCLE],
    });
    SystemStack.of(this).suppress(
      this.bucket,
      "CKV_AWS_145",
      "load balancers and S3 deliver access logs to buckets under SSE-S3 only (ELB user guide, bucket requirements; S3 user guide, server access logging)",
    );
  }

  /** Lets S3 write the access logs of `source`. @returns the prefix of their keys */
  allowAccessLogsOf(source: Bucket): string {
    const part = addressName(source.node.scopes.slice(2).map((scope) => scope.node.id));
    const prefix = `s3/${part.replaceAll("_", "-")}/`;
    this.allow({
      sid: `S3AccessLogs${part.replaceAll("_", "")}`,
      actions: ["s3:PutObject"],
      resources: [`${this.arn}/${prefix}*`],
      principals: [{ type: "Service", identifiers: ["logging.s3.amazonaws.com"] }],
      conditions: [
        { test: "ArnEquals", variable: "aws:SourceArn", values: [source.arn] },
        { test: "StringEquals", variable: "aws:SourceAccount", values: [SystemStack.of(this).accountId] },
      ],
    });
    return prefix;
  }

  /**
   * Lets load balancers of this account and region write access logs.
   * @returns the prefix of their keys, without a slash at its end
   */
  allowLoadBalancerLogs(): string {
    const stack = SystemStack.of(this);
    const prefix = "alb";
    const statement = {
      actions: ["s3:PutObject"],
      resources: [`${this.arn}/${prefix}/AWSLogs/${stack.accountId}/*`],
    };
    // Regions from before August 2022 deliver from ELB's own account, later ones by the service.
    const elb = new DataAwsElbServiceAccount(this, "elb");
    this.allow({
      ...statement,
      sid: "LoadBalancerLogsByAccount",
      principals: [{ type: "AWS", identifiers: [elb.arn] }],
    });
    this.allow({
      ...statement,
      sid: "LoadBalancerLogsByService",
      principals: [{ type: "Service", identifiers: ["logdelivery.elasticloadbalancing.amazonaws.com"] }],
      conditions: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [stack.accountId] }],
    });
    return prefix;
  }
}
