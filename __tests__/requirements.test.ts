import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./support/files";

/** A system that is not begun: none of its rows has a test. */
const NOT_BEGUN = "not begun";

/**
 * Requirements that are not built yet. A row leaves this list with its first test, and never comes back: a row that loses
 * its tests fails here.
 */
const NOT_BUILT: Readonly<Record<string, readonly string[] | typeof NOT_BEGUN>> = {
  "loan-processing": [
    ...["LP-18", "LP-36", "LP-43", "LP-65", "LP-76"],
    // Plain HCL.
    "LP-75",
  ],
  "analytics-platform": ["FA-13", "FA-64", "FA-72"],
  "ha-transactions": NOT_BEGUN,
  "loan-management": NOT_BEGUN,
  "transaction-web": NOT_BEGUN,
};

/** The ids in the first column of a requirements table. */
function requirementsOf(system: string): string[] {
  const text = readFileSync(join(ROOT, "docs/requirements", `${system}.md`), "utf8");
  return [...text.matchAll(/^\| ([A-Z]{2}-\d+) \|/gm)].map(([, id = ""]) => id);
}

/** The ids that a test's name begins with. Neither skipped tests nor the names of groups count. */
function testedIds(text: string): string[] {
  const calls = /(?<![.\w])(?:test|it)(?:\.each\((?:[^()]|\([^()]*\))*\))?\(\s*["'`]([A-Z]{2}-\d+)\b/g;
  return [...text.matchAll(calls)].map(([, id = ""]) => id);
}

const folder = join(ROOT, "__tests__/systems");
const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
  .filter((path) => /\.(test|terraform|cloud)\.ts$/.test(path))
  .map((path) => readFileSync(join(folder, path), "utf8"));
const tested = new Set(sources.flatMap(testedIds));

test("every system with a table of requirements is in the list", () => {
  const tables = readdirSync(join(ROOT, "docs/requirements")).filter((name) => name.endsWith(".md"));
  expect(tables.map((name) => name.replace(".md", "")).sort()).toEqual(Object.keys(NOT_BUILT).sort());
});

describe.each(Object.entries(NOT_BUILT))("the requirements of %s", (system, listed) => {
  const ids = requirementsOf(system);
  const notBuilt = listed === NOT_BEGUN ? ids : listed;

  test("have one row each", () => {
    expect(ids.length).toBeGreaterThanOrEqual(19);
    expect(ids).toEqual([...new Set(ids)]);
  });

  test("each have a test whose name begins with the id, except those that are not built", () => {
    expect(ids.filter((id) => !tested.has(id) && !notBuilt.includes(id))).toEqual([]);
  });

  test("that are not built have no test", () => {
    expect(notBuilt.filter((id) => tested.has(id))).toEqual([]);
  });

  test("that are not built are rows of the table", () => {
    expect(notBuilt.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

test("no test is named after a requirement that does not exist", () => {
  const ids = new Set(Object.keys(NOT_BUILT).flatMap(requirementsOf));
  const prefixes = new Set([...ids].map((id) => id.slice(0, 2)));
  expect([...tested].filter((id) => prefixes.has(id.slice(0, 2)) && !ids.has(id))).toEqual([]);
});

test.each([
  ['test("LP-01 a VPC", () => {', ["LP-01"]],
  ["test.each(services)(\n  'LP-12 %s', () => {", ["LP-12"]],
  ['test.each([["a", f(1)]])("LP-13 %s", () => {', ["LP-13"]],
  ["it(`LP-14 ${x}`, () => {", ["LP-14"]],
  ['test.skip("LP-01 a VPC", () => {', []],
  ['xtest("LP-01 a VPC", () => {', []],
  ['test.todo("LP-01 a VPC")', []],
  ['describe("LP-01", () => {', []],
  ['test("a VPC, LP-01", () => {', []],
])("%j tests %j", (text, ids) => {
  expect(testedIds(text)).toEqual(ids);
});
