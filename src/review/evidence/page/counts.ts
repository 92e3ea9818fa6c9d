import type { RuleEvidence } from "../evidence";
import { html, type Html } from "./html";

/** How often rules said what. */
export interface Counts {
  readonly compliant: number;
  readonly violations: number;
  readonly unknown: number;
  readonly suppressed: number;
}

/** The counts of some rules together; a rule that serves several requirements counts once. */
export function countsOf(rules: readonly RuleEvidence[]): Counts {
  const all = [...new Set(rules)];
  const sum = (size: (rule: RuleEvidence) => number): number =>
    all.reduce((total, rule) => total + size(rule), 0);
  return {
    compliant: sum(({ compliant }) => compliant.length),
    violations: sum(({ violations }) => violations.length),
    unknown: sum(({ unknowns }) => unknowns.length),
    suppressed: sum(({ suppressed }) => suppressed.length),
  };
}

/** The four cells of a table's row. */
export function countCells(counts: Counts): Html {
  return html`${COLUMNS.map(({ key, label }) => {
    const count = counts[key];
    return html`<td class="count ${count === 0 ? "none" : key}" data-label="${label}">${count}</td>`;
  })}`;
}

/** Their heads. */
export function countHeads(): Html {
  return html`${COLUMNS.map(({ label }) => html`<th scope="col" class="count">${label}</th>`)}`;
}

const COLUMNS: readonly { key: keyof Counts; label: string }[] = [
  { key: "compliant", label: "Compliant" },
  { key: "violations", label: "Violations" },
  { key: "unknown", label: "Unknown" },
  { key: "suppressed", label: "Suppressed" },
];
