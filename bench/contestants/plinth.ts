import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { BUILD, ROOT } from "../measure/folders";
import { type Command, runNode, type Usage } from "../measure/process";

/** A system that `main.ts` deploys, with every setting at its default. */
export interface System {
  readonly name: string;
  /** How many managed resources it has. */
  readonly resources: number;
}

const APP = join(BUILD, "app.cjs");
/** The same as a function: see `inside/compiled.cjs`. */
const IN_FUNCTION = join(BUILD, "app-function.cjs");
const keptOf = (project: string) => join(project, ".build/kept");

/** Where the app writes; made anew for each run. */
export const OUT = join(BUILD, "out");

const output = (environment: Command["environment"] = {}) => {
  rmSync(OUT, { recursive: true, force: true });
  return { CDKTF_OUTDIR: OUT, CDKTF_CONTEXT_JSON: "{}", ...environment };
};

/** Runs a project's app as users run it. */
export const runIn = (project: string, environment: Command["environment"] = {}): Usage =>
  runNode({ args: [join(project, "src/app/run.cjs")], environment: output(environment), cwd: project });

/** The app when nothing has changed since the run before: it writes what that wrote. */
export const runApp = (): Usage => runIn(ROOT);

/** The same when a setting is one that no run had before: it synthesizes. */
export function runOtherSettings(project = ROOT): Usage {
  const suffix = `b${process.pid}-${(runs += 1)}`;
  return runIn(project, { ENVIRONMENT_SUFFIX: suffix });
}
let runs = 0;

/** The same when nothing is kept, as after `npm ci`. */
export function runFirst(): Usage {
  const kept = keptOf(ROOT);
  const aside = `${kept}-aside`;
  rmSync(aside, { recursive: true, force: true });
  if (existsSync(kept)) renameSync(kept, aside);
  try {
    return runApp();
  } finally {
    rmSync(kept, { recursive: true, force: true });
    if (existsSync(aside)) renameSync(aside, kept);
  }
}

/**
 * Runs a project's app until its output is kept: what was made from files that changed within two seconds is not.
 * @throws Error if it is not kept then
 */
export function settle(project = ROOT): void {
  for (let tries = 0; tries < 4; tries++) {
    runIn(project);
    if (readdirSync(keptOf(project)).some((name) => name.includes("-output-"))) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2500);
  }
  throw new Error("the app's output is not kept: what does it read that src/app/observe.cjs does not know?");
}

/** A bundle of all, run by plain Node: the app's own, if no other is given. */
export const runBundle = (environment: Command["environment"] = {}, bundle = APP): Usage =>
  runNode({ args: [bundle], environment: output(environment) });

/** Bundles the app with what measures inside it. */
export async function bundleApp(): Promise<void> {
  const timed: Plugin = {
    name: "timed-guardrails",
    setup: (bundle) => {
      bundle.onResolve({ filter: /\/guardrails$/ }, ({ importer }) =>
        importer === join(ROOT, "src/core/synthesis/synthesizer.ts")
          ? { path: join(ROOT, "bench/inside/timed-guardrails.ts") }
          : undefined,
      );
    },
  };
  await bundleAs(APP, 'import "./bench/inside/multiply";\nimport "./main";\n', [timed]);
  const head = "(function (exports, require, module, __filename, __dirname) {\n";
  writeFileSync(IN_FUNCTION, `${head}${readFileSync(APP, "utf8")}})`);
  for (const name of readdirSync(BUILD)) if (name.startsWith("app-function.cjs-")) rmSync(join(BUILD, name));
}

/** Bundles an entry at the root as `run.cjs` does, but into one file. */
export async function bundleAs(outfile: string, entry: string, more: readonly Plugin[] = []): Promise<void> {
  // Its URL, since it is no part of the type-checked program.
  const { lazyArchiver, withoutTraces } = (await import(join(ROOT, "src/app/lean.mjs"))) as Record<
    "lazyArchiver" | "withoutTraces",
    Plugin
  >;
  await build({
    stdin: { contents: entry, resolveDir: ROOT },
    outfile,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    logLevel: "warning",
    plugins: [lazyArchiver, withoutTraces, ...more],
  });
}

/** The JSON that the app last wrote for its stacks: text by path. */
export function written(): Map<string, string> {
  const stacks = join(OUT, "stacks");
  const paths = readdirSync(stacks, { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith(".json"),
  );
  return new Map(paths.sort().map((path) => [path, readFileSync(join(stacks, path), "utf8")]));
}

/** Every system that `main.ts` deploys. */
export function systems(): System[] {
  mkdirSync(BUILD, { recursive: true });
  runApp();
  return readdirSync(join(OUT, "stacks")).map((name) => {
    const text = readFileSync(join(OUT, "stacks", name, "cdk.tf.json"), "utf8");
    const { resource } = JSON.parse(text) as { resource: Record<string, object> };
    return { name, resources: Object.values(resource).flatMap(Object.keys).length };
  });
}

/** How long a run took, ms: whole, from the first deployment that is added, and in the guardrails. */
export interface Judged {
  readonly wall: number;
  readonly synth: number;
  readonly guardrails: number;
}

/** Runs these systems with what V8 compiled of the bundle in a run before, as users have it. */
export function guardrailsOf(systems: readonly string[]): Judged {
  const report = join(BUILD, "guardrails.json");
  const environment = output({ BENCH_SYSTEMS: systems.join(), BENCH_GUARDRAILS: report });
  const { wall } = runNode({ args: [join(ROOT, "bench/inside/compiled.cjs"), IN_FUNCTION], environment });
  return { wall, ...(JSON.parse(readFileSync(report, "utf8")) as Omit<Judged, "wall">) };
}
