import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { unknownName } from "../process/suggestion";
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
    throw new Error(unknownName("proof of", system, Object.keys(PROOFS)));
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
