import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What a stack's folder is to hold, by path: no object of the stack's is behind it. */
export type StackContents = ReadonlyMap<string, Uint8Array>;

/** Writes a stack's folder. */
export function writeStack(folder: string, contents: StackContents): void {
  for (const [path, content] of contents) writeWhole(join(folder, path), content);
}

/** Writes a file, aside and renamed: a reader never sees half of it, whenever this process is killed. */
export function writeWhole(file: string, contents: Uint8Array): void {
  const aside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(aside, contents);
  renameSync(aside, file);
}
