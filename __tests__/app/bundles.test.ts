import { cpSync, readdirSync, rmSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runNode } from "../support/files";
import { ARGS, at, ENVIRONMENT, MAIN, run, write } from "./tiny-app";

/** The project's own packages: `base`, of which there must be one, and some that bring it along. */
const PACKAGES = {
  base: { "index.js": 'exports.Base = class Base {};\nexports.told = "base 1";\n' },
  middle: { "index.js": 'exports.Base = require("base").Base;\n' },
  other: {
    "index.js": 'exports.Base = require("base").Base;\nexports.told = "other";\n',
  },
  modern: {
    "package.json": '{ "exports": { "import": "./index.mjs", "require": "./index.cjs" } }',
    "index.mjs":
      'import { Base } from "base";\nexport { Base };\nexport class Own {}\nexport default "by import";\n',
    "index.cjs": 'exports.Base = require("base").Base;\nexports.default = "by require";\n',
  },
};

/** An app that says in its output what it got of its packages. */
const app = (imports: string, told: string) => {
  write("main.ts", `${imports}\n${MAIN.replace("word,", `word, ${told},`)}`);
};
const ONE = 'import * as base from "base";\nimport * as middle from "middle";';

/** What is kept of the packages: the bundle, and what V8 compiled of it. */
const packages = () =>
  readdirSync(at(".build/kept"))
    .filter((name) => /^packages-\w+(-\w+)?$/.test(name))
    .sort()
    .map((name) => ({ name, ino: statSync(at(join(".build/kept", name))).ino }));

beforeEach(() => {
  rmSync(at("node_modules"));
  for (const [name, files] of Object.entries(PACKAGES))
    for (const [file, text] of Object.entries(files)) write(join("node_modules", name, file), text);
  for (const name of ["esbuild", "@esbuild"])
    symlinkSync(join(ROOT, "node_modules", name), at(join("node_modules", name)));
  app(ONE, "base.told, base.Base === middle.Base");
});

test("after a change of a source the packages are taken as they are kept", () => {
  expect(run().told).toContain("one base 1 true");
  const before = packages();
  expect(before).toHaveLength(2);
  write("word.ts", 'export const word = "two";\n');
  expect(run().told).toContain("two base 1 true");
  expect(packages()).toEqual(before);
});

test("a package that a source begins to import comes in, beside the same others", () => {
  run();
  const before = packages();
  app(`${ONE}\nimport * as other from "other";`, "other.told, other.Base === base.Base");
  expect(run().told).toContain("one other true");
  expect(packages()).toHaveLength(2);
  expect(packages()).not.toEqual(before);
});

test("a change of a package is seen, and what was kept of the one before is gone", () => {
  run();
  write("node_modules/base/index.js", 'exports.Base = 1;\nexports.told = "base 2";\n');
  const { told, pid } = run();
  expect(told).toContain("one base 2 true");
  expect(run().pid).toBe(pid);
  expect(packages()).toHaveLength(2);
  expect(readdirSync(at(".build/kept")).filter((name) => name.includes("-output-"))).toHaveLength(1);
});

test.each<[string, string, () => void]>([
  [
    "main",
    "base 2",
    () => {
      write("node_modules/base/index.js", PACKAGES.base["index.js"].replace("base 1", "base 2"));
    },
  ],
  [
    "packages",
    "other",
    () => {
      app(`${ONE}\nimport * as other from "other";`, "other.told, other.Base === base.Base");
    },
  ],
])(
  "sources and packages that were not made for each other are not run: an earlier %s",
  (name, told, change) => {
    run();
    const folder = at(".build/kept");
    cpSync(folder, at("aside"), { recursive: true });
    change();
    expect(run().told).toContain(`one ${told} true`);
    // As if a run had ended between the two, or another at the same time had gone back.
    for (const file of readdirSync(at("aside")).filter((each) => each.startsWith(name)))
      cpSync(join(at("aside"), file), join(folder, file));
    expect(run().told).toContain(`one ${told} true`);
  },
);

test("a package of ES modules is the one that an import means, and has the same others", () => {
  app(`${ONE}\nimport way, { Base as same } from "modern";`, "way, same === base.Base");
  expect(run().told).toContain("one by import true");
});

test.each<[string, string, () => void]>([
  [
    "by require",
    "by require true",
    () => {
      app(`${ONE}\nconst modern = require("modern");`, "modern.default, modern.Base === base.Base");
    },
  ],
  [
    "by its path, too",
    "by import true",
    () => {
      const path = 'import * as same from "./node_modules/modern/index.mjs";';
      app(`${ONE}\n${path}\nimport * as modern from "modern";`, "modern.default, modern.Own === same.Own");
    },
  ],
  [
    "from a folder that has packages of its own",
    "nearer true",
    () => {
      const nearer = 'exports.told = "nearer";\nexports.Base = require("base").Base;\n';
      write("near/node_modules/other/index.js", nearer);
      write("near/index.ts", 'export * as other from "other";\n');
      app(`${ONE}\nimport { other } from "./near";`, "other.told, other.Base === base.Base");
    },
  ],
  [
    "by a link to a source",
    "linked true",
    () => {
      write("linked/index.ts", 'export class Own {}\nexport const told = "linked";\n');
      symlinkSync(at("linked"), at("node_modules/linked"));
      const path = 'import * as same from "./linked";';
      app(`${ONE}\n${path}\nimport * as linked from "linked";`, "linked.told, linked.Own === same.Own");
    },
  ],
])("a package is the one that is meant, once, when it is imported %s", (_, expected, change) => {
  run();
  change();
  const { told, pid } = run();
  expect(told).toContain(`one ${expected}`);
  expect(run().pid).toBe(pid);
});

test("what a package reads is seen", () => {
  write(
    "node_modules/base/index.js",
    'exports.told = require("fs").readFileSync(process.env.MY_ROOT + "/read", "utf8");',
  );
  write("read", "before");
  const before = run();
  expect(run()).toEqual(before);
  write("read", "after");
  expect(run().told).toContain("one after");
});

test("a package that says something is heard each time", () => {
  write("node_modules/base/index.js", 'console.log("hear me");');
  expect([run().out, run().out]).toEqual(["hear me\n", "hear me\n"]);
});

test("a package that is not there is told with the source that imports it", () => {
  write("word.ts", '\nexport { word } from "absent";\n');
  const { code, err } = runNode(ARGS(), ENVIRONMENT());
  expect(code).toBe(1);
  expect(err).toMatch(/Could not resolve "absent"[^]*word\.ts:2:/);
});
