// Bundles main.ts and runs it, in one process: types are checked apart. The bundle, what V8 compiled of it, and
// what it wrote are kept until something that they were made from changes.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Script } from "node:vm";

// By `require`, which is faster: what is kept is back before an import of theirs would be.
const require = createRequire(import.meta.url);
const { digest, freshFile, keep, MARGIN, readOr, tried, writeAside } = require("../core/builds/kept.cjs");
const { mayRecall, recall, remember } = require("./recall.cjs");

const since = Date.now();
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const traced = process.env.PLINTH_TRACE === "1";

const name = traced ? "main-traced" : "main";

/** Makes the bundle's code and the file that holds it. */
async function build() {
  const [esbuild, { lazyArchiver, withoutTraces }] = await Promise.all([
    import("esbuild"),
    import("./lean.mjs"),
  ]);
  const { outputFiles, metafile } = await esbuild.build({
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
    require(file);
    return;
  }
  // V8 takes it back only with the flags that it was made with; cdktf-cli sets some.
  const flags = [process.version, process.arch, ...process.execArgv, process.env.NODE_OPTIONS ?? ""];
  const compiled = `${file}-${digest(flags.join(" "))}`;
  const cachedData = readOr(compiled);
  // esbuild writes nothing but ASCII.
  const script = new Script(contents.toString("latin1"), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const call = script.runInThisContext();
  const module = { exports: {} };
  try {
    call(module.exports, observed(file), module, file, dirname(file));
  } finally {
    // After the run it holds the functions that were called, too.
    if (script.cachedDataRejected !== false) tried(() => writeAside(compiled, script.createCachedData()));
  }
}

/** The bundle's `require`: what the run reads and writes is noted, and at its end kept. */
function observed(file) {
  const own = createRequire(file);
  if (!mayRecall()) return own;
  const observation = require("./observe.cjs").observe(own);
  const { seen } = observation;
  process.on("exit", (code) => {
    const sure = code === 0 && seen.doubts.length === 0 && seen.latest < since - MARGIN;
    if (sure) tried(() => remember(file, seen));
  });
  return observation.require;
}

// cdktf-cli gives the context of cdktf.json to the app; without it the app has the same.
process.env.CDKTF_CONTEXT_JSON ??= JSON.stringify(
  JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8")).context ?? {},
);
const file = freshFile(root, name);
const recalled = file && !traced && mayRecall() && recall(file, new Date(since));
if (!recalled) {
  try {
    // A run of other sources may just have taken it away.
    const contents = file && readOr(file);
    run(contents ? { contents, file } : await build());
  } catch (error) {
    if (error?.name !== "ConfigurationError") throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
