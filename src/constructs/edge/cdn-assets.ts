import { CloudfrontCachePolicy } from "@cdktf/provider-aws/lib/cloudfront-cache-policy";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";

/** How long CloudFront keeps a kind of file, in seconds, whatever `Cache-Control` says within the bounds. */
interface Lifetime {
  readonly minTtl: number;
  /** Without `Cache-Control`. */
  readonly defaultTtl: number;
  readonly maxTtl: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const YEAR = 365 * 24 * HOUR;

/**
 * - `hashed`: the name changes with the content, so that it can stay.
 * - `pages`: HTML, which names the hashed files: a release is seen within minutes.
 * - `others`: icons, manifests, and `/`, which is a page too.
 */
const LIFETIMES = {
  hashed: { minTtl: YEAR, defaultTtl: YEAR, maxTtl: YEAR },
  pages: { minTtl: 0, defaultTtl: MINUTE, maxTtl: 5 * MINUTE },
  others: { minTtl: 0, defaultTtl: 5 * MINUTE, maxTtl: 24 * HOUR },
} as const satisfies Record<string, Lifetime>;

export type AssetKind = keyof typeof LIFETIMES;

/** What behaviours of all kinds have in common. */
export interface BehaviorParts {
  readonly originId: string;
  readonly headersPolicyId: string;
}

/** How one kind of static file is served: cached by its path alone, compressed, over HTTPS. */
export class CdnAssets extends Construct {
  private readonly policy: CloudfrontCachePolicy;

  /** @param purpose names the cache policy: `cache-policy-{purpose}-{kind}-{suffix}` */
  constructor(scope: Construct, kind: AssetKind, purpose: string) {
    super(scope, kind);
    this.policy = new CloudfrontCachePolicy(this, "this", {
      name: SystemStack.of(this).nameFor(this, "cache-policy", `${purpose}-${kind}`),
      ...LIFETIMES[kind],
      parametersInCacheKeyAndForwardedToOrigin: {
        enableAcceptEncodingBrotli: true,
        enableAcceptEncodingGzip: true,
        cookiesConfig: { cookieBehavior: "none" },
        headersConfig: { headerBehavior: "none" },
        queryStringsConfig: { queryStringBehavior: "none" },
      },
    });
  }

  behavior({ originId, headersPolicyId }: BehaviorParts) {
    return {
      targetOriginId: originId,
      viewerProtocolPolicy: "redirect-to-https",
      allowedMethods: ["GET", "HEAD"],
      cachedMethods: ["GET", "HEAD"],
      compress: true,
      cachePolicyId: this.policy.id,
      responseHeadersPolicyId: headersPolicyId,
    };
  }
}
