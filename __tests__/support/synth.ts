import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type App } from "cdktf";
import { z } from "zod";
import { PlinthApp, type SystemClass } from "../../src/core/app";
import { ConfigurationError, type Problem } from "../../src/core/errors";
import { type Deployment } from "../../src/core/settings/deployment";
import { type JsonObject } from "../../src/core/synthesis/json";
import { renderTerraform } from "../../src/core/synthesis/render";
import { SystemStack } from "../../src/core/system-stack";
import { Terraform } from "./terraform";

export interface SynthOptions {
  /** The environment that the deployment is read from. @default empty: every default */
  readonly environment?: Record<string, string>;
  readonly settings?: object;
}

/** A folder for `use`, gone afterwards. */
export function inTemporaryFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "plinth-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * The Terraform of one deployment, as `main.ts` would add it.
 * @throws ConfigurationError with what is wrong with environment, settings and constructs
 */
export function synthesize<Settings>(
  System: SystemClass<Settings>,
  id: string,
  { environment = {}, settings = {} }: SynthOptions = {},
): Terraform {
  return inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment, outdir });
    let built: SystemStack | undefined;
    // The app keeps what it builds, and finds a half-built stack in its tree too.
    const Watched = new Proxy(System, {
      construct: (Target, args: ConstructorParameters<SystemClass<Settings>>) =>
        (built = new Target(...args)),
    });
    app.add(Watched, id, settings);
    if (built === undefined) {
      app.synth();
      throw new Error(`${id} was not built, and nothing was wrong`);
    }
    const stack: SystemStack = built;
    stack.prepareStack();
    return new Terraform(JSON.parse(renderTerraform(stack.toTerraform())) as JsonObject);
  });
}

/** A system of what `build` makes in its stack, `destroyable` by default. */
export function systemOf(build: (stack: SystemStack) => void, destroyable = true): SystemClass<object> {
  return class extends SystemStack {
    static readonly settings = z.strictObject({});
    constructor(scope: App, id: string, { deployment }: { deployment: Deployment }) {
      super(scope, id, { deployment, region: "us-east-1", destroyable });
      build(this);
    }
  };
}

/** The Terraform of a stack named `test` with what `build` makes in it. */
export function stackOf(
  build: (stack: SystemStack) => void,
  { destroyable = true, ...options }: SynthOptions & { readonly destroyable?: boolean } = {},
): Terraform {
  return synthesize(systemOf(build, destroyable), "test", options);
}

/** The problems that `act` ends with; it must end with a ConfigurationError. */
export function problemsOf(act: () => unknown): readonly Problem[] {
  try {
    act();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems;
    throw error;
  }
  throw new Error("nothing was refused");
}
