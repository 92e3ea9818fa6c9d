import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { buildSync, type BuildFailure } from "esbuild";
import { zip } from "./zip";

/** The code of a function, packed. */
export interface Bundle {
  readonly zip: Buffer;
  /** SHA-256 in Base64, as Lambda tells it. */
  readonly hash: string;
}

/** What esbuild has against the source: one message for each error. */
export class BundleError extends Error {
  constructor(readonly messages: readonly string[]) {
    super(messages.join("\n"));
  }
}

const made = new Map<string, Bundle>();

/**
 * A zip with `index.js`: the TypeScript of `entry` and all that it imports, the AWS SDK too, so that
 * what was tested is what runs.
 * @param entry path of the module that exports `handler`, from the project's root
 * @param node the major version of Node.js that runs it
 * @throws BundleError if the entry is missing or does not compile
 */
export function bundle(entry: string, node: number): Bundle {
  const key = `${node} ${entry}`;
  const held = made.get(key);
  if (held !== undefined) return held;
  const code = compile(entry, node);
  const packed = zip({ "index.js": code });
  const result = { zip: packed, hash: createHash("sha256").update(packed).digest("base64") };
  made.set(key, result);
  return result;
}

function compile(entry: string, node: number): Uint8Array {
  const root = projectRoot(__dirname);
  if (!existsSync(join(root, entry))) throw new BundleError([`there is no file ${entry} in the project`]);
  try {
    const { outputFiles } = buildSync({
      entryPoints: [entry],
      absWorkingDir: root,
      bundle: true,
      platform: "node",
      target: `node${node}`,
      format: "cjs",
      // The ES modules of the AWS SDK: what is not used falls away.
      mainFields: ["module", "main"],
      minify: true,
      // Lambda tells errors by the names of their classes.
      keepNames: true,
      legalComments: "none",
      tsconfigRaw: {},
      // pg tries to load it, and does without.
      external: ["pg-native"],
      write: false,
      logLevel: "silent",
    });
    return outputFiles[0]?.contents ?? new Uint8Array();
  } catch (error) {
    throw new BundleError((error as BuildFailure).errors.map(({ text, location }) => at(location) + text));
  }
}

function at(location: { file: string; line: number } | null): string {
  return location === null ? "" : `${location.file}:${location.line}: `;
}

/** The nearest folder with a package.json: the sources are below it, and so is the app's own bundle. */
function projectRoot(folder: string): string {
  if (existsSync(join(folder, "package.json"))) return folder;
  const above = dirname(folder);
  if (above === folder) throw new BundleError([`there is no package.json above ${__dirname}`]);
  return projectRoot(above);
}
