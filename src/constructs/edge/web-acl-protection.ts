import { type Construct } from "constructs";
import { type LogProps } from "../observability/log-group";
import { WebAcl } from "./web-acl";

export interface SiteProtectionProps {
  /** Names the ACL: `web-acl-{purpose}-{suffix}`. */
  readonly purpose: string;
  readonly logs: LogProps;
  /** Requests of one address in five minutes, 10 to 2,000,000,000: more are blocked until there are fewer. */
  readonly requestsPerAddress: number;
}

export interface ApiProtectionProps extends SiteProtectionProps {
  /** IPv4 blocks that are always refused. */
  readonly deniedAddresses: string[];
  /** IPv4 blocks that are spared the reputation lists and the rate limit, such as partners and offices. */
  readonly allowedAddresses: string[];
  /** Whether bodies over 8 KB, which the core rules refuse, pass: for an API that takes documents. @default false */
  readonly largeBodies?: boolean;
}

/**
 * Who hides behind Tor, a VPN or a hosting provider is labelled in the log, for those who look into
 * fraud, and not refused: applicants use VPNs, and partners call from their clouds.
 */
const ANONYMOUS = {
  priority: 65,
  group: "AWSManagedRulesAnonymousIpList",
  action: "count",
} as const;

/**
 * The ACL of an API behind a load balancer: injection, cross-site scripting, known bad inputs, bad
 * reputation, a rate limit, and lists of addresses. Attack rules come before the allow list: nobody is
 * so trusted that SQL in his requests passes (PCI DSS 4.0 6.4.2).
 */
export function apiProtection(scope: Construct, id: string, props: ApiProtectionProps): WebAcl {
  const { purpose, logs, largeBodies = false } = props;
  return new WebAcl(scope, id, {
    purpose,
    logs,
    scope: "REGIONAL",
    rules: {
      denied: { priority: 10, addresses: props.deniedAddresses, action: "block" },
      core: {
        priority: 20,
        group: "AWSManagedRulesCommonRuleSet",
        ...(largeBodies && { overrides: { SizeRestrictions_BODY: "count" as const } }),
      },
      "sql-injection": { priority: 30, group: "AWSManagedRulesSQLiRuleSet" },
      "known-bad-inputs": { priority: 40, group: "AWSManagedRulesKnownBadInputsRuleSet" },
      allowed: { priority: 50, addresses: props.allowedAddresses, action: "allow" },
      "ip-reputation": { priority: 60, group: "AWSManagedRulesAmazonIpReputationList" },
      anonymous: ANONYMOUS,
      "rate-limit": { priority: 70, requests: props.requestsPerAddress },
    },
  });
}

/** The ACL of static files behind CloudFront: there is nothing to inject into, but scanners and floods come. */
export function siteProtection(scope: Construct, id: string, props: SiteProtectionProps): WebAcl {
  return new WebAcl(scope, id, {
    purpose: props.purpose,
    logs: props.logs,
    scope: "CLOUDFRONT",
    rules: {
      core: { priority: 20, group: "AWSManagedRulesCommonRuleSet" },
      "known-bad-inputs": { priority: 40, group: "AWSManagedRulesKnownBadInputsRuleSet" },
      "ip-reputation": { priority: 60, group: "AWSManagedRulesAmazonIpReputationList" },
      anonymous: ANONYMOUS,
      "rate-limit": { priority: 70, requests: props.requestsPerAddress },
    },
  });
}
