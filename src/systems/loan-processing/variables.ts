import { type SystemStack } from "../../core/system-stack";

/** What an operator sets at plan; see `docs/systems/loan-processing.md`. */
export interface LoanProcessingVariables {
  readonly loanApiImage: string;
  readonly logRetentionDays: number;
  readonly certificateArn: string;
  readonly domainName: string;
  readonly hostedZoneId: string;
}

/** Retentions that CloudWatch Logs knows, from the twelve months of PCI DSS 4.0 10.5.1 up. */
const RETENTIONS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** Answers 200 on / and port 8080 as a user without rights: a first deployment becomes healthy. */
const PLACEHOLDER_IMAGE = "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine";

const orNull = (name: string, pattern: string) =>
  `var.${name} == null || can(regex("${pattern}", var.${name}))`;

export function declareVariables(stack: SystemStack): LoanProcessingVariables {
  const image = stack.variable("loan_api_image", {
    type: "string",
    description:
      "Image of the loan API, with a tag or a digest. The default is a placeholder that only answers.",
    default: PLACEHOLDER_IMAGE,
    validation: [
      {
        condition: `can(regex("^[a-z0-9][a-zA-Z0-9./_-]*(:[0-9]+/[a-zA-Z0-9./_-]+)?(:[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})$", var.loan_api_image)) && !endswith(var.loan_api_image, ":latest")`,
        errorMessage: "The loan_api_image must end in a tag other than latest, or in @sha256:<digest>.",
      },
    ],
  });
  const retention = stack.variable("log_retention_days", {
    type: "number",
    description: "Days that log groups keep their events: at least 365 (PCI DSS 4.0 10.5.1).",
    default: RETENTIONS[0],
    validation: [
      {
        condition: `contains([${RETENTIONS.join(", ")}], var.log_retention_days)`,
        errorMessage: `The log_retention_days must be one of ${RETENTIONS.join(", ")}: CloudWatch Logs knows no other from 365 on.`,
      },
    ],
  });
  const certificate = stack.variable("certificate_arn", {
    type: "string",
    description:
      "An ACM certificate of this region that exists, issued or imported. Null: one is made for domain_name.",
    default: null,
    validation: [
      {
        condition: orNull("certificate_arn", "^arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/"),
        errorMessage: "The certificate_arn must be the ARN of an ACM certificate, or null.",
      },
    ],
  });
  const domain = stack.variable("domain_name", {
    type: "string",
    description: "The name that clients use, e.g. loans.example.com. Needs hosted_zone_id.",
    default: null,
    validation: [
      {
        condition: orNull("domain_name", "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?[.])+[a-z]{2,}$"),
        errorMessage:
          "The domain_name must be a fully qualified name in lower case, such as loans.example.com, or null.",
      },
    ],
  });
  const zone = stack.variable("hosted_zone_id", {
    type: "string",
    description:
      "The public Route 53 hosted zone of domain_name: ACM's proof and the name's record go there.",
    default: null,
    validation: [
      {
        condition: orNull("hosted_zone_id", "^[A-Z0-9]{1,32}$"),
        errorMessage:
          "The hosted_zone_id must be the id of a Route 53 zone, such as Z0123456789ABCDEFGHIJ, or null.",
      },
    ],
  });
  return {
    loanApiImage: image.stringValue,
    logRetentionDays: retention.numberValue,
    certificateArn: certificate.stringValue,
    domainName: domain.stringValue,
    hostedZoneId: zone.stringValue,
  };
}
