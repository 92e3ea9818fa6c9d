import { kept, MAIN, run, write } from "./tiny-app";

test.each([
  ["the time", "Date.now();"],
  ["the time of day", "Reflect.set(globalThis, 'now', new Date());"],
  ["chance", "Math.random();"],
  ["other chance", 'import { randomUUID } from "node:crypto";\nrandomUUID();'],
  ["what its user is to read", 'console.log("read me");'],
  ["another program", 'import { execSync } from "node:child_process";\nexecSync("true");'],
  ["the machine", 'import { cpus } from "node:os";\ncpus();'],
  ["a folder's contents", 'import { readdirSync } from "node:fs";\nreaddirSync(".");'],
  ["the disk by promises", 'import { promises } from "node:fs";\nvoid promises.stat(".");'],
  ["a module from elsewhere", 'import { createRequire } from "node:module";\ncreateRequire(__filename);'],
  ["the paths of modules", 'Reflect.get(require, "cache");'],
  ["a warning of Node's", 'process.emitWarning("read me");'],
  ["a variable that it sets", 'process.env.MY_WORD = "set";'],
  ["a device", 'import { readFileSync as read } from "node:fs";\nread("/dev/null");'],
])("it runs each time when it is not told by files and variables alone: %s", (_, code) => {
  write("main.ts", `${MAIN}\n${code}\n`);
  const first = run([], { NODE_NO_WARNINGS: "1" });
  expect(run([], { NODE_NO_WARNINGS: "1" })).toEqual({ ...first, pid: expect.any(Number) as number });
  expect(run([], { NODE_NO_WARNINGS: "1" }).pid).not.toBe(first.pid);
  expect(kept()).toEqual([]);
});

test("dates that are given are no doubt", () => {
  write(
    "main.ts",
    `${MAIN}\nif (!(new Date(0) instanceof Date) || new Date(0).constructor !== Date) throw 1;`,
  );
  expect(run().pid).toBe(run().pid);
});
