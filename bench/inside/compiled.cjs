// Runs a bundle in a function, as `src/app/run.cjs` does: with what V8 compiled of it in a run before, kept beside it.
const { existsSync, readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");

if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=400000");
const bundle = process.argv[2];
const compiled = `${bundle}.compiled`;
const script = new Script(readFileSync(bundle, "latin1"), {
  filename: bundle,
  ...(existsSync(compiled) && { cachedData: readFileSync(compiled) }),
});
const module_ = { exports: {} };
script.runInThisContext()(module_.exports, createRequire(bundle), module_, bundle, dirname(bundle));
if (script.cachedDataRejected !== false) writeFileSync(compiled, script.createCachedData());
