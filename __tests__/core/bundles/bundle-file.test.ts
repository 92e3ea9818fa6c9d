import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BundleFile } from "../../../src/core/bundles/bundle-file";
import { inTemporaryFolder } from "../../support/synth";

const SOURCES = ["main.ts", "package-lock.json"];

/** Whether a bundle that was built from two sources is fresh after `change`. */
function freshAfter(change: (root: string, started: Date) => void): boolean {
  return inTemporaryFolder((root) => {
    mkdirSync(join(root, "src"));
    for (const source of SOURCES) writeFileSync(join(root, source), "1");
    const file = new BundleFile(root, "app/main.js");
    expect(file.isFresh).toBe(false);
    // Later than the sources by more than the clock's resolution.
    const started = new Date(Date.now() + 1000);
    file.write("bundle", ["main.ts"], started);
    change(root, started);
    return file.isFresh;
  });
}

const later = (root: string, path: string, started: Date): void => {
  const time = new Date(started.getTime() + 1000);
  utimesSync(join(root, path), time, time);
};

test("a bundle is fresh while its sources are older", () => {
  expect(freshAfter(() => undefined)).toBe(true);
});

test.each(SOURCES)("a bundle is built again when %s is newer", (source) => {
  expect(
    freshAfter((root, started) => {
      later(root, source, started);
    }),
  ).toBe(false);
});

test("a bundle is built again when a source is missing", () => {
  expect(
    freshAfter((root) => {
      rmSync(join(root, "main.ts"));
    }),
  ).toBe(false);
});

test("a bundle is built again when a source changes during the build", () => {
  const fresh = inTemporaryFolder((root) => {
    for (const source of SOURCES) writeFileSync(join(root, source), "1");
    const file = new BundleFile(root, "main.js");
    file.write("bundle", ["main.ts"], new Date(Date.now() - 10_000));
    return file.isFresh;
  });
  expect(fresh).toBe(false);
});

test("a bundle is built again when it was removed, or its list of sources", () => {
  for (const name of ["main.js", "main.js.inputs.json"]) {
    const folder = ".build/bundles/app";
    expect(
      freshAfter((root) => {
        renameSync(join(root, folder, name), join(root, "gone"));
      }),
    ).toBe(false);
  }
});
