import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Usage } from "../measure/process";
import { copyOf, WHOLE } from "./copies";
import { OUT, runIn, settle } from "./plinth";

const SOURCE = "src/systems/loan-processing/outputs.ts";
/** What of it is changed, and where that can be read then. */
const TEXT = "The ECS service of the loan API";
const OUTPUT = join(OUT, "stacks/loan-processing/cdk.tf.json");

/** @returns changes the text, and runs the app right after */
export function makeChanged(): () => Usage {
  const project = copyOf("changed", WHOLE);
  settle(project);
  const file = join(project, SOURCE);
  const source = readFileSync(file, "utf8");
  let runs = 0;
  return () => {
    const text = `${TEXT}, changed ${(runs += 1)} times`;
    writeFileSync(file, source.replace(TEXT, text));
    const usage = runIn(project);
    if (!readFileSync(OUTPUT, "utf8").includes(text))
      throw new Error(`${OUTPUT} has no "${text}": is "${TEXT}" no longer in ${SOURCE}?`);
    return usage;
  };
}
