import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { AcmCertificateValidation } from "@cdktf/provider-aws/lib/acm-certificate-validation";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { conditional, Fn, Op, propertyAccess, Token } from "cdktf";
import { Construct } from "constructs";

export interface CertificateProps {
  /** The ARN of a certificate that exists, or null: then one is made for the domain. */
  readonly certificateArn: string;
  /** The name to be certified, or null. */
  readonly domainName: string;
  /** The public hosted zone of that name, where ACM's proof of ownership goes, or null. */
  readonly hostedZoneId: string;
}

const VALIDATION_TTL_SECONDS = 60;

/**
 * The certificate of a listener, by what the variables say at plan: one that exists, by its ARN; or
 * one that ACM issues for a domain and proves in its hosted zone. Without either, the plan ends
 * with an error: there is no listener without TLS.
 */
export class Certificate extends Construct {
  /** The ARN of a certificate that is issued. */
  readonly arn: string;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const isMade = Op.eq(props.certificateArn, Token.nullValue());
    const count = Token.asNumber(conditional(isMade, 1, 0));
    const certificate = new AcmCertificate(this, "this", {
      count,
      domainName: props.domainName,
      validationMethod: "DNS",
      lifecycle: {
        // A listener holds the old one until it has the new one.
        createBeforeDestroy: true,
        precondition: [
          {
            condition: Op.and(
              Op.neq(props.domainName, Token.nullValue()),
              Op.neq(props.hostedZoneId, Token.nullValue()),
            ),
            errorMessage:
              "There is no certificate to serve HTTPS with: set certificate_arn, or domain_name and hosted_zone_id.",
          },
        ],
      },
    });
    const proof = (attribute: string): string =>
      Token.asString(
        propertyAccess(Fn.tolist(propertyAccess(certificate.fqn, [0, "domain_validation_options"])), [
          0,
          attribute,
        ]),
      );
    const record = new Route53Record(this, "this.proof", {
      count,
      zoneId: props.hostedZoneId,
      name: proof("resource_record_name"),
      type: proof("resource_record_type"),
      records: [proof("resource_record_value")],
      ttl: VALIDATION_TTL_SECONDS,
      // The proof of a name is the same for each of its certificates.
      allowOverwrite: true,
    });
    const validation = new AcmCertificateValidation(this, "this.validation", {
      count,
      certificateArn: Token.asString(propertyAccess(certificate.fqn, [0, "arn"])),
      validationRecordFqdns: [Token.asString(propertyAccess(record.fqn, [0, "fqdn"]))],
    });
    this.arn = Fn.coalesce([
      props.certificateArn,
      Fn.one(propertyAccess(validation.fqn, ["*", "certificate_arn"])),
    ]) as string;
  }
}
