import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT, runNode } from "../support/files";

/** A project of the real `run.cjs` with a small app, made anew for each test of a file that imports this. */

/** An app that writes what it reads, and the id of the process that ran it. */
export const MAIN = `
import { existsSync, lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { word } from "./word";
const { env } = process;
const names = Object.keys(env).filter((name) => name.startsWith("MY_"));
const told = [
  word, names.join(), env.MY_WORD, env.CDKTF_CONTEXT_JSON, process.argv[2], process.cwd(),
  existsSync(env.MY_ROOT + "/flag"), lstatSync(env.MY_ROOT + "/listed").size,
  readFileSync(env.MY_ROOT + "/settings.json", "utf8"),
];
mkdirSync(env.MY_ROOT + "/out/empty", { recursive: true });
const aside = env.MY_ROOT + "/out/text." + process.pid;
writeFileSync(aside, JSON.stringify({ told, pid: process.pid }));
renameSync(aside, env.MY_ROOT + "/out/text");
`;

export let project: string;
export const at = (path: string) => join(project, path);
export const write = (path: string, text: string) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};

export const LATER = "const { now } = Date;\nDate.now = () => now() + 60_000;\n";
const FILES = ["run.cjs", "bundles.cjs", "compiled.cjs", "lean.mjs", "recall.cjs", "observe.cjs"].map(
  (file) => join("src/app", file),
);
export const ARGS = () => ["--require", at("later.cjs"), at("src/app/run.cjs")];
export const ENVIRONMENT = () => ({ MY_WORD: "a word", MY_ROOT: project, UNREAD: "one" });

/** Runs the app: what it was told, and the process that told it, which is an earlier one if the output was kept. */
export function run(args: readonly string[] = [], environment: Record<string, string> = {}, cwd = project) {
  rmSync(at("out"), { recursive: true, force: true });
  const { code, out, err } = runNode([...ARGS(), ...args], { ...ENVIRONMENT(), ...environment }, cwd);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  const { told, pid } = JSON.parse(readFileSync(at("out/text"), "utf8")) as { told: unknown[]; pid: number };
  expect(readdirSync(at("out"))).toEqual(["empty", "text"]);
  return { told: told.join(" "), pid, out };
}

/** The outputs that are kept. */
export const kept = () => readdirSync(at(".build/kept")).filter((name) => /-output-\w+$/.test(name));

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), "plinth-recall-"));
  for (const path of [...FILES, "src/core/builds/kept.cjs", "package.json"])
    cpSync(join(ROOT, path), at(path));
  symlinkSync(join(ROOT, "node_modules"), at("node_modules"));
  // What was written a moment ago is not kept: for the app, a minute has passed.
  write("later.cjs", LATER);
  write("cdktf.json", "{}");
  write("main.ts", MAIN);
  write("word.ts", 'export const word = "one";\n');
  write("settings.json", "{ 1 }");
  write("listed", "");
});

afterEach(() => {
  rmSync(project, { recursive: true });
});
