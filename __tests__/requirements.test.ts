import { requirementSystems, rowsOf } from "../src/docs/trace/requirements";
import { requirementTests, testsIn } from "../src/docs/trace/tests";
import { ROOT } from "./support/files";
import { NOT_BEGUN, NOT_BUILT } from "./support/requirements";

const requirementsOf = (system: string): string[] => rowsOf(system, ROOT).map(({ id }) => id);
const tested = new Set(requirementTests(ROOT).map(({ id }) => id));

test("every system with a table of requirements is in the list", () => {
  expect(requirementSystems(ROOT)).toEqual(Object.keys(NOT_BUILT).sort());
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
  expect(testsIn(text, "").map(({ id }) => id)).toEqual(ids);
});
