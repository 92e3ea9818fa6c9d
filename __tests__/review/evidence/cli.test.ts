import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { ROOT, runNode, type Run } from "../../support/files";
import { inTemporaryFolder } from "../../support/synth";

const evidence = (args: readonly string[], environment: Record<string, string> = {}): Run =>
  runNode([join(ROOT, "bin/plinth.js"), "evidence", ...args], environment);

test("writes the page of a system, into a folder that it makes", () => {
  inTemporaryFolder((folder) => {
    const file = join(folder, "deep/page.html");
    expect(evidence(["loan-processing", "--output", file])).toEqual({ code: 0, out: `${file}\n`, err: "" });
    const { document } = new JSDOM(readFileSync(file, "utf8")).window;
    expect(document.querySelector("h1")?.textContent).toBe("loan-processing");
    expect(document.querySelectorAll("article").length).toBeGreaterThan(10);
  });
}, 30_000);

test.each([
  [
    ["loan-procesing"],
    {},
    'There is no system "loan-procesing". Did you mean "loan-processing"? Allowed: analytics-platform, loan-processing, state-backend.',
  ],
  [["loan-processing"], { ENVIRONMENT_SUFFIX: "Not/Allowed" }, "loan-processing cannot be synthesized."],
  [[], {}, "missing required argument 'system'"],
  [["--format", "pdf", "loan-processing"], {}, "unknown option '--format'"],
])(
  "%j with %j is refused in words",
  (args, environment, message) => {
    inTemporaryFolder((folder) => {
      const file = join(folder, "page.html");
      const { code, out, err } = evidence([...args, "--output", file], environment);
      expect({ code, out }).toEqual({ code: 2, out: "" });
      expect(err).toContain(message);
      expect(err).not.toMatch(/\n\s+at /);
      expect(existsSync(file)).toBe(false);
    });
  },
  30_000,
);
