import { type SystemStack } from "../../../core/system-stack";

const NAME = "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,}$";
const CERTIFICATE = "^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/";

/** What the system is called, and the certificates for it: each may be null. */
export interface DomainVariables {
  readonly certificateArn: string;
  readonly domainName: string;
  readonly hostedZoneId: string;
  readonly assetsDomainName: string;
  readonly assetsCertificateArn: string;
}

export function domainVariables(stack: SystemStack): DomainVariables {
  const optional = (name: string, description: string, pattern: string, allowed: string): string =>
    stack.variable(name, {
      type: "string",
      description,
      default: null,
      validation: [
        {
          condition: `var.${name} == null || can(regex("${pattern}", var.${name}))`,
          errorMessage: `The ${name} must be ${allowed}, or null.`,
        },
      ],
    }).stringValue;
  return {
    certificateArn: optional(
      "certificate_arn",
      "An ACM certificate of this region that exists, issued or imported. Null: one is made for domain_name.",
      CERTIFICATE,
      "the ARN of an ACM certificate",
    ),
    domainName: optional(
      "domain_name",
      "The name that clients use, e.g. loans.example.com. Needs hosted_zone_id.",
      NAME,
      "a fully qualified name in lower case, such as loans.example.com",
    ),
    hostedZoneId: optional(
      "hosted_zone_id",
      "The public Route 53 hosted zone of the names: ACM's proof and the names' records go there.",
      "^[A-Z0-9]{1,32}$",
      "the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ",
    ),
    assetsDomainName: optional(
      "assets_domain_name",
      "The name of the static assets, e.g. static.loans.example.com. Needs assets_certificate_arn.",
      NAME,
      "a fully qualified name in lower case, such as static.loans.example.com",
    ),
    assetsCertificateArn: optional(
      "assets_certificate_arn",
      "An ACM certificate of assets_domain_name in us-east-1, where CloudFront takes it from.",
      CERTIFICATE.replace("[a-z0-9-]+", "us-east-1"),
      "the ARN of an ACM certificate in us-east-1",
    ),
  };
}
