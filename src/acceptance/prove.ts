import { type Parts, writeRecord } from "../records/proof-record";
import { currentParts } from "./parts";
import { inLocalCloud } from "./in-local-cloud";
import { ROOT } from "../process/project";
import { proveStateBackend } from "./prove-state-backend";
import { proveSystem } from "./prove-system";
import { formatSteps, Recorder, StepFailed } from "./record";
import { analyticsPlatform } from "./specs/analytics-platform";
import { loanProcessing } from "./specs/loan-processing";
import { type LocalCloud } from "../emulator/server";

/** The proofs, by system. */
export const PROOFS: Readonly<Record<string, (cloud: LocalCloud, recorder: Recorder) => Promise<void>>> = {
  "state-backend": proveStateBackend,
  "loan-processing": (cloud, recorder) => proveSystem(cloud, loanProcessing, recorder),
  "analytics-platform": (cloud, recorder) => proveSystem(cloud, analyticsPlatform, recorder),
};

/**
 * Proves a system in a local cloud of its own and prints the result of each step. Only a proof that ran whole writes the
 * record of the system, `docs/proofs/SYSTEM.json`.
 * @returns whether the system is proven
 * @throws Interrupted; LocalCloudError if a tool is missing
 */
export async function prove(system: string): Promise<boolean> {
  const proof = PROOFS[system];
  if (proof === undefined) throw new RangeError(`no proof of ${system}`);
  const before = await currentParts([system]);
  const recorder = new Recorder();
  let failure: string | undefined;
  await inLocalCloud(async (cloud) => {
    try {
      await proof(cloud, recorder);
    } catch (error) {
      if (!(error instanceof StepFailed)) throw error;
      failure = error.message;
    }
  });
  const print = (text: string): void => void process.stdout.write(`\n${text}\n`);
  print(`${system}: ${failure === undefined ? "proven" : "NOT proven"}\n\n${formatSteps(recorder.steps)}`);
  if (failure !== undefined) {
    print(failure);
    return false;
  }
  const after = await currentParts([system]);
  const parts = after.get(system) as Parts;
  if (JSON.stringify(parts) !== JSON.stringify(before.get(system))) {
    print("No record was written: sources changed during the proof.");
    return true;
  }
  const steps = recorder.steps.map(({ step, result, seconds }) => ({ step, result, seconds }));
  writeRecord({ system, at: new Date().toISOString(), parts, steps }, ROOT);
  return true;
}
