import { join, resolve } from "node:path";

/** The project's folder. */
export const ROOT = resolve(__dirname, "../..");

/** The arguments with which Node runs the app, as `cdktf.json` does, from any folder. */
export const APP: readonly string[] = ["-r", require.resolve("tsx/cjs"), join(ROOT, "src/cli/main.ts")];
