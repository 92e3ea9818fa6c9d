import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { BUILD, ROOT } from "../measure/folders";

/** What bundles and starts an app, and how. */
export const STARTER = ["src/app", "src/core/builds", "cdktf.json", "package.json", "tsconfig.json"];
/** All of the app, so that nobody's sources change. */
export const WHOLE = ["main.ts", "src", "cdktf.json", "package.json", "tsconfig.json"];

/** @returns the folder of a new project with these parts of the app, and its packages */
export function copyOf(name: string, parts: readonly string[]): string {
  const project = join(BUILD, name);
  rmSync(project, { recursive: true, force: true });
  mkdirSync(project, { recursive: true });
  for (const path of parts) cpSync(join(ROOT, path), join(project, path), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(project, "node_modules"));
  return project;
}
