import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Usage } from "../measure/process";
import { copyOf, WHOLE } from "./copies";
import { runIn, runOtherSettings, settle, type System } from "./plinth";

/** How a system is run whose `main.ts` deploys no other. */
export interface Alone {
  readonly unchanged: () => Usage;
  readonly settings: () => Usage;
}

/** @throws Error if `main.ts` does not add the system on a line of its own */
export function makeAlone({ name }: System): Alone {
  const project = copyOf(`alone-${name}`, WHOLE);
  const main = join(project, "main.ts");
  const lines = readFileSync(main, "utf8").split("\n");
  const kept = lines.filter((line) => !line.startsWith("app.add(") || line.includes(`"${name}"`));
  if (!kept.some((line) => line.startsWith("app.add("))) throw new Error(`${main} does not add ${name}`);
  writeFileSync(main, kept.join("\n"));
  settle(project);
  return { unchanged: () => runIn(project), settings: () => runOtherSettings(project) };
}
