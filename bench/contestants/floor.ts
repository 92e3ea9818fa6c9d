import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD } from "../measure/folders";
import { runNode, type Usage } from "../measure/process";

/**
 * The least that a program which writes Terraform JSON can take: plain Node, the finished configurations as
 * literals in one file, `JSON.stringify` and a file for each.
 */
const OUT = join(BUILD, "floor");

/**
 * @param name of what is written
 * @param files what is to be written: text by path
 * @returns runs it
 */
export function makeFloor(name: string, files: ReadonlyMap<string, string>): () => Usage {
  const script = join(BUILD, `floor-${name}.cjs`);
  const run = (): Usage => runNode({ args: [script] });
  const entries = [...files].map(([path, text]) => `  ${JSON.stringify(path)}: ${text.trim()},\n`);
  writeFileSync(
    script,
    `const { mkdirSync, writeFileSync } = require("node:fs");
const { dirname, join } = require("node:path");
const files = {
${entries.join("")}};
for (const [path, contents] of Object.entries(files)) {
  const file = join(${JSON.stringify(OUT)}, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(contents, null, 2) + ${JSON.stringify("\n")});
}
`,
  );
  run();
  for (const [path, text] of files) {
    if (readFileSync(join(OUT, path), "utf8") !== text) {
      throw new Error(`the floor writes other bytes than the app: ${path}`);
    }
  }
  return run;
}
