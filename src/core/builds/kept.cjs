// What esbuild made, kept in `.build/kept` for as long as nothing has touched what it was made from. The
// app's own start uses it too, before there is any TypeScript.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");

/** A file that changed less than that before the build (ms) could change again without another time. */
const MARGIN = 2000;

const folderIn = (root) => join(root, ".build/kept");
const recordOf = (root, name) => join(folderIn(root), `${name}.json`);
const contentsOf = (root, name, hash) => join(folderIn(root), `${name}-${hash}`);

exports.fresh = function fresh(root, name) {
  const record = readOr(recordOf(root, name));
  if (record === undefined) return undefined;
  const { paths, state, hash } = JSON.parse(record.toString());
  if (stateOf(root, paths).digest !== state) return undefined;
  const file = contentsOf(root, name, hash);
  const contents = readOr(file);
  return contents && { contents, file };
};

exports.keep = function keep(root, name, contents, inputs, since) {
  const hash = digest(contents);
  const file = contentsOf(root, name, hash);
  writeAside(file, contents);
  const paths = deciding(root, inputs);
  const { digest: state, latest } = stateOf(root, paths);
  const record = recordOf(root, name);
  if (latest < since - MARGIN) writeAside(record, JSON.stringify({ hash, state, paths }));
  else fs.rmSync(record, { force: true });
  for (const other of fs.readdirSync(folderIn(root))) {
    const old = other.startsWith(`${name}-`) && !other.startsWith(`${name}-${hash}`);
    if (old) fs.rmSync(join(folderIn(root), other), { force: true });
  }
  return file;
};

/** Two runs at once must not read each other's half-written file. */
function writeAside(file, contents) {
  fs.mkdirSync(dirname(file), { recursive: true });
  fs.writeFileSync(`${file}.${process.pid}`, contents);
  fs.renameSync(`${file}.${process.pid}`, file);
}
exports.writeAside = writeAside;

/**
 * The inputs, and what decides that an import leads to them: the folders above them, in which a new file
 * could come before one, and the package.json and tsconfig.json there. The root itself is not among
 * the folders: its files come and go, and no import looks for one there.
 */
function deciding(root, inputs) {
  // esbuild may say before a path what it made of it: `(disabled):node_modules/x`.
  const files = inputs.map((path) =>
    relative(root, resolve(root, path.replace(/^(\([\w-]+\)|[\w-]{2,}):/, ""))),
  );
  const folders = new Set(files.flatMap(above));
  const settings = [...folders, "."]
    .flatMap((folder) => [join(folder, "package.json"), join(folder, "tsconfig.json")])
    .filter((path) => fs.existsSync(join(root, path)));
  return [...new Set([...files, ...folders, ...settings])].sort();
}

function above(path) {
  const folder = dirname(path);
  return folder === "." || folder.endsWith("..") ? [] : [folder, ...above(folder)];
}

/** One digest of when everything was last touched: the change time cannot be set back. */
function stateOf(root, paths) {
  let latest = 0;
  const stamps = paths.map((path) => {
    const stat = fs.lstatSync(join(root, path), { throwIfNoEntry: false });
    if (stat === undefined) return "gone";
    latest = Math.max(latest, stat.mtimeMs, stat.ctimeMs);
    return `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
  });
  return { digest: digest([process.env.NODE_PATH ?? "", ...stamps].join("\n")), latest };
}

function digest(data) {
  return createHash("sha256").update(data).digest("hex").slice(0, 32);
}

function readOr(file) {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}
