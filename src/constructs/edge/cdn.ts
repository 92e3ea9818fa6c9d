import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type LogBucket } from "../storage/log-bucket";
import { ONE_REGION } from "../storage/bucket";
import { type StaticBucket } from "../storage/static-bucket";
import { CdnAssets } from "./cdn-assets";
import { aliasesOf, type CdnDomain, domainIsWhole, viewerCertificateOf } from "./cdn-certificate";
import { CdnHeaders } from "./cdn-headers";
import { CdnLogs } from "./cdn-logs";
import { type CdnPaths, type ErrorPage, pathsProblems } from "./cdn-paths";
import { type WebAcl } from "./web-acl";

export interface CdnProps extends CdnDomain {
  /** Names its parts, e.g. `oac-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly origin: StaticBucket;
  /** An ACL of scope CLOUDFRONT. */
  readonly webAcl: WebAcl;
  readonly accessLogs: LogBucket;
  /** @default hashed files below /assets/ and /static/, pages by .html */
  readonly paths?: CdnPaths;
  /** @default /404.html with the status 404 */
  readonly errorPage?: ErrorPage;
  /** @default only the site itself as a source; no other site may frame it */
  readonly contentSecurityPolicy?: string;
  /** Which edges serve, by cost. @default PriceClass_100: North America and Europe */
  readonly priceClass?: "PriceClass_100" | "PriceClass_200" | "PriceClass_All";
}

const DEFAULTS = {
  paths: { hashed: ["/assets/*", "/static/*"], pages: ["*.html"] },
  errorPage: { path: "/404.html", status: 404 },
  contentSecurityPolicy:
    "default-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'",
  priceClass: "PriceClass_100",
} as const;

const ORIGIN = "bucket";
/** A missing file is asked for again after that: it may be there by then. */
const ERROR_TTL_SECONDS = 10;
/**
 * S3 says 403 for what is not there, since CloudFront may not list the bucket. A request that the web ACL
 * blocks is a 403 as well, so viewers see the error page for it: the ACL's log and metrics tell.
 */
const MISSING = [403, 404];

/** Under an embargo of the United States as a whole: Cuba, Iran, North Korea (31 CFR 515, 560, 510). */
const EMBARGOED = ["CU", "IR", "KP"];

/** A CloudFront distribution over a private bucket: HTTPS, HTTP/2 and 3, IPv4 and 6, cached by kind of file. */
export class Cdn extends Construct {
  readonly distribution: CloudfrontDistribution;

  constructor(scope: Construct, id: string, props: CdnProps) {
    super(scope, id);
    const { purpose, origin, webAcl, paths, errorPage, ...rest } = { ...DEFAULTS, ...props };
    const problems = pathsProblems(paths, errorPage);
    if (webAcl.scope !== "CLOUDFRONT") {
      problems.push(`web ACL ${webAcl.node.path} has the scope ${webAcl.scope}: CloudFront takes CLOUDFRONT`);
    }
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);

    const access = new CloudfrontOriginAccessControl(this, "this.access", {
      name: SystemStack.of(this).nameFor(this, "oac", purpose),
      originAccessControlOriginType: "s3",
      signingBehavior: "always",
      signingProtocol: "sigv4",
    });
    const { contentSecurityPolicy } = rest;
    const headers = new CdnHeaders(this, "this.headers", { purpose, contentSecurityPolicy });
    const parts = { originId: ORIGIN, headersPolicyId: headers.policy.id };
    const hashed = new CdnAssets(this, "hashed", purpose).behavior(parts);
    const pages = new CdnAssets(this, "pages", purpose).behavior(parts);
    const others = new CdnAssets(this, "others", purpose).behavior(parts);
    this.distribution = new CloudfrontDistribution(this, "this", {
      enabled: true,
      comment: `Serves ${origin.name}`,
      aliases: aliasesOf(rest),
      viewerCertificate: viewerCertificateOf(rest),
      httpVersion: "http2and3",
      isIpv6Enabled: true,
      priceClass: rest.priceClass,
      defaultRootObject: "index.html",
      webAclId: webAcl.arn,
      origin: [
        {
          originId: ORIGIN,
          domainName: origin.bucket.bucketRegionalDomainName,
          originAccessControlId: access.id,
        },
      ],
      defaultCacheBehavior: others,
      orderedCacheBehavior: [
        ...paths.hashed.map((pathPattern) => ({ pathPattern, ...hashed })),
        ...paths.pages.map((pathPattern) => ({ pathPattern, ...pages })),
      ],
      customErrorResponse: MISSING.map((errorCode) => ({
        errorCode,
        responseCode: errorPage.status,
        responsePagePath: errorPage.path,
        errorCachingMinTtl: ERROR_TTL_SECONDS,
      })),
      restrictions: { geoRestriction: { restrictionType: "blacklist", locations: EMBARGOED } },
      lifecycle: { precondition: [domainIsWhole(rest)] },
    });
    this.suppressChecks();
    new CdnLogs(this, "logs", { distribution: this.distribution, purpose, bucket: rest.accessLogs });
  }

  /** Where it answers without a domain: `d....cloudfront.net`. */
  get domainName(): string {
    return this.distribution.domainName;
  }

  private suppressChecks(): void {
    const stack = SystemStack.of(this);
    stack.suppress(
      this.distribution,
      "CKV_AWS_86",
      "its access logs are delivered by standard logging v2, in resources of its own; the older delivery needs a bucket with ACLs (CloudFront developer guide, standard logging)",
    );
    stack.suppress(
      this.distribution,
      "CKV_AWS_174",
      "with a domain it asks for TLSv1.2_2021; CloudFront's own certificate, without one, fixes TLSv1 (CloudFront API reference, ViewerCertificate)",
    );
    stack.suppress(this.distribution, "CKV_AWS_310", ONE_REGION);
  }
}
