import { NetworkAcl } from "@cdktf/provider-aws/lib/network-acl";
import { NetworkAclRule } from "@cdktf/provider-aws/lib/network-acl-rule";
import { type Subnet } from "@cdktf/provider-aws/lib/subnet";
import { type Vpc } from "@cdktf/provider-aws/lib/vpc";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Tier } from "./plan";

/** TCP ports by what listens there, e.g. `{ services: 8080 }`. */
export type Admissions = Readonly<Record<string, number>>;

export interface TierAclProps {
  readonly vpc: Vpc;
  readonly cidr: string;
  readonly tier: Tier;
  readonly subnets: readonly Subnet[];
  readonly admits: Admissions;
}

interface Rule {
  readonly egress: boolean;
  readonly from: number;
  readonly to: number;
  readonly cidr: string;
}

const ANYWHERE = "0.0.0.0/0";
const RDP = 3389;
const LAST_RULE = 32_766;
/** Answers come to these ports, whichever the client took (IANA, and what NAT gateways use). */
const EPHEMERAL = { from: 1024, to: 65535 };

/**
 * The network ACL of a tier, every rule explicit. ACLs are stateless: what a tier asks for comes
 * back to an ephemeral port, so those are open, without 3389, which lies among them. A rule's number
 * is its first port: a further port never renumbers the others.
 */
export class TierAcl extends Construct {
  readonly rules: readonly NetworkAclRule[];

  constructor(scope: Construct, id: string, props: TierAclProps) {
    super(scope, id);
    const rules = rulesOf(props);
    const problems = ruleProblems(rules);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const acl = new NetworkAcl(this, "this", {
      vpcId: props.vpc.id,
      subnetIds: props.subnets.map((subnet) => subnet.id),
      tags: { Name: SystemStack.of(this).nameFor(this, "nacl", props.tier) },
    });
    this.rules = Object.entries(rules).map(
      ([name, rule]) =>
        new NetworkAclRule(this, name, {
          networkAclId: acl.id,
          egress: rule.egress,
          ruleNumber: rule.from,
          ruleAction: "allow",
          protocol: "tcp",
          cidrBlock: rule.cidr,
          fromPort: rule.from,
          toPort: rule.to,
        }),
    );
  }
}

/** What EC2 would refuse at apply: rule numbers are 1 to 32766, each once in a direction. */
function ruleProblems(rules: Readonly<Record<string, Rule>>): string[] {
  const holders = new Map<string, string>();
  return Object.entries(rules).flatMap(([name, { egress, from }]) => {
    if (!Number.isInteger(from) || from < 1 || from > LAST_RULE) {
      return [`port ${from} of ${name} is not allowed: 1 to ${LAST_RULE}, since it numbers its rule`];
    }
    const key = `${egress} ${from}`;
    const holder = holders.get(key);
    holders.set(key, holder ?? name);
    return holder === undefined ? [] : [`port ${from} of ${name} is taken by ${holder}: it numbers its rule`];
  });
}

function rulesOf({ tier, cidr, admits }: TierAclProps): Record<string, Rule> {
  // The data tier has no route out: its partners are all inside the VPC.
  const partners = tier === "data" ? cidr : ANYWHERE;
  const ports = tier === "public" ? { https: 443, http: 80 } : admits;
  const admitted = Object.entries(ports).map(([name, port]): [string, Rule] => [
    `in-${name}`,
    { egress: false, from: port, to: port, cidr: tier === "public" ? ANYWHERE : cidr },
  ]);
  return {
    ...Object.fromEntries(admitted),
    "in-answers-low": { egress: false, from: EPHEMERAL.from, to: RDP - 1, cidr: partners },
    "in-answers-high": { egress: false, from: RDP + 1, to: EPHEMERAL.to, cidr: partners },
    ...(tier !== "data" && { "out-https": { egress: true, from: 443, to: 443, cidr: ANYWHERE } }),
    "out-answers": { egress: true, ...EPHEMERAL, cidr: partners },
  };
}
