import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inLocalCloud } from "./in-local-cloud";
import { ROOT } from "../process/project";
import { proveStateBackend } from "./prove-state-backend";
import { proveSystem } from "./prove-system";
import { formatSteps, Recorder, StepFailed } from "./record";
import { analyticsPlatform } from "./specs/analytics-platform";
import { loanProcessing } from "./specs/loan-processing";
import { type LocalCloud } from "../emulator/server";

/** What can be proven, and how. */
export const PROOFS: Readonly<Record<string, (cloud: LocalCloud, recorder: Recorder) => Promise<void>>> = {
  "state-backend": proveStateBackend,
  "loan-processing": (cloud, recorder) => proveSystem(cloud, loanProcessing, recorder),
  "analytics-platform": (cloud, recorder) => proveSystem(cloud, analyticsPlatform, recorder),
};

/**
 * Proves a system in a local cloud of its own, prints what came of each step, and writes
 * `.build/proof/<system>.json`.
 * @returns whether every step went well
 */
export async function prove(system: string): Promise<boolean> {
  const work = PROOFS[system];
  if (work === undefined) {
    throw new Error(`There is no proof of "${system}". There is one of ${Object.keys(PROOFS).join(", ")}.`);
  }
  const recorder = new Recorder();
  let failure: string | undefined;
  await inLocalCloud(async (cloud) => {
    try {
      await work(cloud, recorder);
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      failure = error.message;
    }
  });
  const ok = failure === undefined;
  process.stdout.write(`\n${system}: ${ok ? "proven" : "NOT proven"}\n\n${formatSteps(recorder.steps)}\n`);
  if (failure !== undefined) process.stdout.write(`\n${failure}\n`);
  const folder = join(ROOT, ".build/proof");
  await mkdir(folder, { recursive: true });
  const record = { system, ok, at: new Date().toISOString(), steps: recorder.steps };
  await writeFile(join(folder, `${system}.json`), `${JSON.stringify(record, null, 2)}\n`);
  return ok;
}

async function main(systems: readonly string[]): Promise<number> {
  if (systems.length === 0) {
    process.stderr.write(
      `usage: npm run prove -- SYSTEM...\n  SYSTEM is one of ${Object.keys(PROOFS).join(", ")}\n`,
    );
    return 2;
  }
  const unknown = systems.filter((system) => !(system in PROOFS));
  if (unknown.length > 0) {
    process.stderr.write(
      `There is no proof of ${unknown.join(", ")}; there is one of ${Object.keys(PROOFS).join(", ")}.\n`,
    );
    return 2;
  }
  let failed = 0;
  for (const system of systems) failed += (await prove(system)) ? 0 : 1;
  return failed === 0 ? 0 : 1;
}

if (require.main === module) {
  main(process.argv.slice(2)).then(
    (code) => {
      process.exitCode = code;
    },
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    },
  );
}
