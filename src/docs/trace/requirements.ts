import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A row of a requirement table. */
export interface Row {
  readonly id: string;
  readonly text: string;
}

/** The rows of a system's table, in its order. */
export function rowsOf(system: string, root: string): Row[] {
  const text = readFileSync(join(root, "docs/requirements", `${system}.md`), "utf8");
  return [...text.matchAll(/^\| ([A-Z]{2}-\d+) \| (.*) \|$/gm)].map(([, id, row]) => ({
    id: id as string,
    text: row as string,
  }));
}

/** The systems that have a requirement table. */
export function requirementSystems(root: string): string[] {
  return readdirSync(join(root, "docs/requirements"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => name.replace(".md", ""))
    .sort();
}
