import { zipSync } from "fflate";

/** Unix, so that Lambda reads the mode of the files. */
const UNIX = 3;
/** A regular file that everybody may read: Lambda runs the code as a user of its own. */
const MODE = (0o100644 << 16) >>> 0;

/**
 * A zip of `files` (contents by path) with the same bytes on every machine: sorted, dated 1980, and not compressed,
 * because compressed bytes differ between versions of the compressor.
 */
export function zip(files: Readonly<Record<string, Uint8Array>>): Buffer {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  return Buffer.from(
    zipSync(Object.fromEntries(sorted), { level: 0, mtime: new Date(1980, 0, 1), os: UNIX, attrs: MODE }),
  );
}
