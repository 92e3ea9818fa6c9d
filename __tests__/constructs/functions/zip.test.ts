import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { zip } from "../../../src/constructs/functions/zip";

const FILES = {
  "index.js": Buffer.from("exports.handler = 1;\n"),
  "lib/ä.txt": Buffer.from("text"),
  empty: Buffer.of(),
};

test("has the same bytes whenever and wherever it is made, in whatever order the files come", () => {
  const reversed = Object.fromEntries(Object.entries(FILES).reverse());
  expect(zip(reversed).equals(zip(FILES))).toBe(true);
  // Noted down once: another value means that every function of every deployment is replaced.
  expect(createHash("sha256").update(zip(FILES)).digest("hex")).toBe(
    "84f8a842a8b73a695198733462dfdc5916a3ce23f270972133c87b2425dd4f90",
  );
});

test("other tools find in it what was put there, undamaged, readable for everybody", () => {
  const folder = mkdtempSync(join(tmpdir(), "plinth-zip-"));
  try {
    const file = join(folder, "a.zip");
    writeFileSync(file, zip(FILES));
    const script = `import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps([[i.filename, archive.read(i).decode(), oct(i.external_attr >> 16), list(i.date_time)]
                  for i in archive.infolist()]))`;
    const listed: unknown = JSON.parse(execFileSync("python3", ["-c", script, file], { encoding: "utf8" }));
    const date = [1980, 1, 1, 0, 0, 0];
    expect(listed).toEqual([
      ["empty", "", "0o100644", date],
      ["index.js", "exports.handler = 1;\n", "0o100644", date],
      ["lib/ä.txt", "text", "0o100644", date],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
