import { join } from "node:path";
import { PlinthApp } from "../../src/core/app";
import { type LocalCloud } from "../../src/emulator/server";
import { environmentOf, type Facts, stackFolder } from "../../src/acceptance/deployment";
import { TerraformSession } from "../../src/terraform/session";
import { LoanProcessing } from "../../src/systems/loan-processing/loan-processing";
import { StateBackend } from "../../src/systems/state-backend/state-backend";

export const SYSTEM = "loan-processing";

/** A deployment of loan-processing: two of one suffix have one state. */
export interface DeploymentOptions {
  readonly cloud: LocalCloud;
  readonly suffix: string;
  /** Where it is synthesized to: a folder for it alone. */
  readonly folder: string;
  /** @default loan-processing as it is */
  readonly System?: typeof LoanProcessing;
  readonly settings?: object;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Where its state lies: `local` for one that is only planned. @default s3 */
  readonly stateBackend?: Facts["stateBackend"];
}

/** Synthesizes loan-processing by the code path of `main.ts`. */
export async function open(options: DeploymentOptions): Promise<TerraformSession> {
  const facts = synthesize(options);
  const { cloud, variables } = options;
  const session = await TerraformSession.open({ cloud, variables, stackFolder: stackFolder(facts, SYSTEM) });
  await session.init();
  return session;
}

/** Makes what a suffix's state lies in, then opens the system. */
export async function openFirst(options: DeploymentOptions): Promise<TerraformSession> {
  const folder = stackFolder(synthesize(options), "state-backend");
  const session = await TerraformSession.open({ cloud: options.cloud, stackFolder: folder });
  await session.init();
  await session.apply();
  return open(options);
}

function synthesize(options: DeploymentOptions): Facts {
  const { suffix, folder, settings = {}, System = LoanProcessing, stateBackend = "s3" } = options;
  const outdir = join(folder, "cdktf.out");
  const facts = {
    suffix,
    outdir,
    settings: { "state-backend": { destroyable: true }, [SYSTEM]: settings },
    stateBackend,
  };
  const app = new PlinthApp({ environment: environmentOf(facts), outdir });
  app.add(StateBackend, "state-backend");
  app.add(System, SYSTEM);
  app.synth();
  return facts;
}
