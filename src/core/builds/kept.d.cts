/**
 * What was kept under a name, if nothing that it was made from has changed since.
 * @param root the project's folder
 * @param seen when files were last touched, by path, as earlier calls saw it: not looked at again, and added to
 */
export function fresh(
  root: string,
  name: string,
  seen?: Map<string, string>,
): { contents: Buffer; file: string } | undefined;

/**
 * Keeps what was made, unless an input changed while or just before it was made.
 * @param inputs files that it was made from and by, from the root
 * @param since when the making began, in ms since 1970
 * @returns the file that holds the contents
 */
export function keep(
  root: string,
  name: string,
  contents: Uint8Array,
  inputs: readonly string[],
  since: number,
): string;

/** Writes a file, and the folder that it is in, so that nobody reads half of it. */
export function writeAside(file: string, contents: Part | readonly Part[]): void;

export type Part = Uint8Array | string;
