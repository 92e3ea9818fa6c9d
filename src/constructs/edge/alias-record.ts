import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { conditional, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { type LoadBalancer } from "./load-balancer";

export interface AliasRecordProps {
  /** The name that leads to the load balancer, or null. */
  readonly domainName: string;
  /** The hosted zone of that name, or null: then there is no record. */
  readonly hostedZoneId: string;
  readonly target: LoadBalancer;
}

/** The name of a load balancer in a hosted zone, if there is one. */
export class AliasRecord extends Construct {
  constructor(scope: Construct, id: string, { domainName, hostedZoneId, target }: AliasRecordProps) {
    super(scope, id);
    const hasZone = Op.and(Op.neq(domainName, Token.nullValue()), Op.neq(hostedZoneId, Token.nullValue()));
    new Route53Record(this, "this", {
      count: Token.asNumber(conditional(hasZone, 1, 0)),
      zoneId: hostedZoneId,
      name: domainName,
      type: "A",
      alias: { name: target.balancer.dnsName, zoneId: target.balancer.zoneId, evaluateTargetHealth: true },
    });
  }
}
