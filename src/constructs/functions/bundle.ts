import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type * as Esbuild from "esbuild";
import { BundleFile } from "../../core/bundles/bundle-file";
import { zip } from "./zip";

/** The code of a function, packed. */
export interface Bundle {
  readonly zip: Buffer;
  /** SHA-256 in Base64, as Lambda reports it. */
  readonly hash: string;
}

/** esbuild refused the source: one message for each error. */
export class BundleError extends Error {
  constructor(readonly messages: readonly string[]) {
    super(messages.join("\n"));
  }
}

/** Bundles of this run: its stacks share functions, and so their bytes. */
const bundles = new Map<string, Bundle>();

/**
 * A zip with `index.js`: the TypeScript of `entry` and everything that it imports, the AWS SDK too, so that the tested
 * code is the code that runs.
 * @param entry path of the module that exports `handler`, from the project's root
 * @param node the major version of Node.js that runs it
 * @throws BundleError if the entry is missing or does not compile
 */
export function bundle(entry: string, node: number): Bundle {
  const key = `${node} ${entry}`;
  const known = bundles.get(key);
  if (known !== undefined) return known;
  const packed = zip({ "index.js": compiled(projectRoot(__dirname), entry, node) });
  const made = { zip: packed, hash: createHash("sha256").update(packed).digest("base64") };
  bundles.set(key, made);
  return made;
}

function compiled(root: string, entry: string, node: number): Uint8Array {
  const file = new BundleFile(root, `functions/node${node}/${entry}.js`);
  if (!file.isFresh) {
    const started = new Date();
    const { outputFiles, metafile } = compile(root, entry, node);
    const inputs = [...Object.keys(metafile.inputs), "src/constructs/functions/bundle.ts"];
    file.write((outputFiles[0] as Esbuild.OutputFile).contents, inputs, started);
  }
  return readFileSync(file.path);
}

const OPTIONS = {
  bundle: true,
  platform: "node",
  format: "cjs",
  // The ES modules of the AWS SDK, so that esbuild drops unused code.
  mainFields: ["module", "main"],
  minify: true,
  // Lambda reports errors by the names of their classes.
  keepNames: true,
  legalComments: "none",
  tsconfigRaw: {},
  // Optional for pg.
  external: ["pg-native"],
  write: false,
  metafile: true,
  logLevel: "silent",
} satisfies Esbuild.BuildOptions;

function compile(root: string, entry: string, node: number) {
  if (!existsSync(join(root, entry))) throw new BundleError([`there is no file ${entry} in the project`]);
  // Loaded on demand: a run that builds nothing does not need it.
  const { buildSync } = createRequire(join(root, "package.json"))("esbuild") as typeof Esbuild;
  try {
    return buildSync({ ...OPTIONS, entryPoints: [entry], absWorkingDir: root, target: `node${node}` });
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
