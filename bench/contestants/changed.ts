import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD, ROOT } from "../measure/folders";
import { type Usage } from "../measure/process";
import { OUT, runIn, settle } from "./plinth";

/** A copy of the app, so that nobody's sources change. */
const COPY = join(BUILD, "changed");
const COPIED = ["main.ts", "src", "cdktf.json", "package.json", "tsconfig.json"];

const SOURCE = join(COPY, "src/systems/loan-processing/outputs.ts");
/** What of it is changed, and where that can be read then. */
const TEXT = "The ECS service of the loan API";
const OUTPUT = join(OUT, "stacks/loan-processing/cdk.tf.json");

/** @returns changes the text, and runs the app right after */
export function makeChanged(): () => Usage {
  rmSync(COPY, { recursive: true, force: true });
  mkdirSync(COPY, { recursive: true });
  for (const path of COPIED) cpSync(join(ROOT, path), join(COPY, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(COPY, "node_modules"));
  settle(COPY);
  const source = readFileSync(SOURCE, "utf8");
  let runs = 0;
  return () => {
    const text = `${TEXT}, changed ${(runs += 1)} times`;
    writeFileSync(SOURCE, source.replace(TEXT, text));
    const usage = runIn(COPY);
    if (!readFileSync(OUTPUT, "utf8").includes(text))
      throw new Error(`${OUTPUT} has no "${text}": is "${TEXT}" no longer in ${SOURCE}?`);
    return usage;
  };
}
