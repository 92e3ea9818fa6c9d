import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, type Plugin } from "esbuild";
import { withoutTokenTraces } from "../../src/cli/app-bundle";
import { APP } from "../../src/process/project";
import { type Report } from "../inside/report";
import { BUILD, ROOT } from "../measure/folders";
import { wallTime } from "../measure/process";

/** A system that `main.ts` deploys, with every setting at its default. */
export interface System {
  readonly name: string;
  /** The number of its managed resources. */
  readonly resources: number;
}

const OUT = join(BUILD, "out");
const MEASURED = join(BUILD, "measured.js");

/** An empty output folder, so that each run writes all files. */
function output(): Record<string, string> {
  rmSync(OUT, { recursive: true, force: true });
  return { CDKTF_OUTDIR: OUT, CDKTF_CONTEXT_JSON: "{}" };
}

/** Runs the app as `npm run synth` does. @returns ms */
export const runApp = (): number => wallTime({ args: APP, environment: output() });

/** Runs `npx cdktf synth`. @returns ms */
export const runCli = (): number =>
  wallTime({ command: "npx", args: ["cdktf", "synth", "--output", join(BUILD, "cli")] });

/** Bundles the app with the code of `inside/report.ts`. */
export async function buildMeasured(): Promise<void> {
  const timedGuardrails: Plugin = {
    name: "timed-guardrails",
    setup: (bundler) => {
      bundler.onResolve({ filter: /\/guardrails$/ }, ({ importer }) =>
        importer === join(ROOT, "src/core/synthesis/synthesizer.ts")
          ? { path: join(ROOT, "bench/inside/report.ts") }
          : undefined,
      );
    },
  };
  await build({
    stdin: { contents: 'import "./bench/inside/report";\nimport "./main";\n', resolveDir: ROOT },
    outfile: MEASURED,
    bundle: true,
    platform: "node",
    target: "node20",
    minifyWhitespace: true,
    plugins: [withoutTokenTraces, timedGuardrails],
    logLevel: "warning",
  });
}

/** Runs the measured bundle. @returns what it reports, and its wall time in ms */
export function runMeasured(environment: Record<string, string> = {}): Report & { readonly wall: number } {
  const report = join(BUILD, "report.json");
  const wall = wallTime({
    args: [MEASURED],
    environment: { ...output(), ...environment, BENCH_REPORT: report },
  });
  return { wall, ...(JSON.parse(readFileSync(report, "utf8")) as Report) };
}

/** All systems that `main.ts` deploys. */
export function systems(): System[] {
  mkdirSync(BUILD, { recursive: true });
  runApp();
  return readdirSync(join(OUT, "stacks")).map((name) => {
    const text = readFileSync(join(OUT, "stacks", name, "cdk.tf.json"), "utf8");
    const { resource } = JSON.parse(text) as { resource: Record<string, object> };
    return { name, resources: Object.values(resource).flatMap(Object.keys).length };
  });
}
