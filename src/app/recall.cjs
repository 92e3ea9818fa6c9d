// What a run wrote is kept, and the next run that could only write the same writes it from there. `observe.cjs`
// notes in a run everything that reaches the app from outside; here it is asked whether all of it is as it was.
const { Buffer } = require("node:buffer");
const fs = require("node:fs");
const { basename, dirname, join } = require("node:path");
const { digest, readJson, readOr, stampOf, tried, writeAside } = require("../core/builds/kept.cjs");

/** How many outputs are kept of one bundle: of as many environments, say. */
const MOST = 8;

/** Code that Node loads before the app and that is not among the modules of `require`. */
const LOADERS = /--(import|(experimental-)?loader)\b/;

/** Variables that Node, V8 and ICU read by themselves. */
const NATIVE = /^(NODE_|LC_|LANG|TZ$|ICU_)/;

const namesOf = (bundle) => `${bundle}-names`;
const outputOf = (bundle, slot) => `${bundle}-output-${slot}`;

/** Whether a run's output can be kept at all: only where everything that Node loaded before the app is known. */
exports.mayRecall = () => !LOADERS.test([...process.execArgv, process.env.NODE_OPTIONS ?? ""].join(" "));

/**
 * Everything that tells one run of a bundle from another, but files: Node, the arguments, the folder, the names of all
 * variables, and the values of those that the app read.
 */
function slotOf(names) {
  const { env, versions, arch, execPath, execArgv, argv } = process;
  const all = Object.keys(env).sort();
  const values = all
    .filter((name) => names.includes(name) || NATIVE.test(name))
    .map((name) => [name, env[name]]);
  return digest(JSON.stringify([versions, arch, execPath, execArgv, argv, process.cwd(), all, values]));
}

/** How something outside is looked at: a file's stamp, a link's own, whether there is one. */
const LOOKS = {
  file: (path) => stampOf(fs.statSync(path, { throwIfNoEntry: false })),
  entry: (path) => stampOf(fs.lstatSync(path, { throwIfNoEntry: false })),
  presence: (path) => String(fs.existsSync(path)),
};
exports.LOOKS = LOOKS;

/**
 * Writes what the same run wrote before, if it is kept.
 * @param bundle the file of the app's code
 * @param since when the run began
 * @returns whether it was: if not, the app must run
 */
exports.recall = function recall(bundle, since) {
  try {
    const names = readJson(namesOf(bundle));
    const output = names && outputOf(bundle, slotOf(names));
    const kept = output && opened(readOr(output));
    if (!kept || digest(looked(kept.inputs)) !== kept.state) return false;
    for (const folder of kept.folders) fs.mkdirSync(folder, { recursive: true });
    for (const [path, from, to] of kept.files) writeAside(path, kept.contents.subarray(from, to));
    tried(() => fs.utimesSync(output, since, since));
    return true;
  } catch {
    // Whatever it is, the app meets it too, and says it better.
    return false;
  }
};

/** @param inputs `[look, path]` of everything that was looked at */
function looked(inputs) {
  return inputs.map(([look, path]) => LOOKS[look](path)).join("\n");
}

/**
 * Keeps the output of a run.
 * @param seen what `observe` noted in it
 */
exports.remember = function remember(bundle, { inputs, folders, files, names }) {
  const known = [...new Set([...(readJson(namesOf(bundle)) ?? []), ...names])].sort();
  const contents = [];
  let end = 0;
  const places = [...files].map(([path, content]) => {
    contents.push(content);
    return [path, end, (end += content.length)];
  });
  const looks = [...inputs.values()];
  const head = {
    inputs: looks.map(({ how, place }) => [how, place]),
    state: digest(looks.map(({ stamp }) => stamp).join("\n")),
    folders: [...folders],
    files: places,
  };
  writeAside(namesOf(bundle), JSON.stringify(known));
  writeAside(outputOf(bundle, slotOf(known)), closed(head, contents));
  forget(bundle);
};

/** One file: the digest of the rest, how long its head is, the head, the contents of all files. */
function closed(head, contents) {
  const text = Buffer.from(JSON.stringify(head));
  const rest = [Buffer.from(`${text.length}\n`), text, ...contents];
  return [Buffer.from(digest(...rest)), ...rest];
}

const DIGEST = digest("").length;

function opened(file) {
  if (file === undefined || file.toString("latin1", 0, DIGEST) !== digest(file.subarray(DIGEST)))
    return undefined;
  const line = file.indexOf("\n");
  const start = line + 1 + Number(file.toString("latin1", DIGEST, line));
  return { ...JSON.parse(file.toString("utf8", line + 1, start)), contents: file.subarray(start) };
}

/** Of too many outputs those go that were not asked for the longest. */
function forget(bundle) {
  const folder = dirname(bundle);
  const outputs = fs.readdirSync(folder).filter((name) => name.startsWith(basename(outputOf(bundle, ""))));
  if (outputs.length <= MOST) return;
  const byAge = outputs
    .map((name) => join(folder, name))
    .map((path) => [path, fs.statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0])
    .sort(([, a], [, b]) => b - a);
  for (const [path] of byAge.slice(MOST)) fs.rmSync(path, { force: true });
}
