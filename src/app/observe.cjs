// Runs the app's bundle so that everything that reaches it from outside is noted: what it reads of the disk and of
// the environment, and what it writes. What is not known here to be harmless is a doubt, and a run with a doubt is
// not kept: a new way to the outside costs time until it is told here, and is never overlooked.
const { Buffer } = require("node:buffer");
const fs = require("node:fs");
const { isBuiltin } = require("node:module");
const { resolve } = require("node:path");
const { stampOf } = require("../core/builds/kept.cjs");
const { LOOKS } = require("./recall.cjs");

/** What of Node's modules only computes. */
const PURE = { path: () => true, util: () => true, crypto: (key) => key === "createHash" };
const never = () => false;

/** `assert` asks at its start what colours stderr has: only a failure needs it. */
const ok = (...given) => void (given[0] || require("node:assert").ok(...given));
const assert = new Proxy(ok, { get: (_, key) => (key === "ok" ? ok : require("node:assert")[key]) });

/**
 * @param require the bundle's own
 * @returns what was seen so far, and the `require` that the bundle is to have
 */
exports.observe = function observe(require) {
  const seen = {
    inputs: new Map(),
    folders: new Set(),
    files: new Map(),
    names: new Set(),
    latest: 0,
    doubts: [],
  };
  const doubt = (why) => void seen.doubts.push(why);
  for (const path of Object.keys(require.cache)) look(seen, "file", path);
  watchEnvironment(seen, doubt);
  watchGlobals(doubt);
  const files = filesOf(seen, doubt);
  const observed = (id) => {
    if (/^(node:)?assert$/.test(id)) return assert;
    if (isBuiltin(id)) return watched(id, () => require(id), doubt, /^(node:)?fs$/.test(id) ? files : {});
    doubt(id);
    return require(id);
  };
  const part = (key) => (key !== "main" && doubt(`require.${String(key)}`), require[key]);
  return { seen, require: new Proxy(observed, { get: (_, key) => part(key) }) };
};

/**
 * A module of Node's whose functions and parts raise a doubt when they are used, but those that are known. It is
 * loaded when it is used, too: `child_process`, which cdktf asks for and hardly uses, takes a while.
 */
function watched(id, load, doubt, known) {
  const isPure = PURE[id.replace(/^node:/, "")] ?? never;
  const part = (key) => {
    if (Object.hasOwn(known, key)) return known[key];
    const value = load()[key];
    if (typeof key === "symbol" || isPure(key) || key === "constants") return value;
    if (typeof value === "function") return doubtful(`${id}.${key}`, value, doubt);
    if (typeof value === "object") doubt(`${id}.${key}`);
    return value;
  };
  const self =
    (use) =>
    (_, ...given) => {
      if (!isPure("")) doubt(id);
      return use(load(), ...given);
    };
  return new Proxy(() => undefined, {
    get: (_, key) => part(key),
    has: (_, key) => key in load(),
    ownKeys: () => Reflect.ownKeys(load()).filter((key) => key !== "prototype"),
    getOwnPropertyDescriptor: (_, key) =>
      Object.hasOwn(load(), key) ? { get: () => part(key), enumerable: true, configurable: true } : undefined,
    set: self(Reflect.set),
    apply: self(Reflect.apply),
    construct: self(Reflect.construct),
  });
}

/** A function or class that works as ever, and raises a doubt. */
function doubtful(name, value, doubt) {
  return new Proxy(value, {
    apply: (target, self, given) => (doubt(name), Reflect.apply(target, self, given)),
    construct: (target, given, made) => (doubt(name), Reflect.construct(target, given, made)),
  });
}

