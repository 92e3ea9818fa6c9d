// Bundles main.ts and runs it, in one process: types are checked apart. The bundles, what V8 compiled of them, and
// what they wrote are kept until something that they were made from changes.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { basename, dirname, join } = require("node:path");

const { freshFile, MARGIN, readOr, tried } = require("../core/builds/kept.cjs");
const { optimizeLater, scriptOf } = require("./compiled.cjs");
const { mayRecall, recall, remember } = require("./recall.cjs");

const since = Date.now();
const root = join(__dirname, "../..");

/** With a map of its sources, by Node itself. */
async function runTraced() {
  const file = freshFile(root, "main-traced") ?? (await require("./bundles.cjs").buildTraced(root, since));
  process.setSourceMapsEnabled(true);
  require(file);
}

/** Writes what the same run wrote before; else the app runs. */
async function recallOrRun() {
  const files = { main: freshFile(root, "main"), packages: freshFile(root, "packages") };
  if (files.main && files.packages && mayRecall() && recall(pairOf(files), new Date(since))) return;
  // A run of other sources may just have taken them away.
  const [main, packages] = [opened(files.main), opened(files.packages)];
  const { belongs, build } = require("./bundles.cjs");
  const whole = main && packages && belongs(main, packages);
  run(whole ? { main, packages } : await build(root, since, packages));
}

function opened(file) {
  const contents = file && readOr(file);
  return contents && { contents, file };
}

/** What is kept of a run depends on both. */
const pairOf = (files) => `${files.main}-${basename(files.packages)}`;

function run({ main, packages }) {
  optimizeLater();
  const own = observed(main.file, pairOf({ main: main.file, packages: packages.file }));
  const started = [];
  const call = ({ contents, file }, require) => {
    const { script, keep } = scriptOf(contents, file);
    started.push(keep);
    const module = { exports: {} };
    script.runInThisContext()(module.exports, require, module, file, dirname(file));
    return module.exports;
  };
  try {
    const modules = call(packages, own);
    const taken = (id) => (Object.hasOwn(modules, id) ? modules[id] : own(id));
    call(main, new Proxy(own, { apply: (_, self, [id]) => taken(id) }));
  } finally {
    for (const keep of started) keep();
  }
}

/** The bundles' `require`: what the run reads and writes is noted, and at its end kept. */
function observed(file, pair) {
  const own = createRequire(file);
  if (!mayRecall()) return own;
  const observation = require("./observe.cjs").observe(own);
  const { seen } = observation;
  process.on("exit", (code) => {
    const sure = code === 0 && seen.doubts.length === 0 && seen.latest < since - MARGIN;
    if (sure) tried(() => remember(pair, seen));
  });
  return observation.require;
}

// cdktf-cli gives the context of cdktf.json to the app; without it the app has the same.
process.env.CDKTF_CONTEXT_JSON ??= JSON.stringify(
  JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8")).context ?? {},
);

async function main() {
  try {
    await (process.env.PLINTH_TRACE === "1" ? runTraced() : recallOrRun());
  } catch (error) {
    if (error?.name !== "ConfigurationError") throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
main();
