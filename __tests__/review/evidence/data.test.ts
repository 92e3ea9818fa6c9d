import { ALL_RULES } from "../../../src/guardrails";
import { requirementsOf } from "../../../src/review/evidence/evidence";
import { ledgerOf } from "../../../src/review/evidence/ledger";
import { CHAPTERS } from "../../../src/review/evidence/pci/chapters";
import { byNumber, REQUIREMENTS } from "../../../src/review/evidence/pci/requirements";
import { ROWS } from "../../../src/review/evidence/pci/rows";
import { ROOT } from "../../support/files";

const cited = new Set([
  ...ALL_RULES.flatMap(requirementsOf),
  ...Object.values(ROWS).flatMap((rows) => Object.values(rows).flat()),
]);

test("every requirement that a rule or a row cites has a title", () => {
  expect([...cited].filter((number) => !(number in REQUIREMENTS))).toEqual([]);
});

test.each(Object.entries(ROWS))("the rows of %s are rows of its ledger", (system, rows) => {
  const ids = ledgerOf(system, ROOT).map(({ id }) => id);
  expect(Object.keys(rows).filter((id) => !ids.includes(id))).toEqual([]);
});

test("the twelve chapters are there, each with what people have to show of it", () => {
  expect(CHAPTERS.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  for (const { number, open } of CHAPTERS) {
    expect(open.length).toBeGreaterThan(0);
    for (const one of open.flatMap(({ numbers }) => numbers)) expect(one.split(".")[0]).toBe(String(number));
  }
});

test("numbers are in the standard's order", () => {
  expect(["10.2.1", "1.10", "1.4", "1.4.2", "2"].sort(byNumber)).toEqual([
    "1.4",
    "1.4.2",
    "1.10",
    "2",
    "10.2.1",
  ]);
});

test("a system without a ledger has no rows", () => {
  expect(ledgerOf("state-backend", ROOT)).toEqual([]);
});
