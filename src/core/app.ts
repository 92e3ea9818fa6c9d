import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { App } from "cdktf";
import { type z } from "zod";
import { ConfigurationError, type Problem } from "./errors";
import { type Deployment, deploymentFrom } from "./settings/deployment";
import { readSettings, readSettingsFile, SETTINGS_FILE } from "./settings/app-settings";
import { markTokens } from "./synthesis/tokens";
import { type StackContents, writeStack } from "./synthesis/write";
import { SystemStack } from "./system-stack";

/** A stack class of a system, with the schema of its settings. */
export interface SystemClass<Settings> {
  readonly settings: z.ZodType<Settings>;
  new (scope: App, id: string, props: { deployment: Deployment; settings: Settings }): SystemStack;
}

export interface PlinthAppConfig {
  /** Environment variables with the deployment's facts. @default process.env */
  readonly environment?: NodeJS.ProcessEnv;
  /** The folder of the Terraform files. @default $CDKTF_OUTDIR, else cdktf.out */
  readonly outdir?: string;
  /** CDKTF context; it may hold settings by deployment id. @default the context of cdktf.json */
  readonly context?: Record<string, unknown>;
}

/**
 * The root of all deployments. It collects every problem of the environment, the settings and the constructs. `synth`
 * reports all of them at once, and then writes no file.
 */
export class PlinthApp extends App {
  private readonly problems: Problem[] = [];
  private readonly deployment: Deployment | undefined;
  private readonly fromFile: Record<string, unknown>;
  private readonly ids = new Set<string>();
  /** Problems of finished stacks. They are reported only if the settings are valid. */
  private readonly stackProblems: Problem[] = [];
  /** Files of the finished stacks, by folder. */
  private readonly finished = new Map<string, StackContents>();
  private readonly forgetTokens = markTokens();

  constructor({ environment = process.env, outdir, context = {} }: PlinthAppConfig = {}) {
    const folder = outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out";
    // cdktf makes the folder, but not its parents.
    mkdirSync(folder, { recursive: true });
    super({ stackTraces: false, context, outdir: folder });
    this.deployment = this.collect(() => deploymentFrom(environment));
    this.fromFile = this.collect(() => readSettingsFile(environment)) ?? {};
  }

  /**
   * Adds the deployment `id` of a system.
   * @param given settings. Those of the CDKTF context under `id` override them; those of the file that DEPLOY_SETTINGS
   * names override both
   * @throws Error if a deployment has this id already
   */
  add<Settings>(System: SystemClass<Settings>, id: string, given: object = {}): void {
    if (this.ids.has(id)) throw new Error(`two deployments have the id ${id}`);
    this.ids.add(id);
    this.finishStacks();
    const sources = { given, context: this.node.tryGetContext(id) as unknown, file: this.fromFile[id] };
    const parsed = readSettings(System.settings, id, sources);
    if (parsed.problems !== undefined) {
      this.problems.push(...parsed.problems);
      return;
    }
    const { deployment } = this;
    if (deployment === undefined) return;
    this.collect(() => new System(this, id, { deployment, settings: parsed.value }));
  }

  /** @throws ConfigurationError with the problems of all deployments; no file is written then */
  override synth(): void {
    this.problems.push(...this.unknownDeployments());
    if (this.hclOutput) {
      this.problems.push({
        where: "SYNTH_HCL_OUTPUT",
        message: "stacks are written as Terraform JSON: unset it",
      });
    }
    this.finishStacks();
    const problems = this.problems.length > 0 ? this.problems : this.stackProblems;
    if (problems.length > 0) throw new ConfigurationError("Nothing was synthesized:", problems);
    for (const [folder, contents] of this.finished) writeStack(join(this.outdir, folder), contents);
    super.synth();
  }

  /** Checks the stacks and drops them: of many stacks only the newest is in memory, of the others only the files. */
  private finishStacks(): void {
    // Invalid settings cause further problems in the stacks, which would hide the cause.
    if (this.problems.length > 0) return;
    for (const stack of this.node.children.filter((child) => child instanceof SystemStack)) {
      stack.prepareStack();
      const problems = stack.check();
      this.stackProblems.push(...problems);
      if (problems.length === 0) {
        const { synthesizedStackPath } = this.manifest.forStack(stack);
        this.finished.set(dirname(synthesizedStackPath), stack.contents);
      }
      this.node.tryRemoveChild(stack.node.id);
    }
    this.forgetTokens();
  }

  /** Settings of deployments that do not exist: most likely a misspelt id. */
  private unknownDeployments(): Problem[] {
    return Object.keys(this.fromFile)
      .filter((id) => !this.ids.has(id))
      .map((id) => ({
        where: `${SETTINGS_FILE}.${id}`,
        message: `no deployment has this id: the ids are ${[...this.ids].join(", ")}`,
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
