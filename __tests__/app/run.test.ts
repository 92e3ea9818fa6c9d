import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, runNode } from "../support/files";

/** A project with an app of two files and the real `run.cjs`. */
const project = mkdtempSync(join(tmpdir(), "plinth-run-"));
const write = (file: string, text: string) => {
  writeFileSync(join(project, file), text);
};

const APP = ["run.cjs", "bundles.cjs", "compiled.cjs", "lean.mjs", "recall.cjs", "observe.cjs"].map((file) =>
  join("src/app", file),
);
const FILES = [...APP, "src/core/builds/kept.cjs", "package.json"];

beforeAll(() => {
  for (const path of FILES) {
    cpSync(join(ROOT, path), join(project, path));
  }
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
  // What was written a moment ago is not kept: for the app, a minute has passed.
  write("later.cjs", "const { now } = Date;\nDate.now = () => now() + 60_000;\n");
  write("cdktf.json", "{}");
  write("main.ts", 'import { word } from "./word";\nconsole.log(word);\n');
  write("word.ts", 'export const word: string = "one";\n');
});

afterAll(() => {
  rmSync(project, { recursive: true });
});

const run = () => runNode(["--require", join(project, "later.cjs"), join(project, "src/app/run.cjs")], {});

test("runs the sources as they are, each time", () => {
  const words = ["one", "two", "six"];
  for (const word of words) {
    write("word.ts", `export const word: string = "${word}";\n`);
    // The same size and the same time as before.
    utimesSync(join(project, "word.ts"), 1, 1);
    expect(run()).toEqual({ code: 0, out: `${word}\n`, err: "" });
    expect(existsSync(join(project, ".build/kept/main.json"))).toBe(true);
    expect(run()).toEqual({ code: 0, out: `${word}\n`, err: "" });
  }
});

test("says which line of which source failed when PLINTH_TRACE is set", () => {
  write("word.ts", '\nthrow new TypeError("a bug");\nexport const word = "";\n');
  const { code, err } = runNode([join(project, "src/app/run.cjs")], { PLINTH_TRACE: "1" });
  expect(code).toBe(1);
  expect(err).toMatch(/TypeError: a bug\n.*word\.ts:2:/);
});
