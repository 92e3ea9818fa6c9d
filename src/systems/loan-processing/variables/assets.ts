import { type SystemStack } from "../../../core/system-stack";
import { CERTIFICATE, DOMAIN_NAME, optionalText } from "../../common/domain-variables";

/** What the static assets are called, and their certificate: each may be null. */
export interface AssetsVariables {
  readonly assetsDomainName: string;
  readonly assetsCertificateArn: string;
}

export function assetsVariables(stack: SystemStack): AssetsVariables {
  return {
    assetsDomainName: optionalText(stack, "assets_domain_name", {
      description:
        "The name of the static assets, e.g. static.loans.example.com. Needs assets_certificate_arn.",
      pattern: DOMAIN_NAME,
      allowed: "a fully qualified name in lower case, such as static.loans.example.com",
    }),
    assetsCertificateArn: optionalText(stack, "assets_certificate_arn", {
      description: "An ACM certificate of assets_domain_name in us-east-1, where CloudFront takes it from.",
      pattern: CERTIFICATE.replace("[a-z0-9-]+", "us-east-1"),
      allowed: "the ARN of an ACM certificate in us-east-1",
    }),
  };
}
