import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT, runNode } from "../support/files";

test("what the code says in docs is current, and the pictures show what is synthesized", () => {
  const { code, out, err } = runNode([join(ROOT, "bin/plinth.js"), "docs", "--check"], {});
  expect({ code, out, err }).toEqual({ code: 0, out: "", err: "" });
}, 30_000);

test("the README's table has every system, with as many resources as it has addresses", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const shown = [...readme.matchAll(/^\| \[`([\w-]+)`\].*?\| (\d+) resources /gm)].map(([, system, size]) => [
    system,
    Number(size),
  ]);
  const systems = readdirSync(join(ROOT, "src/systems")).filter((folder) => folder !== "common");
  const sizes = systems.map((system): [string, number] => {
    const addresses = readFileSync(join(ROOT, "src/systems", system, "addresses.txt"), "utf8");
    return [system, addresses.trim().split("\n").length];
  });
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(sizes));
});
