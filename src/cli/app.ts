import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../process/project";
import { bundleApp } from "./app-bundle";

/** Runs `main.ts`: what `cdktf.json` calls. Types are checked apart, by `npm run check`. */
async function main(): Promise<void> {
  // cdktf-cli passes the context of cdktf.json; without cdktf-cli the app has the same.
  process.env.CDKTF_CONTEXT_JSON ??= JSON.stringify(
    (JSON.parse(readFileSync(join(ROOT, "cdktf.json"), "utf8")) as { context?: object }).context ?? {},
  );
  try {
    createRequire(__filename)(await bundleApp(ROOT));
  } catch (error) {
    process.exitCode = 1;
    if (isBuildFailure(error)) return;
    if (!(error instanceof Error && error.name === "ConfigurationError")) throw error;
    console.error(error.message);
  }
}

/** esbuild has printed the errors with the place in the source. */
const isBuildFailure = (error: unknown): boolean => error instanceof Error && "errors" in error;

void main();
