import { type SystemStack } from "../../core/system-stack";

export const DOMAIN_NAME = "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,}$";
export const CERTIFICATE = "^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/";

/** What a system is called, and the certificate for it: each may be null. */
export interface DomainVariables {
  readonly certificateArn: string;
  readonly domainName: string;
  readonly hostedZoneId: string;
}

/** @param example a name such as the system's, for the descriptions */
export function domainVariables(stack: SystemStack, example: string): DomainVariables {
  return {
    certificateArn: optionalText(stack, "certificate_arn", {
      description:
        "An ACM certificate of this region that exists, issued or imported. Null: one is made for domain_name.",
      pattern: CERTIFICATE,
      allowed: "the ARN of an ACM certificate",
    }),
    domainName: optionalText(stack, "domain_name", {
      description: `The name that clients use, e.g. ${example}. Needs hosted_zone_id.`,
      pattern: DOMAIN_NAME,
      allowed: `a fully qualified name in lower case, such as ${example}`,
    }),
    hostedZoneId: optionalText(stack, "hosted_zone_id", {
      description:
        "The public Route 53 hosted zone of the names: ACM's proof and the names' records go there.",
      pattern: "^[A-Z0-9]{1,32}$",
      allowed: "the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ",
    }),
  };
}

export interface OptionalTextProps {
  readonly description: string;
  /** A regular expression of Terraform's. */
  readonly pattern: string;
  readonly allowed: string;
}

/** A variable with a text that may be null, which is the default. */
export function optionalText(
  stack: SystemStack,
  name: string,
  { description, pattern, allowed }: OptionalTextProps,
): string {
  return stack.variable(name, {
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
}
