import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { APP, ROOT } from "../process/project";
import { type CommandRunner } from "../process/command";

/** The facts that the proofs and the demo deploy with: everything else has its default. */
export interface Facts {
  /** Ends every name. */
  readonly suffix: string;
  /** Where the synthesized stacks go; the local state of `state-backend` goes beside it. */
  readonly outdir: string;
  /** Settings by deployment id. */
  readonly settings: Readonly<Record<string, object>>;
  /** Where `state-backend` keeps its own state. @default local */
  readonly bootstrap?: "local" | "s3";
  /** Where the systems' states lie. @default s3 */
  readonly stateBackend?: "local" | "s3";
  /** @default each system's own */
  readonly region?: string;
}

/** Beside the synthesized stacks: cdktf-cli passes no other context on than that of `cdktf.json`. */
function settingsFile({ outdir, settings }: Facts): string {
  const file = `${outdir}.settings.json`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

/** The environment variables that say `facts` to the app. */
export function environmentOf(facts: Facts): NodeJS.ProcessEnv {
  return {
    ENVIRONMENT_SUFFIX: facts.suffix,
    CDKTF_OUTDIR: facts.outdir,
    DEPLOY_SETTINGS: settingsFile(facts),
    TERRAFORM_STATE_BOOTSTRAP: facts.bootstrap ?? "local",
    // Whatever the caller's shell has for a real account does not reach in here.
    AWS_ACCOUNT_ID: "",
    DEPLOY_REGION: facts.region ?? "",
    TERRAFORM_STATE_BACKEND: facts.stateBackend ?? "s3",
    TERRAFORM_STATE_BUCKET: "",
    TERRAFORM_STATE_FOLDER: "",
    TERRAFORM_STATE_KMS_KEY: "",
    TERRAFORM_STATE_LOCKFILE: "",
    TERRAFORM_STATE_LOCK_TABLE: "",
    TERRAFORM_STATE_REGION: "",
  };
}

/** The names by default of what `state-backend` makes. */
export function stateOf(system: string, { suffix }: Pick<Facts, "suffix">) {
  return {
    bucket: `bucket-tfstate-${suffix}`,
    lockTable: `table-tfstate-${suffix}`,
    key: `${system}/${suffix}/terraform.tfstate`,
  };
}

/**
 * Runs the app.
 * @throws Error with what the app said, if it refuses
 */
export async function synthesize(cloud: Pick<CommandRunner, "run">, facts: Facts): Promise<void> {
  const said: string[] = [];
  const { code } = await cloud.run(process.execPath, APP, {
    cwd: ROOT,
    env: environmentOf(facts),
    onLine: (line) => said.push(line),
  });
  if (code !== 0) throw new Error(`The app did not synthesize:\n${said.join("\n")}`);
}

/** The folder of a synthesized stack. */
export function stackFolder({ outdir }: Pick<Facts, "outdir">, system: string): string {
  return join(outdir, "stacks", system);
}
