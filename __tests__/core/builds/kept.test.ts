import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fresh, keep, writeAside } from "../../../src/core/builds/kept.cjs";

let root: string;
const INPUTS = ["src/a/one.ts", "src/two.ts"];
/** Long after the inputs were written. */
const later = () => Date.now() + 60_000;

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

const kept = () => fresh(root, "made")?.contents.toString();

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "plinth-kept-"));
  for (const path of [...INPUTS, "src/package.json"]) write(path, "before");
  utimesSync(join(root, "src/two.ts"), 1, 1);
  keep(root, "made", Buffer.from("the bundle"), INPUTS, later());
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

test("is given again while nothing has changed", () => {
  expect(kept()).toBe("the bundle");
});

test("is not given under another name", () => {
  expect(fresh(root, "other")).toBeUndefined();
});

test.each<[string, () => void]>([
  [
    "an input has other contents",
    () => {
      write("src/two.ts", "after, longer");
    },
  ],
  [
    "an input was removed",
    () => {
      rmSync(join(root, "src/two.ts"));
    },
  ],
  [
    "a new file could come before an input",
    () => {
      write("src/a/one.tsx", "");
    },
  ],
  [
    "a new folder could come before an input",
    () => {
      write("src/a/node_modules/x/index.js", "");
    },
  ],
  [
    "a package.json above an input changed",
    () => {
      write("src/package.json", "after");
    },
  ],
  [
    "the contents were lost",
    () => {
      rmSync(join(root, ".build/kept"), { recursive: true });
    },
  ],
])("is not given when %s", (_, change) => {
  change();
  expect(kept()).toBeUndefined();
});

test("is not given when an input changed to the same size and its time was set back", () => {
  write("src/two.ts", "beford");
  utimesSync(join(root, "src/two.ts"), 1, 1);
  expect(kept()).toBeUndefined();
});

test("is not given when NODE_PATH is another", () => {
  const before = process.env.NODE_PATH;
  process.env.NODE_PATH = "/elsewhere";
  try {
    expect(kept()).toBeUndefined();
  } finally {
    if (before === undefined) delete process.env.NODE_PATH;
    else process.env.NODE_PATH = before;
  }
});

test("is not kept when an input changed while it was made, or just before", () => {
  const file = keep(root, "made", Buffer.from("of half the change"), INPUTS, Date.now());
  expect(statSync(file).size).toBe("of half the change".length);
  expect(kept()).toBeUndefined();
});

test("takes what an earlier call of the process saw of a file for what it is", () => {
  const seen = new Map<string, string>();
  expect(fresh(root, "made", seen)).toBeDefined();
  write("src/two.ts", "after");
  expect(fresh(root, "made", seen)).toBeDefined();
  expect(fresh(root, "made", new Map())).toBeUndefined();
});

test("writes parts as one file, and leaves nothing beside it", () => {
  writeAside(join(root, "parts/whole"), ["one ", Buffer.from("two "), "three"]);
  expect(readFileSync(join(root, "parts/whole"), "utf8")).toBe("one two three");
  expect(readdirSync(join(root, "parts"))).toEqual(["whole"]);
});
