import type { Control } from "./rule";

/** A violation, or what a rule could not see. Plain JSON. */
export interface Finding {
  /** The rule's id. */
  readonly rule: string;
  readonly title: string;
  readonly pack: string;
  readonly controls: readonly Control[];
  readonly address: string;
  readonly outcome: "violation" | "unknown";
  readonly reason: string;
  readonly remedy: string;
  /** The reason of the suppression, if it is suppressed. */
  readonly suppression?: string;
}

/** A rule that ran, and how often it said what. */
export interface RuleRun {
  readonly id: string;
  readonly compliant: number;
  readonly violations: number;
  readonly unknowns: number;
  readonly suppressed: number;
  readonly notApplicable: number;
}

/** A rule that has nothing against a resource of its types. */
export interface Passed {
  readonly rule: string;
  readonly address: string;
}

/** What the rules say of a configuration. Plain JSON. */
export interface Report {
  readonly origin: string;
  readonly kind: "configuration" | "plan" | "state";
  /** Everything found: violations, unknowns and what is suppressed, by address. */
  readonly findings: readonly Finding[];
  readonly violations: readonly Finding[];
  readonly unknowns: readonly Finding[];
  readonly suppressed: readonly Finding[];
  /** What was seen to be compliant, by rule. */
  readonly passed: readonly Passed[];
  readonly rulesRun: readonly RuleRun[];
  readonly summary: {
    /** Managed resources (in a plan or state: instances). */
    readonly resources: number;
    readonly rules: number;
    /** Answers "compliant": neither unknown nor suppressed ones are among them. */
    readonly compliant: number;
    readonly violations: number;
    readonly unknowns: number;
    readonly suppressed: number;
  };
}
