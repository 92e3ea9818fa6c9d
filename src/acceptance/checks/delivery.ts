import assert from "node:assert/strict";
import {
  type CacheBehavior,
  type DefaultCacheBehavior,
  GetCachePolicyCommand,
  GetDistributionCommand,
  GetOriginAccessControlCommand,
  GetResponseHeadersPolicyCommand,
  ListDistributionsCommand,
} from "@aws-sdk/client-cloudfront";
import {
  DescribeDeliveriesCommand,
  DescribeDeliveryDestinationsCommand,
  DescribeDeliverySourcesCommand,
} from "@aws-sdk/client-cloudwatch-logs";
import { GetBucketPolicyCommand } from "@aws-sdk/client-s3";
import { type Check, type Deployed, present, textOutput } from "../acceptance-spec";
import { onlyAllowing, statementsOf } from "./policies";

export interface DistributionExpectation {
  /** The output with its own name. */
  readonly domainName: string;
  /** The output with its bucket. */
  readonly bucket: string;
  /** The output with the bucket of the access logs. */
  readonly logBucket: string;
  /** The variable with the ARN of its certificate; where it is null CloudFront's own is used. */
  readonly certificate: string;
  /** Seconds that files are kept by path pattern, at the least and at the most; `*` is the default. */
  readonly lifetimes: Readonly<Record<string, readonly [minimum: number, maximum: number]>>;
  readonly errorPage: string;
}

const A_YEAR = 31_536_000;

/** The distribution that an output names. */
export async function distribution(deployed: Deployed, output: string) {
  const { cloudfront } = deployed.aws;
  const { DistributionList } = await cloudfront.send(new ListDistributionsCommand({}));
  const name = textOutput(deployed, output);
  const Id = DistributionList?.Items?.find((one) => one.DomainName === name)?.Id;
  const { Distribution } = await cloudfront.send(
    new GetDistributionCommand({ Id: present(Id, `the distribution ${name}`) }),
  );
  const config = present(Distribution?.DistributionConfig, `the configuration of ${name}`);
  return { arn: present(Distribution?.ARN, `the ARN of ${name}`), config };
}

