// Runs code with what V8 compiled of it in a run before, kept beside it.
const { setFlagsFromString } = require("node:v8");
const { Script } = require("node:vm");
const { digest, readOr, tried, writeAside } = require("../core/builds/kept.cjs");

/**
 * V8 optimizes what runs often, and in a run of a second takes more time for it than it saves, of a core that others
 * want: later, as for many stacks, it pays. The name of the flag is that of Node 20's V8.
 */
exports.optimizeLater = function optimizeLater() {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=400000");
};

/**
 * @param contents the code, as esbuild writes it: nothing but ASCII
 * @param file where it lies
 * @returns the script, and what keeps its compiled code: after the run, since it then holds the functions that were called
 */
exports.scriptOf = function scriptOf(contents, file) {
  // V8 takes it back only with the flags that it was made with; cdktf-cli sets some.
  const flags = [process.version, process.arch, ...process.execArgv, process.env.NODE_OPTIONS ?? ""];
  const compiled = `${file}-${digest(flags.join(" "))}`;
  const cachedData = readOr(compiled);
  const script = new Script(contents.toString("latin1"), {
    filename: file,
    ...(cachedData && { cachedData }),
  });
  const keep = () => {
    if (script.cachedDataRejected !== false) tried(() => writeAside(compiled, script.createCachedData()));
  };
  return { script, keep };
};
