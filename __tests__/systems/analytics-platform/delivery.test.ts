import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PROOFS } from "../../../src/acceptance/prove";
import { readRecord } from "../../../src/records/proof-record";
import { ROOT } from "../../support/files";
import { system } from "./synthesized";

const PAGE = join(ROOT, "docs/systems/analytics-platform.md");
const page = () => (existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "");

/** What stands under a page's headings that a pattern is true of, each to the next of its level. */
function partOf(text: string, pattern: RegExp): string {
  let level = 0;
  const lines = text.split("\n").filter((line) => {
    const heading = /^(#{2,}) /.exec(line)?.[1]?.length ?? 0;
    if (heading > 0 && (level === 0 || heading <= level)) level = pattern.test(line) ? heading : 0;
    return level > 0;
  });
  return lines.join("\n");
}

describe("FA-71", () => {
  test("FA-71 unit tests must cover all of the source: statements, branches, functions, lines", () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports
    const config = require(join(ROOT, "jest.config.js")) as { coverageThreshold?: { global?: object } };
    expect(config.coverageThreshold?.global).toEqual({
      statements: 100,
      branches: 100,
      functions: 100,
      lines: 100,
    });
  });

  test("FA-71 the checks of deployed resources cover the system, and passed", () => {
    expect(Object.keys(PROOFS)).toContain("analytics-platform");
    const steps = readRecord("analytics-platform", ROOT)?.steps ?? [];
    expect(steps.find(({ step }) => step === "check")?.result).toMatch(/^\d+ checks$/);
  });

  test("FA-71 the system has a page that says how it is deployed", () => {
    const deploy = partOf(page(), /deploy/i);
    expect(deploy).toMatch(/plinth deploy analytics-platform/);
    expect(deploy).toMatch(/push/);
  });

  test("FA-71 the page names every variable and every output", () => {
    const names = [...Object.keys(system.section("variable")), ...Object.keys(system.section("output"))];
    const missing = names.filter((name) => !page().includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});
