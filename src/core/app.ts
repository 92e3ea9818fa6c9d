import { mkdirSync } from "node:fs";
import { App, TerraformStack } from "cdktf";
import { type z } from "zod";
import { ConfigurationError, type Problem } from "./errors";
import { type Deployment, deploymentFrom } from "./settings/deployment";
import { readSettings, readSettingsFile, SETTINGS_FILE } from "./settings/app-settings";
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

  constructor({ environment = process.env, outdir, context = {} }: PlinthAppConfig = {}) {
    super({ stackTraces: false, context, outdir: made(outdir ?? process.env.CDKTF_OUTDIR ?? "cdktf.out") });
    this.deployment = this.collect(() => deploymentFrom(environment));
    this.fromFile = this.collect(() => readSettingsFile(environment)) ?? {};
  }

  /**
   * Adds the deployment `id` of a system.
   * @param given settings; those of the CDKTF context under `id` go before them, and those of the
   * file that DEPLOY_SETTINGS names before both
   */
  add<Settings>(System: SystemClass<Settings>, id: string, given: object = {}): void {
    this.ids.add(id);
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

  /** @throws ConfigurationError with everything that is wrong, in all deployments; then nothing is written */
  override synth(): void {
    const stacks = this.node.findAll().filter((node) => TerraformStack.isStack(node));
    this.problems.push(...this.strangers());
    if (this.hclOutput) {
      this.problems.push({
        where: "SYNTH_HCL_OUTPUT",
        message: "stacks are written as Terraform JSON: take it away",
      });
    }
    if (this.problems.length === 0) {
      stacks.forEach((stack) => {
        stack.prepareStack();
      });
      this.problems.push(...stacks.flatMap((stack) => (stack instanceof SystemStack ? stack.check() : [])));
    }
    if (this.problems.length > 0) throw new ConfigurationError("Nothing was synthesized:", this.problems);
    super.synth();
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
