import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** Makes a temporary folder with these empty folders (a name that ends in `/`) and files in it. */
export function folderWith(entries: Record<string, string> | string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "plinth-"));
  const files = Array.isArray(entries) ? Object.fromEntries(entries.map((entry) => [entry, ""])) : entries;
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(name.endsWith("/") ? path : dirname(path), { recursive: true });
    if (!name.endsWith("/")) writeFileSync(path, text);
  }
  return folder;
}

/** Makes a temporary folder of executables, by name and shell script. */
export function executables(scripts: Record<string, string>): string {
  const folder = folderWith(
    Object.fromEntries(Object.entries(scripts).map(([name, text]) => [name, `#!/bin/sh\n${text}\n`])),
  );
  for (const name of Object.keys(scripts)) chmodSync(join(folder, name), 0o755);
  return folder;
}

export function remove(...folders: string[]): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}
