import type { z } from "zod";
import type { Configuration } from "./model/configuration";
import type { Resource } from "./model/resource";

/** The packs that rules are grouped in. */
export type Pack =
  | "naming"
  | "destroyable"
  | "encryption"
  | "network-exposure"
  | "reachability"
  | "least-privilege"
  | "logging"
  | "high-availability"
  | "tagging"
  | "cost"
  | "patching"
  /** What Terraform plans, and AWS or the second plan then refuses. */
  | "apply"
  /** A selection: every rule that serves a requirement of PCI DSS. No rule has it as its own. */
  | "pci-dss"
  | "visibility";

/** A control of a published standard that a rule serves. It serves it; it does not fulfil it alone. */
export interface Control {
  readonly standard: "AWS Security Hub" | "PCI DSS 4.0";
  /** `S3.5`; for PCI DSS the requirement's number. */
  readonly id: string;
}

/** What a rule says of one resource. */
export type Verdict =
  | { readonly outcome: "compliant" }
  | { readonly outcome: "not-applicable" }
  /** `reason`: what is wrong with it, a sentence without the address. */
  | { readonly outcome: "violation"; readonly reason: string }
  /** `reason`: what could not be seen. Never counted as a pass. */
  | { readonly outcome: "unknown"; readonly reason: string };

/** One guardrail. */
export interface Rule {
  /** Kebab case, beginning with the pack: `encryption-log-group-cmk`. Public: suppressions name it. */
  readonly id: string;
  readonly title: string;
  readonly pack: Pack;
  readonly controls: readonly Control[];
  /** For an assessor: what a pass is evidence of. Every rule with a PCI DSS requirement has it. */
  readonly shows?: string;
  /** For an assessor: what a pass is no evidence of. Goes with `shows`. */
  readonly limits?: string;
  /** Why it matters. */
  readonly rationale: string;
  /** What to do about a violation. */
  readonly remedy: string;
  /** The types it is asked about; `"*"`: every managed resource and the `terraform` settings. */
  readonly types: readonly string[] | "*";
  /** A pure function: the same answer for the same configuration. */
  readonly check: (resource: Resource, configuration: Configuration) => Verdict;
  /** What the rule can be told; see `configurable`. */
  readonly settings?: z.ZodObject;
  with?(given: unknown): Rule;
}

const COMPLIANT: Verdict = { outcome: "compliant" };
const NOT_APPLICABLE: Verdict = { outcome: "not-applicable" };

export const compliant = (): Verdict => COMPLIANT;
export const notApplicable = (): Verdict => NOT_APPLICABLE;
export const violation = (reason: string): Verdict => ({ outcome: "violation", reason });
export const unknown = (reason: string): Verdict => ({ outcome: "unknown", reason });

/** All wrongs at once; else what is not seen; else compliant. */
export function verdict(wrongs: readonly string[], unseen: readonly string[] = []): Verdict {
  if (wrongs.length > 0) return violation([...new Set(wrongs)].join("; "));
  return unseen.length > 0 ? unknown([...new Set(unseen)].join("; ")) : compliant();
}

/** One answer of several: every wrong of theirs, else everything that they do not see. */
export function combine(verdicts: readonly Verdict[]): Verdict {
  const reasons = (outcome: "violation" | "unknown"): string[] =>
    verdicts.flatMap((one) => (one.outcome === outcome ? [one.reason] : []));
  return verdict(reasons("violation"), reasons("unknown"));
}

/** Security Hub control ids. */
export const securityHub = (...ids: readonly string[]): Control[] =>
  ids.map((id) => ({ standard: "AWS Security Hub", id }));

/** PCI DSS 4.0 requirement numbers. */
export const pciDss = (...ids: readonly string[]): Control[] =>
  ids.map((id) => ({ standard: "PCI DSS 4.0", id }));
