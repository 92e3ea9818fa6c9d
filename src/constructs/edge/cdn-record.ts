import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { conditional, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { type Cdn } from "./cdn";

export interface CdnRecordProps {
  /** The name that leads to the distribution, or null. */
  readonly domainName: string;
  /** The hosted zone of that name, or null: then there is no record. */
  readonly hostedZoneId: string;
  readonly target: Cdn;
}

/** One record for each version of IP: the distribution speaks both. */
const TYPES = { ipv4: "A", ipv6: "AAAA" };

/**
 * The name of a distribution in a hosted zone, if there is one. Its health is not evaluated: Route 53
 * refuses that for CloudFront (API reference, AliasTarget), while a plan shows it without an error.
 */
export class CdnRecord extends Construct {
  constructor(scope: Construct, id: string, { domainName, hostedZoneId, target }: CdnRecordProps) {
    super(scope, id);
    const hasZone = Op.and(Op.neq(domainName, Token.nullValue()), Op.neq(hostedZoneId, Token.nullValue()));
    const { domainName: name, hostedZoneId: zoneId } = target.distribution;
    for (const [version, type] of Object.entries(TYPES)) {
      new Route53Record(this, version, {
        count: Token.asNumber(conditional(hasZone, 1, 0)),
        zoneId: hostedZoneId,
        name: domainName,
        type,
        alias: { name, zoneId, evaluateTargetHealth: false },
      });
    }
  }
}
