import { spawn } from "node:child_process";
import { readdirSync, readFileSync, rmSync, truncateSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runNode } from "../support/files";
import { ARGS, at, ENVIRONMENT, kept, LATER, MAIN, run, write } from "./tiny-app";

test("a run in which nothing has changed writes what the one before wrote", () => {
  const first = run();
  expect(run()).toEqual(first);
  expect(run([], { UNREAD: "two" })).toEqual(first);
});

test.each<[string, (() => void) | undefined, Parameters<typeof run>]>([
  [
    "a source",
    () => {
      write("word.ts", 'export const word = "two";\n');
    },
    [],
  ],
  ["a variable that it reads", undefined, [[], { MY_WORD: "another" }]],
  ["a variable that it reads is empty", undefined, [[], { MY_WORD: "" }]],
  ["there is another variable", undefined, [[], { MY_OTHER: "1" }]],
  ["an argument", undefined, [["x"]]],
  ["the folder", undefined, [[], {}, tmpdir()]],
  [
    "the context of cdktf.json",
    () => {
      write("cdktf.json", '{ "context": { "a": 1 } }');
    },
    [],
  ],
  [
    "there is a file that was not",
    () => {
      write("flag", "");
    },
    [],
  ],
  [
    "a file that it asked about",
    () => {
      write("listed", "longer");
    },
    [],
  ],
  [
    "a file that it read, to the same size and the same time",
    () => {
      write("settings.json", "{ 2 }");
      utimesSync(at("settings.json"), 1, 1);
    },
    [],
  ],
])("it runs when another is: %s", (_, change, given) => {
  utimesSync(at("settings.json"), 1, 1);
  const before = run();
  expect(run().pid).toBe(before.pid);
  change?.();
  const after = run(...given);
  expect(after.pid).not.toBe(before.pid);
  expect(after.told).not.toBe(before.told);
});

test.each<[string, () => void, Record<string, string>]>([
  ["how Node is run", () => undefined, { NODE_OPTIONS: "--max-old-space-size=300" }],
  [
    "what Node loads before",
    () => {
      write("later.cjs", `${LATER}// changed\n`);
    },
    {},
  ],
  ["the time zone", () => undefined, { TZ: "Asia/Tokyo" }],
])("it runs when another is: %s", (_, change, environment) => {
  // All of these are there both times: names count, too.
  const plain = { NODE_OPTIONS: "--max-old-space-size=200", TZ: "UTC" };
  const before = run([], plain);
  expect(run([], plain).pid).toBe(before.pid);
  change();
  expect(run([], { ...plain, ...environment }).pid).not.toBe(before.pid);
});

test("a run that failed is not kept", () => {
  write("main.ts", `${MAIN}\nprocess.exitCode = 3;`);
  expect(runNode(ARGS(), ENVIRONMENT()).code).toBe(3);
  expect(runNode(ARGS(), ENVIRONMENT()).code).toBe(3);
  expect(kept()).toEqual([]);
});

test("what changed a moment ago is not trusted", () => {
  write("later.cjs", "");
  utimesSync(at("later.cjs"), 1, 1);
  expect(run().pid).not.toBe(run().pid);
});

test.each<[string, (file: string) => void]>([
  [
    "cut off",
    (file) => {
      truncateSync(file, 40);
    },
  ],
  [
    "empty",
    (file) => {
      truncateSync(file);
    },
  ],
  [
    "changed",
    (file) => {
      writeFileSync(file, readFileSync(file, "latin1").replace("a word", "a lord"), "latin1");
    },
  ],
  [
    "lost",
    (file) => {
      rmSync(file);
    },
  ],
])("what was kept is made anew when it is %s", (_, damage) => {
  const first = run();
  for (const name of readdirSync(at(".build/kept"))) damage(at(join(".build/kept", name)));
  const second = run();
  expect(second.told).toBe(first.told);
  expect(second.pid).not.toBe(first.pid);
  expect(run().pid).toBe(second.pid);
});

test("outputs of several settings are kept: of ever more those that were asked for last", () => {
  const often = run([], { MY_WORD: "often" }).pid;
  const pids = Array.from({ length: 10 }, (_, each) => {
    expect(run([], { MY_WORD: "often" }).pid).toBe(often);
    return run([], { MY_WORD: String(each) }).pid;
  });
  expect(kept()).toHaveLength(8);
  expect(run([], { MY_WORD: "9" }).pid).toBe(pids[9]);
  expect(run([], { MY_WORD: "0" }).pid).not.toBe(pids[0]);
});

test("runs at once do not disturb each other", async () => {
  const words = Array.from({ length: 6 }, (_, each) => `word ${each % 2}`);
  const codes = await Promise.all(
    words.map(
      (word) =>
        new Promise((done) => {
          spawn(process.execPath, ARGS(), { env: { ...ENVIRONMENT(), MY_WORD: word } }).on("close", done);
        }),
    ),
  );
  expect(codes).toEqual(words.map(() => 0));
  for (const word of words) {
    const { told, pid } = run([], { MY_WORD: word });
    expect(told).toContain(word);
    expect(run([], { MY_WORD: word }).pid).toBe(pid);
  }
});

test("where nothing can be kept it runs each time", () => {
  writeFileSync(at(".build"), "a file, where a folder should be");
  const first = run();
  expect(run()).toEqual({ ...first, pid: expect.any(Number) as number });
});
