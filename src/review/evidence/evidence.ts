import type { Finding, Report, Rule } from "../../guardrails";
import type { Row } from "./ledger";
import { type Chapter, CHAPTERS } from "./pci/chapters";
import { byNumber, REQUIREMENTS } from "./pci/requirements";
import { ROWS } from "./pci/rows";
import type { ProofRecord } from "../../records/proof-record";

/** What a rule said of the system. */
export interface RuleEvidence {
  readonly rule: Rule;
  /** Addresses that were seen to be compliant. */
  readonly compliant: readonly string[];
  readonly violations: readonly Finding[];
  readonly unknowns: readonly Finding[];
  readonly suppressed: readonly Finding[];
}

/** What speaks for one requirement. */
export interface RequirementEvidence {
  readonly number: string;
  readonly title: string;
  readonly rules: readonly RuleEvidence[];
  readonly rows: readonly Row[];
}

export interface ChapterEvidence extends Chapter {
  readonly requirements: readonly RequirementEvidence[];
}

/** Everything that the page says. */
export interface Evidence {
  readonly system: string;
  readonly report: Report;
  readonly chapters: readonly ChapterEvidence[];
  /** Every suppression of the system, also of rules that serve no requirement. */
  readonly suppressed: readonly Finding[];
  readonly proof?: ProofRecord;
  /** When the page was made. */
  readonly at: Date;
}

/** The PCI DSS requirements that a rule serves. */
export const requirementsOf = ({ controls }: Rule): readonly string[] =>
  controls.flatMap(({ standard, id }) => (standard === "PCI DSS 4.0" ? [id] : []));

/**
 * Puts rules, rows and results in the order of the standard.
 * @throws Error for a requirement without a title
 */
export function gather(from: {
  readonly system: string;
  readonly report: Report;
  readonly rules: readonly Rule[];
  readonly rows: readonly Row[];
  readonly proof?: ProofRecord | undefined;
  readonly at: Date;
}): Evidence {
  const { system, report, rules, rows, proof, at } = from;
  // A rule that did not run on this system says nothing about it.
  const ran = new Set(report.rulesRun.map(({ id }) => id));
  const said = rules.filter(({ id }) => ran.has(id)).map((rule) => evidenceOf(rule, report));
  const served = (row: Row): readonly string[] => ROWS[system]?.[row.id] ?? [];
  const numbers = [
    ...new Set([...said.flatMap(({ rule }) => requirementsOf(rule)), ...rows.flatMap(served)]),
  ];
  const requirements = numbers.sort(byNumber).map((number) => ({
    number,
    title: titleOf(number),
    rules: said.filter(({ rule }) => requirementsOf(rule).includes(number)),
    rows: rows.filter((row) => served(row).includes(number)),
  }));
  return {
    system,
    report,
    at,
    suppressed: report.suppressed,
    chapters: CHAPTERS.map((chapter) => ({
      ...chapter,
      requirements: requirements.filter(({ number }) => Number(number.split(".")[0]) === chapter.number),
    })),
    ...(proof === undefined ? {} : { proof }),
  };
}

function evidenceOf(rule: Rule, { passed, violations, unknowns, suppressed }: Report): RuleEvidence {
  const mine = <T extends { readonly rule: string }>(list: readonly T[]): T[] =>
    list.filter((one) => one.rule === rule.id);
  return {
    rule,
    compliant: mine(passed).map(({ address }) => address),
    violations: mine(violations),
    unknowns: mine(unknowns),
    suppressed: mine(suppressed),
  };
}

function titleOf(number: string): string {
  const title = REQUIREMENTS[number];
  if (title === undefined) {
    throw new Error(`PCI DSS ${number} has no title: give it one in src/review/evidence/pci/requirements.ts`);
  }
  return title;
}
