import type { Finding, Report } from "../report";
import type { Run } from "./index";
import { element } from "./xml";

/**
 * The reports as JUnit XML: a test suite for each file, a test case for each rule and address that it was asked
 * about. What could not be seen is never a pass: it is skipped, with `strict` it fails. What is suppressed is
 * skipped, with its reason.
 */
export function formatJunit({ reports, strict }: Run): string {
  const suites = reports.map((report) => suiteOf(report, strict));
  const sum = (key: keyof Counts): number => suites.reduce((total, { counts }) => total + counts[key], 0);
  const all = { tests: sum("tests"), failures: sum("failures"), errors: 0, skipped: sum("skipped") };
  const xml = suites.map((suite) => suite.xml);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", { name: "guardrails", ...all }, xml)}`;
}

interface Counts {
  readonly tests: number;
  readonly failures: number;
  readonly errors: number;
  readonly skipped: number;
}

function suiteOf({ origin, findings, passed }: Report, strict: boolean): { counts: Counts; xml: string } {
  const failures = findings.filter((finding) => fails(finding, strict)).length;
  const counts = {
    tests: passed.length + findings.length,
    failures,
    errors: 0,
    skipped: findings.length - failures,
  };
  const cases = [
    ...findings.map((finding) =>
      caseOf(finding, [fails(finding, strict) ? failure(finding) : skipped(finding)]),
    ),
    ...passed.map((one) => caseOf(one, [])),
  ];
  return { counts, xml: element("testsuite", { name: origin, ...counts }, cases) };
}

function fails({ outcome, suppression }: Finding, strict: boolean): boolean {
  return suppression === undefined && (outcome === "violation" || strict);
}

function caseOf(
  { rule, address }: { readonly rule: string; readonly address: string },
  inside: string[],
): string {
  return element("testcase", { classname: rule, name: address }, inside);
}

function failure({ outcome, reason, remedy, title }: Finding): string {
  const message = outcome === "violation" ? reason : `could not be seen: ${reason}`;
  return element("failure", { type: outcome, message }, `${title}\n${message}\nTo mend it: ${remedy}`);
}

function skipped({ reason, suppression }: Finding): string {
  const message = suppression === undefined ? `could not be seen: ${reason}` : `suppressed: ${suppression}`;
  return element("skipped", { message });
}
