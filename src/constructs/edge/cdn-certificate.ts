import { type CloudfrontDistributionViewerCertificate } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { conditional, Fn, Op, Token } from "cdktf";

/** What viewers call a distribution by: both, or both null. */
export interface CdnDomain {
  /** The name that viewers use, or null: then the distribution has its name below cloudfront.net only. */
  readonly domainName: string;
  /** The ARN of a certificate of that name in us-east-1, where CloudFront takes it from, or null. */
  readonly certificateArn: string;
}

/** TLS 1.2 with forward secrecy and TLS 1.3 (PCI DSS 4.0 4.2.1). */
const TLS = "TLSv1.2_2021";
/**
 * CloudFront's own certificate fixes the policy at TLSv1 (API reference, ViewerCertificate): asking for
 * more would be a difference in every plan. Browsers negotiate TLS 1.3 there too; a system that stays
 * has a domain.
 */
const TLS_OF_DEFAULT_CERTIFICATE = "TLSv1";

/** The names of a distribution: one, or none. */
export function aliasesOf({ domainName }: CdnDomain): string[] {
  return Token.asList(Fn.compact([domainName]));
}

/** The certificate of a distribution: the given one, else CloudFront's own. */
export function viewerCertificateOf({ certificateArn }: CdnDomain): CloudfrontDistributionViewerCertificate {
  const isDefault = Op.eq(certificateArn, Token.nullValue());
  return {
    acmCertificateArn: certificateArn,
    cloudfrontDefaultCertificate: isDefault,
    minimumProtocolVersion: Token.asString(conditional(isDefault, TLS_OF_DEFAULT_CERTIFICATE, TLS)),
    sslSupportMethod: Token.asString(conditional(isDefault, Token.nullValue(), "sni-only")),
  };
}

/** Fails the plan if only one of both is set: CloudFront would refuse the alias, or the certificate would be unused. */
export function domainIsWhole({ domainName, certificateArn }: CdnDomain) {
  return {
    condition: Op.eq(Op.eq(domainName, Token.nullValue()), Op.eq(certificateArn, Token.nullValue())),
    errorMessage:
      "The CDN has half of a domain: set both its domain name and the ARN of that name's certificate in us-east-1, or neither.",
  };
}
