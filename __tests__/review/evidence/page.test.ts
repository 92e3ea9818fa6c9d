import { JSDOM } from "jsdom";
import { ALL_RULES, evaluate, type Finding, readConfiguration, type Report } from "../../../src/guardrails";
import { gather, requirementsOf } from "../../../src/review/evidence/evidence";
import { ledgerOf } from "../../../src/review/evidence/ledger";
import { evidencePage } from "../../../src/review/evidence/page/page";
import { REQUIREMENTS } from "../../../src/review/evidence/pci/requirements";
import { ROWS } from "../../../src/review/evidence/pci/rows";
import type { ProofRecord } from "../../../src/records/proof-record";
import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { ROOT } from "../../support/files";
import { synthesize } from "../../support/synth";

const SYSTEM = "loan-processing";
const AT = new Date("2026-11-25T16:00:30Z");
const rows = ledgerOf(SYSTEM, ROOT);
const serving = ALL_RULES.filter((rule) => requirementsOf(rule).length > 0);
const report = evaluate(readConfiguration(synthesize(LoanProcessing, SYSTEM).json, SYSTEM));

function pageOf(given: Partial<Report> = {}, proof?: ProofRecord, rules = ALL_RULES): Document {
  const evidence = gather({ system: SYSTEM, report: { ...report, ...given }, rules, rows, proof, at: AT });
  return new JSDOM(evidencePage(evidence)).window.document;
}

const plain = (element: Element): string => element.textContent.replaceAll(/\s+/g, " ").trim();
const text = (from: ParentNode, selector: string): string => {
  const found = from.querySelector(selector);
  return found === null ? "" : plain(found);
};
const under = (page: Document, number: string): Element => {
  const found = page.getElementById(`requirement-${number}`);
  if (found === null) throw new Error(`the page has no requirement ${number}`);
  return found;
};
const page = pageOf();

test("every rule that serves a requirement is under each that it serves", () => {
  expect(serving.length).toBeGreaterThan(10);
  for (const rule of serving) {
    for (const number of requirementsOf(rule)) {
      expect(under(page, number).querySelector(`[data-rule="${rule.id}"]`)?.textContent).toContain(
        rule.title,
      );
    }
  }
});

test("every row that serves a requirement is under each that it serves, as the ledger has it", () => {
  for (const [id, numbers] of Object.entries(ROWS[SYSTEM] ?? {})) {
    const row = rows.find((one) => one.id === id);
    for (const number of numbers) {
      const shown = under(page, number).querySelector(`[data-row="${id}"]`)?.textContent ?? "";
      expect(shown.replaceAll(/\s+/g, " ").trim()).toBe(
        `${id} ${row?.text.replaceAll("`", "") ?? "(no such row)"}`,
      );
    }
  }
});

test.each(Object.entries(ROWS))(
  "the rows of %s are in its ledger, each requirement with a title",
  (system, served) => {
    const ids = ledgerOf(system, ROOT).map(({ id }) => id);
    expect(Object.keys(served).filter((id) => !ids.includes(id))).toEqual([]);
    expect(
      Object.values(served)
        .flat()
        .filter((number) => REQUIREMENTS[number] === undefined),
    ).toEqual([]);
  },
);

test("every requirement is named, in the order of the standard", () => {
  const shown = [...page.querySelectorAll("article h3")].map((heading) => text(heading, ".number"));
  expect(shown).toEqual([...shown].sort((a, b) => a.localeCompare(b, "en", { numeric: true })));
  expect(new Set(shown).size).toBe(shown.length);
  for (const heading of page.querySelectorAll("article h3")) {
    const number = text(heading, ".number");
    expect(plain(heading)).toBe(`${number} ${REQUIREMENTS[number] ?? "(no title)"}`);
  }
});

test("a requirement without a title is refused", () => {
  const [rule] = serving;
  const odd = { ...rule, controls: [{ standard: "PCI DSS 4.0", id: "99.1" }] } as (typeof serving)[number];
  expect(() => pageOf({}, undefined, [odd])).toThrow("PCI DSS 99.1 has no title");
});

test("what a rule said is counted, and its addresses are there, the good ones folded", () => {
  const id = "encryption-kms-rotation";
  const row = page.querySelector(`tr[data-rule="${id}"]`);
  const expected = report.passed.filter(({ rule }) => rule === id).map(({ address }) => address);
  expect(expected.length).toBeGreaterThan(2);
  expect([...(row?.querySelectorAll("td") ?? [])].map((cell) => cell.textContent.trim())).toEqual([
    String(expected.length),
    "0",
    "0",
    "0",
  ]);
  const folded = [...(row?.querySelectorAll("details:not([open]) code") ?? [])];
  expect(folded.map((code) => code.textContent)).toEqual(expected);
});

