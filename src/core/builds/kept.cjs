// What esbuild made, kept in `.build/kept` for as long as nothing has touched what it was made from. The
// app's own start uses it too, before there is any TypeScript.
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { dirname, join, relative, resolve } = require("node:path");

/** A file that changed less than that before the build (ms) could change again without another time. */
const MARGIN = 2000;
exports.MARGIN = MARGIN;

const folderIn = (root) => join(root, ".build/kept");
const recordOf = (root, name) => join(folderIn(root), `${name}.json`);
const contentsOf = (root, name, hash) => join(folderIn(root), `${name}-${hash}`);

/** Where what was kept under a name lies, if nothing that it was made from has changed since. */
function freshFile(root, name, seen) {
  const { paths, state, hash, size } = readJson(recordOf(root, name)) ?? {};
  if (paths === undefined || stateOf(root, paths, seen).digest !== state) return undefined;
  const file = contentsOf(root, name, hash);
  return fs.statSync(file, { throwIfNoEntry: false })?.size === size ? file : undefined;
}
exports.freshFile = freshFile;

exports.fresh = function fresh(root, name, seen) {
  const file = freshFile(root, name, seen);
  const contents = file && readOr(file);
  return contents && { contents, file };
};

exports.keep = function keep(root, name, contents, inputs, since) {
  const hash = digest(contents);
  const file = contentsOf(root, name, hash);
  tried(() => {
    writeAside(file, contents);
    const paths = deciding(root, inputs);
    const { digest: state, latest } = stateOf(root, paths);
    const record = recordOf(root, name);
    const size = contents.length;
    if (latest < since - MARGIN) writeAside(record, JSON.stringify({ hash, size, state, paths }));
    else fs.rmSync(record, { force: true });
    for (const other of fs.readdirSync(folderIn(root))) {
      const old = other.startsWith(`${name}-`) && !other.startsWith(`${name}-${hash}`);
      if (old) fs.rmSync(join(folderIn(root), other), { force: true });
    }
  });
  return file;
};

/** Keeping only saves time: where it cannot (a folder that nobody may write), all is made anew each time. */
function tried(keeping) {
  try {
    keeping();
  } catch (error) {
    if (error.code === undefined) throw error;
  }
}
exports.tried = tried;

/**
 * Two runs at once must not read each other's half-written file.
 * @param contents or a list of its parts
 */
function writeAside(file, contents) {
  fs.mkdirSync(dirname(file), { recursive: true });
  const aside = `${file}.${process.pid}`;
  if (Array.isArray(contents)) writeParts(aside, contents);
  else fs.writeFileSync(aside, contents);
  fs.renameSync(aside, file);
}

function writeParts(file, parts) {
  const descriptor = fs.openSync(file, "w");
  try {
    // A part may be written in several goes, as `writeFileSync` knows.
    for (const part of parts) fs.writeFileSync(descriptor, part);
  } finally {
    fs.closeSync(descriptor);
  }
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

/**
 * One digest of when everything was last touched.
 * @param seen stamps by path that are taken as they are: what is not there is looked at, and put there
 */
function stateOf(root, paths, seen = new Map()) {
  let latest = 0;
  const stamps = paths.map((path) => {
    // Not by `join`, which of a thousand paths takes as long as the disk.
    const place = `${root}/${path}`;
    const held = seen.get(place);
    if (held !== undefined) return held;
    const stat = fs.lstatSync(place, { throwIfNoEntry: false });
    if (stat !== undefined) latest = Math.max(latest, stat.mtimeMs, stat.ctimeMs);
    const stamp = stampOf(stat);
    seen.set(place, stamp);
    return stamp;
  });
  return { digest: digest([process.env.NODE_PATH ?? "", ...stamps].join("\n")), latest };
}

/** What nobody can change a file without: the change time cannot be set back. */
function stampOf(stat) {
  return stat === undefined ? "gone" : `${stat.ino} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}`;
}
exports.stampOf = stampOf;

function digest(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, 32);
}
exports.digest = digest;

function readOr(file) {
  try {
    return fs.readFileSync(file);
  } catch (error) {
    if (error.code === "ENOENT" || error.code === "ENOTDIR") return undefined;
    throw error;
  }
}
exports.readOr = readOr;

/** What a file of JSON holds: nothing if it is not there, or not whole. */
function readJson(file) {
  const text = readOr(file);
  try {
    return text && JSON.parse(text.toString());
  } catch {
    return undefined;
  }
}
exports.readJson = readJson;
