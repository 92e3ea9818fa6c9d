import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { ref, Token } from "cdktf";
import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { onlyToken, replaceTokens } from "../../../src/core/synthesis/token-text";
import type * as AllSystems from "../../support/all-systems";
import { filesBelow, ROOT, runApp, runNode } from "../../support/files";

/** One test for each part of cdktf that is not public: docs/decisions/cdktf.md lists them. */

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "plinth-cdktf-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("the module of token stack traces", () => {
  const PATH = "node_modules/cdktf/lib/tokens/private/stack-trace.js";

  test("exists, and exports only the function that the bundle replaces", () => {
    const { out } = runNode(["-p", `Object.keys(require("./${PATH}")).join()`], {});
    expect(out.trim()).toBe("captureStackTrace");
  });

  test("is replaced in the bundle, and every system is the same with it", async () => {
    const own = join(folder, "own");
    expect(runApp({ CDKTF_OUTDIR: own }).code).toBe(0);
    const bundle = readFileSync(join(ROOT, ".build/bundles/app/main.js"), "utf8");
    expect(/captureStackTrace=\(\)=>\[\]/.test(bundle)).toBe(true);

    const whole = join(folder, "main.js");
    await build({
      entryPoints: ["main.ts"],
      absWorkingDir: ROOT,
      outfile: whole,
      bundle: true,
      platform: "node",
      // Functions are bundled from the project's folder.
      define: { __dirname: JSON.stringify(join(ROOT, "src/cli")) },
      logLevel: "error",
    });
    const environment = { CDKTF_OUTDIR: join(folder, "cdktf"), CDKTF_CONTEXT_JSON: "{}" };
    expect(runNode([whole], environment)).toMatchObject({ code: 0, err: "" });
    expect(stacksOf(environment.CDKTF_OUTDIR)).toEqual(stacksOf(own));
  });

  const stacksOf = (outdir: string) =>
    Object.fromEntries(Object.entries(filesBelow(outdir)).filter(([path]) => path.startsWith("stacks")));
});

describe("the encoding of tokens in text", () => {
  const text = Token.asString(ref("aws_vpc.main.id"));
  const number = Token.asNumber(ref("var.n"));
  const replace = (given: string): string =>
    replaceTokens(
      given,
      () => "TOKEN",
      (around) => around,
    );

  test("is found, for texts and for numbers", () => {
    expect(onlyToken(text)?.toString()).toBe(text);
    expect(onlyToken(`${text}/`)).toBeUndefined();
    expect(replace(`a-${text}-${number}-z`)).toBe("a-TOKEN-TOKEN-z");
  });

  test("is not seen in numbers that are no tokens", () => {
    expect(replace("-1.5e+300 and 1e10")).toBe("-1.5e+300 and 1e10");
  });
});

describe("jsonencode, compared with cdktf's own in every system", () => {
  const OWN = "../../../src/core/synthesis/jsonencode";

  /** The configurations of all systems, with modules that are loaded anew. */
  function configurations(): Map<string, JsonObject> {
    const { synthesizeAll } = jest.requireActual<typeof AllSystems>("../../support/all-systems");
    return synthesizeAll();
  }

  /** Without the backslashes that only ours writes. */
  const unescaped = (value: Json | undefined): Json => {
    if (typeof value === "string") return value.replaceAll(/\\(["\\])/g, "$1");
    if (Array.isArray(value)) return value.map(unescaped);
    if (typeof value !== "object" || value === null) return value ?? null;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unescaped(inner)]));
  };

  test("writes the same, apart from quotation marks and backslashes that cdktf does not escape", () => {
    const own = configurations();
    jest.resetModules();
    jest.doMock(OWN, () => jest.requireActual<object>("../../support/cdktf-jsonencode"));
    const theirs = configurations();
    jest.dontMock(OWN);
    expect([...theirs.keys()]).toEqual(["analytics-platform", "loan-processing", "state-backend"]);
    for (const [id, json] of theirs) expect(unescaped(own.get(id))).toEqual(json);
    expect(own.get("loan-processing")).not.toEqual(theirs.get("loan-processing"));
  });
});