test("what is not compliant is never folded, and says why", () => {
  const finding = (outcome: Finding["outcome"], reason: string): Finding => ({
    rule: "encryption-kms-rotation",
    title: "t",
    pack: "encryption",
    controls: [],
    address: `aws_kms_key.${outcome}`,
    outcome,
    reason,
    remedy: "r",
  });
  const shown = pageOf({
    violations: [finding("violation", "it does not turn")],
    unknowns: [finding("unknown", "nobody knows")],
    suppressed: [
      { ...finding("violation", "nor this"), address: "aws_kms_key.excused", suppression: "The HSM does." },
    ],
  });
  const row = shown.querySelector('tr[data-rule="encryption-kms-rotation"]');
  const open = [...(row?.querySelectorAll("li") ?? [])].filter((item) => item.closest("details") === null);
  expect(open.map(plain)).toEqual([
    "aws_kms_key.violation: it does not turn",
    "aws_kms_key.unknown: nobody knows",
    "aws_kms_key.excused: nor this (excused: The HSM does.)",
  ]);
  expect(text(shown, "#suppressions tbody tr")).toContain("The HSM does.");
  const cells = [...shown.querySelectorAll("#overview tbody tr")][2]?.querySelectorAll("td") ?? [];
  expect([...cells].slice(2).map((cell) => cell.textContent.trim())).toEqual(["1", "1", "1"]);
});

test("a rule for what the system does not have is listed as that, not as passed", () => {
  const idle = serving.find(
    ({ id }) => ![...report.passed, ...report.findings].some(({ rule }) => rule === id),
  );
  if (idle === undefined) throw new Error("every rule has something in this system");
  const shown = [...page.querySelectorAll(`[data-rule="${idle.id}"]`)];
  expect(shown.map(({ tagName }) => tagName)).not.toContain("TR");
  expect(shown.length).toBeGreaterThan(0);
});

const recordOf = (at: string, steps: ProofRecord["steps"]): ProofRecord => ({
  system: SYSTEM,
  at,
  parts: { stacks: "1", emulator: "2", acceptance: "3", versions: "terraform 1.11.4" },
  steps,
});

test("shows the record of the proof, or that there is none", () => {
  expect(text(page, "#proof")).toContain("There is no record of a proof");
  const steps = [{ step: "second plan", result: "no changes", seconds: 84.46 }];
  const proven = pageOf({}, recordOf("2026-11-24T10:11:12.000Z", steps));
  expect(text(proven, "#proof p")).toMatch(
    /^Every step passed, 2026-11-24 10:11 UTC, .* with terraform 1\.11\.4/,
  );
  expect(text(proven, "#proof tbody tr")).toBe("second plan no changes 84.5");
});

test("which version of the standard the numbers are of is said once", () => {
  expect([...page.querySelectorAll("p")].filter((one) => plain(one).includes("4.0.1"))).toHaveLength(1);
  expect(text(page, "#overview")).toContain("PCI DSS 4.0 and of 4.0.1 alike");
});

test("what people have to show is there for every chapter", () => {
  expect(page.querySelectorAll("#open tbody")).toHaveLength(12);
  for (const body of page.querySelectorAll("#open tbody"))
    expect(body.querySelectorAll("tr").length).toBeGreaterThan(1);
});

test("nothing in the data becomes markup", () => {
  const evil = `<script>alert("x")</script><img src=x onerror='y'>&amp;`;
  const finding = {
    ...report.findings[0],
    rule: "encryption-kms-rotation",
    address: evil,
    reason: evil,
  } as Finding;
  const shown = pageOf(
    { suppressed: [{ ...finding, title: evil, suppression: evil }] },
    recordOf(AT.toISOString(), [{ step: evil, result: evil, seconds: 1 }]),
  );
  expect(shown.querySelectorAll("script, img")).toHaveLength(0);
  for (const id of ["suppressions", "proof"]) expect(shown.getElementById(id)?.textContent).toContain(evil);
});

test("the page needs nothing from elsewhere, and its links lead somewhere", () => {
  expect(page.querySelectorAll("script, link, img, iframe")).toHaveLength(0);
  expect(page.documentElement.outerHTML).not.toMatch(/url\(|@import|https?:/);
  const links = [...page.querySelectorAll("a")].map((link) => link.getAttribute("href") ?? "");
  expect(links.filter((href) => page.getElementById(href.slice(1)) === null)).toEqual([]);
  const ids = [...page.querySelectorAll("[id]")].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

test("it can be read without eyes: language, title, one first heading, tables with captions and scopes", () => {
  expect(page.documentElement.lang).toBe("en");
  expect(page.title).toBe("PCI DSS 4.0 evidence: loan-processing");
  expect(page.querySelectorAll("h1")).toHaveLength(1);
  const levels = [...page.querySelectorAll("h1, h2, h3, h4")].map(({ tagName }) => Number(tagName.slice(1)));
  expect(levels.filter((level, i) => level > (levels[i - 1] ?? 0) + 1)).toEqual([]);
  for (const table of page.querySelectorAll("table")) expect(table.querySelector("caption")).not.toBeNull();
  expect(page.querySelectorAll("th:not([scope])")).toHaveLength(0);
});

test("a rule that does not say what a pass shows is there without it", () => {
  const [rule] = serving.filter(({ id }) => report.passed.some((passed) => passed.rule === id));
  if (rule === undefined) throw new Error("no rule passes");
  const { shows, limits, ...silent } = rule;
  const said = text(pageOf({}, undefined, [silent]), `tr[data-rule="${rule.id}"]`);
  expect([shows, limits]).not.toContain(undefined);
  expect(said).toContain(rule.title);
  expect(said).not.toMatch(/A pass shows|It does not show/);
});
