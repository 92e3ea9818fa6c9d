import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlinthApp } from "../../src/core/app";
import { type SystemStack } from "../../src/core/system-stack";
import { MINISTACK } from "../../src/emulator/kinds";
import { type LocalCloud, startLocalCloud } from "../../src/emulator/server";
import { TerraformSession } from "../../src/terraform/session";
import { systemOf } from "./synth";

/** A small stack that Terraform has applied to an emulated AWS in which functions run. */
export interface FunctionCloud {
  readonly cloud: LocalCloud;
  readonly session: TerraformSession;
  /** The stack's outputs. */
  readonly outputs: Readonly<Record<string, unknown>>;
  /** How clients of the AWS SDK find it. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  stop(): Promise<void>;
}

/** Synthesizes what `build` makes, starts the emulator, and applies the one to the other. */
export async function applyToFunctionCloud(build: (stack: SystemStack) => void): Promise<FunctionCloud> {
  const folder = mkdtempSync(join(tmpdir(), "plinth-functions-"));
  let started: LocalCloud | undefined;
  const stop = async () => {
    await started?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const environment = {
      ENVIRONMENT_SUFFIX: "test",
      TERRAFORM_STATE_BACKEND: "local",
      TERRAFORM_STATE_FOLDER: folder,
    };
    const app = new PlinthApp({ environment, outdir: folder });
    app.add(systemOf(build), "test");
    app.synth();
    const cloud = (started = await startLocalCloud({ kind: MINISTACK, quiet: true }));
    const session = await TerraformSession.open({
      stackFolder: join(folder, "stacks", "test"),
      cloud,
      variables: { environment_suffix: "test" },
    });
    await session.init();
    await session.apply();
    const outputs = await session.output();
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    return {
      cloud,
      session,
      outputs,
      stop,
      client: { endpoint: cloud.endpoint, region: "us-east-1", credentials },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
