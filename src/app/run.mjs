// Bundles main.ts and runs it, in one process: four times as fast as ts-node, and types are checked apart.
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { withoutTraces } from "./without-traces.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const outdir = join(root, ".build");

const result = await build({
  entryPoints: [join(root, "main.ts")],
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  sourcemap: "inline",
  // It bundles the functions at synth, and cannot be bundled itself.
  external: ["esbuild"],
  write: false,
  logLevel: "warning",
  // PLINTH_TRACE=1 keeps the traces.
  plugins: process.env.PLINTH_TRACE === "1" ? [] : [withoutTraces],
});
const { contents } = result.outputFiles[0];
const name = `main-${createHash("sha256").update(contents).digest("hex").slice(0, 16)}.cjs`;
mkdirSync(outdir, { recursive: true });
// Two runs at once must not read each other's half-written bundle.
writeFileSync(join(outdir, `${name}.${process.pid}`), contents);
renameSync(join(outdir, `${name}.${process.pid}`), join(outdir, name));

// cdktf-cli gives the context of cdktf.json to the app; without it the app has the same.
process.env.CDKTF_CONTEXT_JSON ??= JSON.stringify(
  JSON.parse(readFileSync(join(root, "cdktf.json"), "utf8")).context ?? {},
);
try {
  createRequire(import.meta.url)(join(outdir, name));
} catch (error) {
  if (error?.name !== "ConfigurationError") throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  for (const old of readdirSync(outdir)) {
    if (/^main-[0-9a-f]{16}\.cjs$/.test(old) && old !== name) rmSync(join(outdir, old), { force: true });
  }
}
