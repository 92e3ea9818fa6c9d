import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A row of a system's requirements: what must hold. Each has tests whose names begin with its id. */
export interface Row {
  readonly id: string;
  readonly text: string;
}

/** The rows of `docs/requirements/<system>.md`; none if the system has no such page. */
export function ledgerOf(system: string, root: string): readonly Row[] {
  const file = join(root, "docs/requirements", `${system}.md`);
  if (!existsSync(file)) return [];
  return [...readFileSync(file, "utf8").matchAll(/^\| ([A-Z]{2}-\d+) \| (.+) \|$/gm)].map(([, id, text]) => ({
    id: id as string,
    text: (text as string).trim(),
  }));
}
