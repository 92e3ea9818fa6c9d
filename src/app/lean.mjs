// What cdktf does and nobody here needs, left out of bundles. Where cdktf's files have moved, only time is lost.
import { createRequire } from "node:module";

/**
 * cdktf notes the stack trace of every token, a quarter of the whole time.
 * @type {import("esbuild").Plugin}
 */
export const withoutTraces = {
  name: "without-token-stack-traces",
  setup: ({ onLoad }) =>
    onLoad({ filter: /cdktf[/\\]lib[/\\]tokens[/\\]private[/\\]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    })),
};

/**
 * cdktf loads archiver, more code than its own, to zip a folder (TerraformAsset): here, when it does.
 * @type {import("esbuild").Plugin}
 */
export const lazyArchiver = {
  name: "lazy-archiver",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: /archiver/ }, ({ path, importer, namespace }) => {
      if (namespace === "lazy-archiver") return { path, external: true };
      if (path !== "archiver" || !/[/\\]cdktf[/\\]lib[/\\]/.test(importer)) return undefined;
      return { path: createRequire(importer).resolve(path), namespace: "lazy-archiver" };
    });
    onLoad({ filter: /.*/, namespace: "lazy-archiver" }, ({ path }) => ({
      contents: `module.exports = (...given) => require(${JSON.stringify(path)})(...given);`,
    }));
  },
};
