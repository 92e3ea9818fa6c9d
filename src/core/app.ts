import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { App } from "cdktf";
import { type z } from "zod";
import { ConfigurationError, type Problem } from "./errors";
import { type Deployment, deploymentFrom } from "./settings/deployment";
import { readSettings, readSettingsFile, SETTINGS_FILE } from "./settings/app-settings";
import { registering } from "./synthesis/tokens";
import { type StackContents, writeStack } from "./synthesis/write";
import { SystemStack } from "./system-stack";

/** A system as the app sees it: a stack class with the schema of its settings. */
export interface SystemClass<Settings> {
  readonly settings: z.ZodType<Settings>;
  new (scope: App, id: string, props: { deployment: Deployment; settings: Settings }): SystemStack;
}

export interface PlinthAppConfig {
  /** Where the deployment's facts are read. @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
  /** Where the Terraform files are written. @default $CDKTF_OUTDIR, else cdktf.out */
  readonly outdir?: string;
  /** CDKTF context, settings by deployment id among it. @default the context of cdktf.json */
  readonly context?: Record<string, unknown>;
}

/**
 * The root of all deployments. Whatever is wrong with the environment, the settings or the
 * constructs is collected, and `synth` refuses all of it at once before it writes a file.
 */
export class PlinthApp extends App {
  private readonly problems: Problem[] = [];
  private readonly deployment: Deployment | undefined;
  private readonly fromFile: Record<string, unknown>;
  private readonly ids = new Set<string>();
  /** What is wrong with finished stacks: told if nothing else is. */
  private readonly refused: Problem[] = [];
  /** What is to be written, by folder. */
  private readonly finished = new Map<string, StackContents>();
  /** Each forgets tokens of stacks that are there. */
  private readonly forget: (() => void)[] = [];

  constructor({ environment = process.env, outdir, context = {} }: PlinthAppConfig = {}) {
    super({ stackTraces: false, context, outdir: made(outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out") });
    this.deployment = this.collect(() => deploymentFrom(environment));
    this.fromFile = this.collect(() => readSettingsFile(environment)) ?? {};
  }

  /**
   * Adds the deployment `id` of a system.
   * @param given settings; those of the CDKTF context under `id` go before them, and those of the
   * file that DEPLOY_SETTINGS names before both
   * @throws Error if there is such a deployment already
   */
  add<Settings>(System: SystemClass<Settings>, id: string, given: object = {}): void {
    if (this.ids.has(id)) throw new Error(`there are two deployments ${id}`);
    this.ids.add(id);
    this.finish();
    const sources = { given, context: this.node.tryGetContext(id) as unknown, file: this.fromFile[id] };
    const parsed = readSettings(System.settings, id, sources);
    if (parsed.problems !== undefined) {
      this.problems.push(...parsed.problems);
      return;
    }
    const { deployment } = this;
    if (deployment === undefined) return;
    this.collect(() => {
      this.forget.push(registering(() => new System(this, id, { deployment, settings: parsed.value })));
    });
  }

  /** @throws ConfigurationError with everything that is wrong, in all deployments; then nothing is written */
  override synth(): void {
    this.problems.push(...this.strangers());
    if (this.hclOutput) {
      this.problems.push({
        where: "SYNTH_HCL_OUTPUT",
        message: "stacks are written as Terraform JSON: take it away",
      });
    }
    this.finish();
    const problems = this.problems.length > 0 ? this.problems : this.refused;
    if (problems.length > 0) throw new ConfigurationError("Nothing was synthesized:", problems);
    for (const [folder, contents] of this.finished) writeStack(join(this.outdir, folder), contents);
    super.synth();
  }

  /**
   * Checks the stacks that are there and lets them go: of many stacks only the last is in memory, and of the others
   * what is to be written, a tenth of it.
   */
  private finish(): void {
    // What follows from a mistake elsewhere would only be in its way.
    if (this.problems.length > 0) return;
    const stacks = this.node.children.filter((child) => child instanceof SystemStack);
    const forget = registering(() => {
      for (const stack of stacks) this.finishOne(stack);
    });
    for (const each of [...this.forget.splice(0), forget]) each();
  }

  private finishOne(stack: SystemStack): void {
    stack.prepareStack();
    const problems = stack.check();
    this.refused.push(...problems);
    if (problems.length === 0) {
      const { synthesizedStackPath } = this.manifest.forStack(stack);
      this.finished.set(dirname(synthesizedStackPath), stack.contents);
    }
    this.node.tryRemoveChild(stack.node.id);
  }

  /** Settings for a deployment that there is not: most likely a misspelt id. */
  private strangers(): Problem[] {
    return Object.keys(this.fromFile)
      .filter((id) => !this.ids.has(id))
      .map((id) => ({
        where: `${SETTINGS_FILE}.${id}`,
        message: `there is no such deployment: there are ${[...this.ids].join(", ")}`,
      }));
  }

  private collect<T>(make: () => T): T | undefined {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      this.problems.push(...error.problems);
      return undefined;
    }
  }
}

/** cdktf makes the folder itself, but not those above it. */
function made(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}
