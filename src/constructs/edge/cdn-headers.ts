import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";

export interface CdnHeadersProps {
  /** Names the policy: `headers-policy-{purpose}-{suffix}`. */
  readonly purpose: string;
  /** The whole Content-Security-Policy. */
  readonly contentSecurityPolicy: string;
}

const A_YEAR_IN_SECONDS = 31_536_000;
/** What S3 says of itself, the key's ARN with the account's number among it. */
const REMOVED = [
  "Server",
  "x-amz-server-side-encryption",
  "x-amz-server-side-encryption-aws-kms-key-id",
  "x-amz-server-side-encryption-bucket-key-enabled",
];

/** Security headers of the responses (PCI DSS 4.0 6.2.4, OWASP Secure Headers Project). */
export class CdnHeaders extends Construct {
  readonly policy: CloudfrontResponseHeadersPolicy;

  constructor(scope: Construct, id: string, { purpose, contentSecurityPolicy }: CdnHeadersProps) {
    super(scope, id);
    const override = true;
    this.policy = new CloudfrontResponseHeadersPolicy(this, "this", {
      name: SystemStack.of(this).nameFor(this, "headers-policy", purpose),
      securityHeadersConfig: {
        strictTransportSecurity: {
          accessControlMaxAgeSec: A_YEAR_IN_SECONDS,
          includeSubdomains: true,
          preload: true,
          override,
        },
        contentSecurityPolicy: { contentSecurityPolicy, override },
        contentTypeOptions: { override },
        frameOptions: { frameOption: "DENY", override },
        referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override },
      },
      removeHeadersConfig: { items: REMOVED.map((header) => ({ header })) },
    });
  }
}
