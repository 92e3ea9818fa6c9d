// Bundles main.ts with esbuild, into two files: the sources, and the packages that they import, nine tenths of the
// code, which seldom change. Each is kept until something that it was made from changes.
const { Buffer } = require("node:buffer");
const fs = require("node:fs");
const { isBuiltin } = require("node:module");
const { basename, dirname, join } = require("node:path");
const { keep, readJson } = require("../core/builds/kept.cjs");

const MAKERS = [
  ...["run.cjs", "bundles.cjs", "lean.mjs"].map((name) => `src/app/${name}`),
  "node_modules/esbuild/package.json",
];

const COMMON = {
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  write: false,
  metafile: true,
  logLevel: "warning",
  legalComments: "none",
};

const SOURCES = { ...COMMON, entryPoints: ["main.ts"] };

/** Each file's first line says what it goes with: the sources' the packages' file, the packages' all their names. */
const firstLine = (text) => `// ${text}\n`;
const startsWith = ({ contents }, line) => contents.toString("latin1", 0, line.length) === line;

/** Whether these sources were bundled for these packages. */
exports.belongs = (main, packages) => startsWith(main, firstLine(basename(packages.file)));

/**
 * Bundles what is not kept.
 * @param root the project
 * @param since when the run began
 * @param kept the packages' bundle, if there is a fresh one
 * @returns the code of both, and the files that hold it
 */
exports.build = async function build(root, since, kept) {
  const esbuild = require("esbuild");
  const make = (options) => esbuild.build({ ...options, absWorkingDir: root });
  const store = (name, line, { outputFiles: [{ text }], metafile }) => {
    // As Node wraps a module: `run.cjs` calls it.
    const head = `${line}(function (exports, require, module, __filename, __dirname) {\n`;
    const contents = Buffer.from(`${head}${text}})`);
    return { contents, file: keep(root, name, contents, inputsOf(metafile), since) };
  };
  const packagesFor = async (names) => {
    const line = firstLine(JSON.stringify(names));
    if (kept && startsWith(kept, line)) return kept;
    const made = await make(await packagesOf(root, names));
    return onlyPackages(made.metafile) ? store("packages", line, made) : undefined;
  };
  const alone = await make({ ...SOURCES, packages: "external" });
  const names = namesOf(root, alone.metafile);
  // What is wrong with a package is told by the bundle of all, where it is imported.
  const apart = names && (await packagesFor(names).catch(unlessBuilt));
  const sources = apart ? alone : await make({ ...SOURCES, plugins: await plugins() });
  const packages = apart ?? (await packagesFor([]));
  return { main: store("main", firstLine(basename(packages.file)), sources), packages };
};

/** The bundle of all that Node loads as a module, with a map of its sources. */
exports.buildTraced = async function buildTraced(root, since) {
  const { outputFiles, metafile } = await require("esbuild").build({
    ...SOURCES,
    absWorkingDir: root,
    sourcemap: "inline",
  });
  return keep(root, "main-traced", Buffer.from(outputFiles[0].contents), inputsOf(metafile), since);
};

/** esbuild's failures alone have `errors`. */
function unlessBuilt(error) {
  if (error.errors === undefined) throw error;
}

async function plugins() {
  const { lazyArchiver, withoutTraces } = await import("./lean.mjs");
  return [lazyArchiver, withoutTraces];
}

const ENTRY = "packages";
const inputsOf = ({ inputs }) => [...Object.keys(inputs).filter((path) => path !== ENTRY), ...MAKERS];

/** Packages that lie elsewhere (a link, `paths` of tsconfig.json) could be among the sources as well. */
const onlyPackages = ({ inputs }) =>
  Object.keys(inputs).every((path) => path === ENTRY || /(^|\/)node_modules\//.test(path));

/**
 * The names by which the sources import packages; none if the packages cannot be bundled for themselves: where one of
 * them is imported in another way than all others, or from where a name may mean another package.
 */
function namesOf(root, { inputs, outputs }) {
  const files = Object.keys(inputs);
  const folders = new Set(files.map(dirname));
  const elsewhere = files.some((path) => /^\.\.\/|(^|\/)node_modules\//.test(path));
  const nearer = [...folders].flatMap((folder) => above(folder)).map((folder) => join(root, folder));
  if (elsewhere || nearer.some((folder) => fs.existsSync(join(folder, "node_modules")))) return undefined;
  const imports = Object.values(outputs).flatMap((output) => output.imports);
  const names = new Set(imports.map(({ path }) => path).filter((path) => !isBuiltin(path)));
  const ways = Object.values(inputs).flatMap((input) => input.imports);
  const plain = ways.every(({ path, kind }) => kind === "import-statement" || !names.has(path));
  return plain ? [...names].sort() : undefined;
}

/** A folder below the root and all between. */
const above = (folder) => (folder === "." ? [] : [folder, ...above(dirname(folder))]);

/** How the packages are bundled: resolved as by the `import` of a source, given as to a `require`. */
async function packagesOf(root, names) {
  const given = names.map((name) => {
    const path = tellsApart(root, name) ? `import ${name}` : name;
    return `${JSON.stringify(name)}: require(${JSON.stringify(path)}),\n`;
  });
  const imported = {
    name: "as-imported",
    setup: ({ onResolve, resolve }) =>
      onResolve({ filter: /^import / }, ({ path, importer }) =>
        resolve(path.replace("import ", ""), { kind: "import-statement", importer, resolveDir: root }),
      ),
  };
  return {
    ...COMMON,
    stdin: { contents: `module.exports = {\n${given.join("")}};\n`, sourcefile: ENTRY, resolveDir: root },
    logLevel: "silent",
    plugins: [imported, ...(await plugins())],
  };
}

/** Whether a package may give an `import` another file than a `require`. To ask esbuild takes some ms for each name. */
function tellsApart(root, name) {
  const [folder] = /^(@[^/]+\/)?[^/]+/.exec(name);
  const manifest = readJson(join(root, "node_modules", folder, "package.json"));
  return manifest === undefined || "exports" in manifest;
}
