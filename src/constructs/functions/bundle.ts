import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as Esbuild from "esbuild";
import { fresh, keep } from "../../core/builds/kept.cjs";
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
/** Most files that one function is made of, the AWS SDK's, are another's too: a process looks at each once. */
const seen = new Map<string, string>();

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
  const packed = pack(entry, node);
  const result = { zip: packed, hash: createHash("sha256").update(packed).digest("base64") };
  made.set(key, result);
  return result;
}

/** What decides how it is made, beside what esbuild read. */
const MAKERS = [
  "src/constructs/functions/bundle.ts",
  "src/constructs/functions/zip.ts",
  "node_modules/esbuild/package.json",
];

function pack(entry: string, node: number): Buffer {
  const root = projectRoot(__dirname);
  const name = `function-node${node}-${entry.replaceAll(/[^\w-]/g, "_")}`;
  const kept = fresh(root, name, seen);
  if (kept !== undefined) return kept.contents;
  const since = Date.now();
  const { code, inputs } = compile(root, entry, node);
  const packed = zip({ "index.js": code });
  keep(root, name, packed, [...inputs, ...MAKERS], since);
  return packed;
}

interface Compiled {
  readonly code: Uint8Array;
  readonly inputs: readonly string[];
}

function compile(root: string, entry: string, node: number): Compiled {
  if (!existsSync(join(root, entry))) throw new BundleError([`there is no file ${entry} in the project`]);
  // Loaded when there is something to make: it takes a while.
  const { buildSync } = createRequire(join(root, "package.json"))("esbuild") as typeof Esbuild;
  try {
    const { outputFiles, metafile } = buildSync({
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
      metafile: true,
      logLevel: "silent",
    });
    return { code: (outputFiles[0] as Esbuild.OutputFile).contents, inputs: Object.keys(metafile.inputs) };
  } catch (error) {
    throw new BundleError(
      (error as Esbuild.BuildFailure).errors.map(({ text, location }) => at(location) + text),
    );
  }
}

function at(location: { file: string; line: number } | null): string {
  return location === null ? "" : `${location.file}:${location.line}: `;
}

/** The nearest folder with a package.json: the sources are below it, and so is the app's own bundle. */
function projectRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : projectRoot(dirname(folder));
}
