// Bundles main.ts and runs it, in one process: types are checked apart. The bundle, and what V8 compiled of
// it, are kept until something that they were made from changes.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { arch } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";
import { fresh, keep, writeAside } from "../core/builds/kept.cjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const traced = process.env.PLINTH_TRACE === "1";

/** The bundle's code and the file that holds it. */
async function bundle() {
  const name = traced ? "main-traced" : "main";
  const kept = fresh(root, name);
  if (kept !== undefined) return kept;
  const since = Date.now();
  const [{ build }, { lazyArchiver, withoutTraces }] = await Promise.all([
    import("esbuild"),
    import("./lean.mjs"),
  ]);
  const { outputFiles, metafile } = await build({
    entryPoints: [join(root, "main.ts")],
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    sourcemap: traced ? "inline" : false,
    write: false,
    metafile: true,
    logLevel: "warning",
    legalComments: "none",
    // Traced, Node loads it, by its map; else `run` calls it as Node would.
    ...(!traced && {
      banner: { js: "(function (exports, require, module, __filename, __dirname) {" },
      footer: { js: "})" },
    }),
    plugins: traced ? [] : [lazyArchiver, withoutTraces],
  });
  const makers = ["src/app/run.mjs", "src/app/lean.mjs", "node_modules/esbuild/package.json"];
  const contents = Buffer.from(outputFiles[0].contents);
  return { contents, file: keep(root, name, contents, [...Object.keys(metafile.inputs), ...makers], since) };
}

function run({ contents, file }) {
  if (traced) {
    process.setSourceMapsEnabled(true);
    createRequire(import.meta.url)(file);
    return;
  }
  // V8 takes it back only with the flags that it was made with; cdktf-cli sets some.
  const flags = [process.version, arch(), ...process.execArgv, process.env.NODE_OPTIONS ?? ""];
  const compiled = `${file}-${createHash("sha256").update(flags.join(" ")).digest("hex").slice(0, 16)}`;
  const cachedData = readOr(compiled);
  // esbuild writes nothing but ASCII.
  const script = new Script(contents.toString("latin1"), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const module = { exports: {} };
  try {
    script.runInThisContext()(module.exports, createRequire(file), module, file, dirname(file));
  } finally {
    // After the run it holds the functions that were called, too.
    if (script.cachedDataRejected !== false) writeAside(compiled, script.createCachedData());
  }
}

function readOr(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

// cdktf-cli gives the context of cdktf.json to the app; without it the app has the same.
process.env.CDKTF_CONTEXT_JSON ??= JSON.stringify(
  JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8")).context ?? {},
);
try {
  run(await bundle());
} catch (error) {
  if (error?.name !== "ConfigurationError") throw error;
  console.error(error.message);
  process.exitCode = 1;
}