export function distributionChecks(expected: DistributionExpectation): Check[] {
  const find = (deployed: Deployed) => distribution(deployed, expected.domainName);
  return [
    {
      title: "CloudFront signs its requests to the bucket, which lets the account's distributions alone read",
      async run(deployed) {
        const { aws } = deployed;
        const { arn, config } = await find(deployed);
        const [origin, ...others] = config.Origins?.Items ?? [];
        assert.deepEqual(others, [], "further origins");
        const Bucket = textOutput(deployed, expected.bucket);
        assert.ok(origin?.DomainName?.startsWith(`${Bucket}.`), `origin ${origin?.DomainName}`);
        const { OriginAccessControl } = await aws.cloudfront.send(
          new GetOriginAccessControlCommand({ Id: origin?.OriginAccessControlId }),
        );
        const control = OriginAccessControl?.OriginAccessControlConfig;
        assert.deepEqual(
          [control?.OriginAccessControlOriginType, control?.SigningBehavior, control?.SigningProtocol],
          ["s3", "always", "sigv4"],
          "origin access control",
        );
        const { Policy } = await aws.s3.send(new GetBucketPolicyCommand({ Bucket }));
        const reads = onlyAllowing(statementsOf(Policy, `the policy of ${Bucket}`), "s3:GetObject", Bucket);
        assert.deepEqual(reads.principal, { Service: "cloudfront.amazonaws.com" }, "who reads");
        // Why it names them all: constructs/storage/static-bucket.ts.
        const distributions = [arn.replace(/[^/]+$/, "*")];
        assert.deepEqual(
          reads.conditions,
          { "ArnLike aws:SourceArn": distributions },
          "for which distributions",
        );
      },
    },
    {
      title: "CloudFront takes TLS 1.2 and later with the certificate of the variable, its own without",
      async run(deployed) {
        const { config } = await find(deployed);
        const given = deployed.variables[expected.certificate] ?? undefined;
        const viewer = config.ViewerCertificate;
        if (given === undefined) {
          assert.equal(viewer?.CloudFrontDefaultCertificate, true, "certificate of CloudFront's own");
        } else {
          assert.deepEqual(
            [viewer?.ACMCertificateArn, viewer?.MinimumProtocolVersion, viewer?.SSLSupportMethod],
            [given, "TLSv1.2_2021", "sni-only"],
            "certificate",
          );
        }
        assert.equal(config.Enabled, true, "distribution");
      },
    },
    {
      title: `CloudFront keeps ${Object.keys(expected.lifetimes).join(", ")} as long as each may, over HTTPS with security headers`,
      async run(deployed) {
        const { config } = await find(deployed);
        const behaviors: [string, CacheBehavior | DefaultCacheBehavior | undefined][] = [
          ["*", config.DefaultCacheBehavior],
          ...(config.CacheBehaviors?.Items ?? []).map((one): [string, CacheBehavior] => [
            String(one.PathPattern),
            one,
          ]),
        ];
        const found: Record<string, unknown> = {};
        for (const [pattern, behavior] of behaviors) {
          assert.equal(behavior?.ViewerProtocolPolicy, "redirect-to-https", `HTTP to ${pattern}`);
          assert.equal(behavior.Compress, true, `compression of ${pattern}`);
          await securityHeaders(deployed, behavior.ResponseHeadersPolicyId, pattern);
          const { CachePolicy } = await deployed.aws.cloudfront.send(
            new GetCachePolicyCommand({ Id: behavior.CachePolicyId }),
          );
          const { MinTTL, MaxTTL } = CachePolicy?.CachePolicyConfig ?? {};
          found[pattern] = [MinTTL, MaxTTL];
        }
        assert.deepEqual(found, expected.lifetimes, "seconds by path");
        const pages = (config.CustomErrorResponses?.Items ?? []).map((one) => [
          one.ErrorCode,
          one.ResponsePagePath,
          one.ResponseCode,
        ]);
        assert.deepEqual(
          pages.sort(),
          [403, 404].map((code) => [code, expected.errorPage, "404"]),
          "error pages",
        );
      },
    },
    {
      title: "CloudFront's access logs are delivered into the log bucket",
      async run(deployed) {
        const { logs } = deployed.aws;
        const { arn } = await find(deployed);
        const { deliverySources = [] } = await logs.send(new DescribeDeliverySourcesCommand({}));
        const source = present(
          deliverySources.find((one) => one.resourceArns?.includes(arn)),
          `the log source of ${arn}`,
        );
        assert.equal(source.logType, "ACCESS_LOGS", "what is logged");
        const { deliveries = [] } = await logs.send(new DescribeDeliveriesCommand({}));
        const delivery = deliveries.find((one) => one.deliverySourceName === source.name);
        const { deliveryDestinations = [] } = await logs.send(new DescribeDeliveryDestinationsCommand({}));
        const destination = deliveryDestinations.find((one) => one.arn === delivery?.deliveryDestinationArn);
        assert.equal(
          destination?.deliveryDestinationConfiguration?.destinationResourceArn,
          `arn:aws:s3:::${textOutput(deployed, expected.logBucket)}`,
          "where the logs go",
        );
      },
    },
  ];
}

async function securityHeaders({ aws }: Deployed, Id: string | undefined, pattern: string): Promise<void> {
  const { ResponseHeadersPolicy } = await aws.cloudfront.send(
    new GetResponseHeadersPolicyCommand({ Id: present(Id, `the headers policy of ${pattern}`) }),
  );
  const headers = ResponseHeadersPolicy?.ResponseHeadersPolicyConfig?.SecurityHeadersConfig;
  const hsts = headers?.StrictTransportSecurity;
  assert.ok((hsts?.AccessControlMaxAgeSec ?? 0) >= A_YEAR, `HSTS of ${pattern}`);
  assert.equal(headers?.FrameOptions?.FrameOption, "DENY", `frames of ${pattern}`);
  assert.match(
    headers.ContentSecurityPolicy?.ContentSecurityPolicy ?? "",
    /default-src/,
    `content security policy of ${pattern}`,
  );
  assert.ok(headers.ContentTypeOptions, `nosniff of ${pattern}`);
}
