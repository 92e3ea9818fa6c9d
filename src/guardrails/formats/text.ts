import type { Finding, Report } from "../report";

/** The report for people: every violation with its reason and remedy, what could not be seen, and the counts. */
export function formatReport(report: Report): string {
  return [
    heading(report),
    ...report.violations.map(violation),
    ...section("could not be seen (not counted as passed)", report.unknowns, ({ reason }) => reason),
    ...section("suppressed", report.suppressed, ({ suppression }) => suppression as string),
  ].join("\n");
}

/** What was checked, and the counts, in one line. */
export function heading({ origin, summary }: Report): string {
  const counts = [
    count(summary.violations, "violation"),
    ...(summary.unknowns > 0 ? [`${summary.unknowns} unknown`] : []),
    ...(summary.suppressed > 0 ? [`${summary.suppressed} suppressed`] : []),
    `${count(summary.resources, "resource")}, ${count(summary.rules, "rule")}`,
  ];
  return `${origin}: ${counts.join(", ")}`;
}

function violation({ rule, address, reason, remedy, controls }: Finding): string {
  const serves =
    controls.length === 0 ? "" : ` (${controls.map(({ standard, id }) => `${standard} ${id}`).join(", ")})`;
  return [
    `  ${address}`,
    `    rule    ${rule}${serves}`,
    `    reason  ${reason}`,
    `    remedy  ${remedy}`,
  ].join("\n");
}

function section(title: string, findings: readonly Finding[], say: (finding: Finding) => string): string[] {
  if (findings.length === 0) return [];
  return [
    `  ${title}:`,
    ...findings.map((finding) => `    ${finding.address}: ${finding.rule}: ${say(finding)}`),
  ];
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
