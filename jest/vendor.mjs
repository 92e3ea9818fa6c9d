// Jest's global set-up. Jest loads each module anew for each test file; cdktf, zod (many small files) and the
// provider's modules (large, with source maps) took nearly half of the CPU time. Here each becomes one small
// file, once. `moduleNameMapper` takes it from there, and the original where there is none.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { build } from "esbuild";
import { lazyArchiver, withoutTraces } from "../src/app/lean.mjs";
import vendor from "./vendor-folder.cjs";

const { folder, root } = vendor;
const require = createRequire(import.meta.url);

/** Where a module's file is in the folder: `provider-aws/vpc` for `@cdktf/provider-aws/lib/vpc`. */
const placeOf = (name) => name.replace(/^@cdktf\/(.+)\/lib\//, "$1/");
const fileOf = (name, below = folder) => join(below, `${placeOf(name)}.js`);

/** Zod's messages in forty languages, half of its code. */
const withoutLocales = {
  name: "without-locales",
  setup: ({ onLoad }) =>
    onLoad({ filter: /zod[/\\]v4[/\\]locales[/\\]index\.cjs$/ }, () => ({ contents: "" })),
};

export default async function prepare() {
  const missing = ["cdktf", "constructs", "zod", ...providerModules()].filter(
    (name) => !existsSync(fileOf(name)),
  );
  if (missing.length === 0) return;
  const aside = `${folder}.${process.pid}`;
  await build({
    entryPoints: Object.fromEntries(missing.map((name) => [placeOf(name), require.resolve(name)])),
    outdir: aside,
    bundle: true,
    external: ["cdktf", "constructs"],
    platform: "node",
    target: "node20",
    format: "cjs",
    minifyWhitespace: true,
    minifySyntax: true,
    logLevel: "warning",
    plugins: [lazyArchiver, withoutTraces, withoutLocales],
  });
  for (const name of missing) {
    mkdirSync(dirname(fileOf(name)), { recursive: true });
    renameSync(fileOf(name, aside), fileOf(name));
  }
  rmSync(aside, { recursive: true });
  removeOthers();
}

/** Folders of what was installed before; another run may be about to fill its own. */
function removeOthers() {
  const parent = dirname(folder);
  for (const name of readdirSync(parent)) {
    if (/^[0-9a-f]{16}$/.test(name) && name !== basename(folder))
      rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** The modules of providers that sources and tests import. */
function providerModules() {
  const names = ["src", "__tests__"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .flatMap(
        (file) =>
          readFileSync(join(root, folder, file), "utf8").match(/@cdktf\/provider-\w+\/lib\/[\w-]+/g) ?? [],
      ),
  );
  return [...new Set(names)];
}
