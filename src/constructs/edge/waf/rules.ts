import { Token } from "cdktf";
import { MANAGED_GROUPS, type ManagedGroup } from "./managed-groups";

interface Rule {
  /** The order of evaluation, the smallest first; no two rules share one. Gaps leave room. */
  readonly priority: number;
}

/** A managed rule group of AWS. */
export interface ManagedRules extends Rule {
  readonly group: ManagedGroup;
  /** `count` logs and measures what would be blocked. @default block: what the group says */
  readonly action?: "block" | "count";
  /** Rules of the group that do something else, by AWS's names, e.g. `{ SizeRestrictions_BODY: "count" }`. */
  readonly overrides?: Readonly<Record<string, "allow" | "block" | "count">>;
}

/** A limit on the requests of one address. */
export interface RateLimit extends Rule {
  /** Requests of one address in the window, 10 to 2,000,000,000; may be a variable. */
  readonly requests: number;
  /** @default 5 */
  readonly minutes?: 1 | 2 | 5 | 10;
  /** @default block */
  readonly action?: "block" | "count";
}

/** Addresses that are treated alike. */
export interface AddressList extends Rule {
  /** Blocks such as `203.0.113.0/24`, 10,000 at most; a variable, since they change without a release. */
  readonly addresses: string[];
  /** A set holds addresses of one version. @default IPV4 */
  readonly version?: "IPV4" | "IPV6";
  /** `allow` ends the evaluation: rules with a greater priority do not see the request. */
  readonly action: "allow" | "block" | "count";
}

export type WebAclRule = ManagedRules | RateLimit | AddressList;

/** Rules by what they are called: the name stays when others come and go. */
export type WebAclRules = Readonly<Record<string, WebAclRule>>;

/** WCUs that an ACL takes: up to 1500 are in its price, up to 5000 cost extra (AWS WAF pricing). */
export type Capacity = 1500 | 5000;

/** WCUs of the statements (AWS WAF developer guide, "Rule statements list"). */
const STATEMENT_WCUS = { addressList: 1, rateLimit: 2 };
const RATE = { min: 10, max: 2_000_000_000 };
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** All problems of the rules of one web ACL. AWS would report them at apply, one at a time. */
export function rulesProblems(rules: WebAclRules, capacity: Capacity): string[] {
  const holders = new Map<number, string>();
  const problems = Object.entries(rules).flatMap(([name, rule]) => {
    const found = ruleProblems(name, rule);
    const holder = holders.get(rule.priority);
    if (holder !== undefined) found.push(`priority ${rule.priority} of rule ${name} is taken by ${holder}`);
    else holders.set(rule.priority, name);
    return found;
  });
  const used = capacityOf(rules);
  if (used > capacity) {
    const remedy = capacity === 1500 ? ": drop rules, or set capacity to 5000, which costs extra" : "";
    problems.push(`its rules take ${used} WCUs, ${capacity} are allowed${remedy}`);
  }
  return problems;
}

/** The WCUs of rules together. */
export function capacityOf(rules: WebAclRules): number {
  return Object.values(rules).reduce((sum, rule) => sum + wcusOf(rule), 0);
}

function wcusOf(rule: WebAclRule): number {
  if ("group" in rule) return MANAGED_GROUPS[rule.group];
  return "requests" in rule ? STATEMENT_WCUS.rateLimit : STATEMENT_WCUS.addressList;
}

function ruleProblems(name: string, rule: WebAclRule): string[] {
  const problems: string[] = [];
  if (!NAME.test(name)) {
    problems.push(
      `"${name}" is no name for a rule: lower-case letters, digits and single hyphens are allowed`,
    );
  }
  if (!Number.isInteger(rule.priority) || rule.priority < 0) {
    problems.push(`priority ${rule.priority} of rule ${name} is not allowed: a whole number from 0`);
  }
  if ("requests" in rule && !isRate(rule.requests)) {
    problems.push(
      `${rule.requests} requests of rule ${name} are not allowed: a whole number from ${RATE.min} to ${RATE.max}`,
    );
  }
  return problems;
}

/** What a variable holds is known at plan only: its validation says what is allowed. */
function isRate(requests: number): boolean {
  if (Token.isUnresolved(requests)) return true;
  return Number.isInteger(requests) && requests >= RATE.min && requests <= RATE.max;
}
