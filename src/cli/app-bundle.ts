import type * as Esbuild from "esbuild";
import { BundleFile } from "../core/bundles/bundle-file";

/** cdktf records a stack trace for each token: a quarter of a synthesis. No public option turns it off. */
export const withoutTokenTraces: Esbuild.Plugin = {
  name: "without-token-traces",
  setup: (bundler) => {
    bundler.onLoad({ filter: /cdktf[/\\]lib[/\\]tokens[/\\]private[/\\]stack-trace\.js$/ }, () => ({
      contents: "exports.captureStackTrace = () => [];",
    }));
  },
};

/**
 * Bundles `main.ts` with all its packages into one file, unless the bundle is newer than all sources.
 * @param root the project's folder
 * @returns the path of the bundle
 * @throws Error if esbuild refuses a source; esbuild has then printed the reason
 */
export async function bundleApp(root: string): Promise<string> {
  const file = new BundleFile(root, "app/main.js");
  if (file.isFresh) return file.path;
  const started = new Date();
  const { build } = await import("esbuild");
  const { outputFiles, metafile } = await build({
    entryPoints: ["main.ts"],
    absWorkingDir: root,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    plugins: [withoutTokenTraces],
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "warning",
    write: false,
    metafile: true,
  });
  const [bundle] = outputFiles as [Esbuild.OutputFile];
  file.write(bundle.contents, [...Object.keys(metafile.inputs), "src/cli/app-bundle.ts"], started);
  return file.path;
}