/** The functions of `fs` that the app uses. */
function filesOf(seen, doubt) {
  const plain = (path, more) => {
    if (typeof path !== "string" || more.length > 0) doubt("a call of fs with other arguments");
  };
  return {
    existsSync: (path, ...more) => {
      plain(path, more);
      look(seen, "presence", path);
      return fs.existsSync(path);
    },
    lstatSync: (path, options, ...more) => {
      plain(path, more);
      if (options?.bigint) doubt("bigint");
      const stat = fs.lstatSync(path, options);
      note(seen, "entry", path, stampOf(stat), stat);
      return stat;
    },
    statSync: (path, options, ...more) => {
      plain(path, more);
      if (options?.bigint) doubt("bigint");
      look(seen, "file", path);
      return fs.statSync(path, options);
    },
    readFileSync: (path, options, ...more) => {
      plain(path, more);
      // Looked at before it is read: what is written in between is seen by the next run.
      look(seen, "file", path);
      if (!fs.statSync(path, { throwIfNoEntry: false })?.isFile()) doubt(`${String(path)} is no file`);
      return fs.readFileSync(path, options);
    },
    mkdirSync: (path, options, ...more) => {
      plain(path, more);
      if (options?.mode !== undefined) doubt("a mode");
      seen.folders.add(resolve(path));
      return fs.mkdirSync(path, options);
    },
    writeFileSync: (path, contents, ...more) => {
      plain(path, more);
      // As it is, not a copy: nobody changes what is written, and these are megabytes.
      seen.files.set(resolve(path), typeof contents === "string" ? Buffer.from(contents) : contents);
      return fs.writeFileSync(path, contents, ...more);
    },
    renameSync: (from, to, ...more) => {
      plain(to, more);
      const contents = seen.files.get(resolve(from));
      if (contents === undefined) doubt("a file of another was renamed");
      else seen.files.set(resolve(to), contents);
      seen.files.delete(resolve(from));
      return fs.renameSync(from, to);
    },
  };
}

function look(seen, how, path) {
  const stat = how === "file" ? fs.statSync(path, { throwIfNoEntry: false }) : undefined;
  note(seen, how, path, how === "file" ? stampOf(stat) : LOOKS[how](path), stat);
}

/** No Windows path, and without `.`, `..` and empty parts. */
const RESOLVED = /^(\/(?!\.{0,2}(\/|$))[^/]*)+$/;

/** What the run itself has made before is no input. */
function note(seen, how, path, stamp, stat) {
  // Most paths need none, and of thousands it takes as long as the disk.
  const place = RESOLVED.test(path) ? path : resolve(path);
  if (seen.files.has(place) || seen.folders.has(place)) return;
  const key = `${how} ${place}`;
  if (!seen.inputs.has(key)) seen.inputs.set(key, { how, place, stamp });
  if (stat) seen.latest = Math.max(seen.latest, stat.mtimeMs, stat.ctimeMs);
}

/** Which variables the app reads: that it lists their names, all have in common. */
function watchEnvironment(seen, doubt) {
  const real = process.env;
  const read = (name) => {
    if (typeof name === "string") seen.names.add(name);
    return real[name];
  };
  process.env = new Proxy(
    {},
    {
      get: (_, name) => read(name),
      has: (_, name) => (read(name), name in real),
      ownKeys: () => Reflect.ownKeys(real),
      getOwnPropertyDescriptor: (_, name) =>
        name in real ? { get: () => read(name), enumerable: true, configurable: true } : undefined,
      set: (_, name, value) => (doubt("the environment was changed"), Reflect.set(real, name, value)),
      deleteProperty: (_, name) => (doubt("the environment was changed"), Reflect.deleteProperty(real, name)),
      defineProperty: () => false,
    },
  );
}

/** The time, chance, who runs it, and whatever is said: it would not be said again. */
function watchGlobals(doubt) {
  const told = (name) => (target, key) => (key === name && doubt(name), Reflect.get(target, key));
  const RealDate = Date;
  globalThis.Date = new Proxy(RealDate, {
    apply: (target, self, given) => (doubt("Date"), Reflect.apply(target, self, given)),
    construct: (target, given, made) => {
      if (given.length === 0) doubt("Date");
      return Reflect.construct(target, given, made);
    },
    get: told("now"),
  });
  RealDate.prototype.constructor = globalThis.Date;
  Math.random = doubtful("Math.random", Math.random, doubt);
  for (const name of TOLD_BY_PROCESS) tripwire(process, name, doubt);
  for (const name of ["crypto", "performance", "fetch"]) tripwire(globalThis, name, doubt);
  process.on("warning", () => doubt("warning"));
}

const TOLD_BY_PROCESS = [
  ...["stdin", "stdout", "stderr", "hrtime", "uptime", "memoryUsage", "umask", "chdir"],
  ...["getuid", "geteuid", "getgid", "getegid", "getgroups", "ppid", "title"],
  ...["getBuiltinModule", "binding", "dlopen"],
];

/** A property that works as ever, and raises a doubt when somebody asks for it. */
function tripwire(owner, name, doubt) {
  const property = Object.getOwnPropertyDescriptor(owner, name);
  if (!property?.configurable) return;
  const get = () => (doubt(name), property.get ? property.get.call(owner) : property.value);
  Object.defineProperty(owner, name, { get, configurable: true, enumerable: property.enumerable });
}
