import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../process/project";
import { bundleApp } from "./app-bundle";
import { EXIT } from "./exit-codes";

/**
 * Runs `main.ts` in this process. Types are checked apart, by `npm run check`.
 * @returns the exit code
 */
export async function runApp(): Promise<number> {
  // cdktf-cli passes the context of cdktf.json; without cdktf-cli the app has the same.
  process.env.CDKTF_CONTEXT_JSON ??= JSON.stringify(
    (JSON.parse(readFileSync(join(ROOT, "cdktf.json"), "utf8")) as { context?: object }).context ?? {},
  );
  try {
    createRequire(__filename)(await bundleApp(ROOT));
    return EXIT.done;
  } catch (error) {
    // esbuild has printed its errors, with the place in the source.
    if (error instanceof Error && "errors" in error) return EXIT.refused;
    if (!(error instanceof Error && error.name === "ConfigurationError")) throw error;
    console.error(error.message);
    return EXIT.refused;
  }
}
