import { join, resolve } from "node:path";

export const ROOT = resolve(__dirname, "../..");
/** Everything that the bench makes of Plinth, below the root's package.json as the app's own bundle is. */
export const BUILD = join(ROOT, ".build/bench");
/** The AWS CDK's app, below the package.json that has its packages. */
export const CDK = join(ROOT, "bench/.build");
