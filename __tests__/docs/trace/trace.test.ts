import { implementationsIn } from "../../../src/docs/trace/code";
import { requirementSystems, rowsOf } from "../../../src/docs/trace/requirements";
import { testsIn } from "../../../src/docs/trace/tests";
import { formatTrace, traceAll, traceSystem, traceTable } from "../../../src/docs/trace/trace";
import { ROOT } from "../../support/files";
import { NOT_BEGUN, NOT_BUILT } from "../../support/requirements";

const SOURCE = `import { Aurora } from "../../constructs/database/aurora";
import { serverless } from "../../constructs/database/aurora-capacity";
import { z } from "zod";
import "./registered";
import * as all from "./all";

/** Says LP-99 in a sentence. */
export function make(stack: Stack) {
  // LP-20, LP-21
  const database = new Aurora(stack, { capacity: serverless(0.5, 1), schema: z.object(), key: local() });
  // A sentence about LP-30.
  const other = new Aurora(stack);
  return {
    // LP-22
    schedule: database.schedule(),
  };
}
`;

test("code is the statement or property below a comment of ids, with what it creates and calls", () => {
  const uses = [
    { name: "Aurora", file: "src/constructs/database/aurora.ts" },
    { name: "serverless", file: "src/constructs/database/aurora-capacity.ts" },
  ];
  const file = "src/systems/loans/loans.ts";
  expect(implementationsIn(SOURCE, file)).toEqual([
    { id: "LP-20", file, line: 10, uses },
    { id: "LP-21", file, line: 10, uses },
    { id: "LP-22", file, line: 15, uses: [] },
  ]);
});

test("tests are those whose names begin with an id, with the line of the name", () => {
  expect(testsIn('\ntest.each(services)(\n  "LP-12 %s is on Spot", () => {', "x.test.ts")).toEqual([
    { id: "LP-12", name: "LP-12 %s is on Spot", file: "x.test.ts", line: 3 },
  ]);
});

describe.each(Object.entries(NOT_BUILT))("the rows of %s", (system, listed) => {
  const notBuilt = listed === NOT_BEGUN ? rowsOf(system, ROOT).map(({ id }) => id) : listed;

  test("have code that names them, except those that are not built", () => {
    const without = traceSystem(system, ROOT).filter(({ code }) => code.length === 0);
    expect(without.map(({ id }) => id)).toEqual(
      rowsOf(system, ROOT)
        .map(({ id }) => id)
        .filter((id) => notBuilt.includes(id)),
    );
  });

  test("are named only if they exist", () => {
    const ids = new Set(rowsOf(system, ROOT).map(({ id }) => id));
    expect(traceSystem(system, ROOT).every(({ id }) => ids.has(id))).toBe(true);
  });
});

test("a row is printed with its text, its code and its tests", () => {
  const row = traceAll(ROOT).find(({ id }) => id === "LP-34");
  const text = row === undefined ? "" : formatTrace(row);
  expect(text).toMatch(/^LP-34 {2}WAFv2 web ACL on the ALB/);
  expect(text).toMatch(/\n {4}apiProtection \(src\/constructs\/edge\/web-acl-protection\.ts\)\n/);
  expect(text).toMatch(/\n {2}__tests__\/systems\/loan-processing\/protection\.test\.ts:\d+ {2}LP-34 /);
  expect(formatTrace({ id: "XX-01", text: "A row", tests: [], code: [] })).toBe(
    "XX-01  A row\n\nCode:\n  none\n\nTests:\n  none",
  );
});

test("a system's table links rows to constructs and tests", () => {
  expect(requirementSystems(ROOT)).toContain("loan-processing");
  expect(traceTable("loan-processing", ROOT)).toContain(
    "[`Aurora`](../../src/constructs/database/aurora.ts)",
  );
});
