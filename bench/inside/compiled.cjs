// Runs a bundle that is wrapped in a function as `src/app/run.cjs` does: with what V8 compiled of it in a run before.
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { optimizeLater, scriptOf } = require("../../src/app/compiled.cjs");

const bundle = process.argv[2];
const made = { exports: {} };
optimizeLater();
const { script, keep } = scriptOf(readFileSync(bundle), bundle);
script.runInThisContext()(made.exports, createRequire(bundle), made, bundle, dirname(bundle));
keep();
