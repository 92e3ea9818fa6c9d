import { cp } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import type { CommandRunner } from "../process/command";
import type { Diagnostic } from "./diagnostic";
import { TerraformError } from "./diagnostic";
import type { TerraformEvent } from "./events";
import { parseUiLine } from "./events";
import { providerRuns } from "./limit";
import type { Plan, Values } from "./plan";
import type { State } from "./state";

/** How a session is opened. */
export interface TerraformSessionOptions {
  /** A synthesized stack: `cdktf.out/stacks/NAME`. */
  readonly stackFolder: string;
  /** Where Terraform runs. */
  readonly cloud: Pick<CommandRunner, "run">;
  /** Work in a copy here, which is made; without it, in the stack's own folder. */
  readonly copyTo?: string;
  /** Values of Terraform variables; those that the stack does not declare are ignored. */
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Files of Terraform variables. */
  readonly varFiles?: readonly string[];
  /** Told what happens while Terraform works. */
  readonly onEvent?: (event: TerraformEvent) => void;
}

/** What `plan` found. */
export interface PlanResult {
  /** Whether anything, also an output, would change. */
  readonly changes: boolean;
  /** The plan, for `apply`. */
  readonly file: string;
  /** The plan in full. */
  readonly plan: Plan;
}

interface Finished {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Part of Terraform's own working files, which a copy of a stack must not share. */
const WORKING_FILE =
  /^(\.terraform(\.lock\.hcl)?|terraform\.tfstate.*|\.terraform\.tfstate\.lock\.info|plan)$/;

/**
 * Terraform's commands over one synthesized stack. Every failure is a {@link TerraformError} with all of
 * Terraform's diagnostics. Runs that start the AWS provider wait for each other, also those of other sessions.
 */
export class TerraformSession {
  private constructor(
    /** Where Terraform works. */
    readonly folder: string,
    private readonly options: TerraformSessionOptions,
  ) {}

  /** Opens a session; makes the copy of the stack if one is wanted. */
  static async open(options: TerraformSessionOptions): Promise<TerraformSession> {
    const stack = resolve(options.stackFolder);
    if (options.copyTo === undefined) return new TerraformSession(stack, options);
    const folder = resolve(options.copyTo);
    await cp(stack, folder, { recursive: true, filter: (path) => !WORKING_FILE.test(basename(path)) });
    return new TerraformSession(folder, options);
  }

  /**
   * Installs providers and sets the backend up.
   * @param backend settings of the backend that the stack leaves open (`-backend-config`).
   */
  async init(backend: Readonly<Record<string, string>> = {}): Promise<void> {
    const settings = Object.entries(backend).map(([key, value]) => `-backend-config=${key}=${value}`);
    await this.terraform("init", ["-input=false", "-no-color", "-reconfigure", ...settings]);
  }

  /** Checks the configuration against the providers' schemas; returns the warnings. */
  async validate(): Promise<readonly Diagnostic[]> {
    const { stdout } = await this.withProvider("validate", ["-json"], [0, 1]);
    const { valid, diagnostics } = JSON.parse(stdout) as { valid: boolean; diagnostics: Diagnostic[] };
    if (!valid) throw new TerraformError("terraform validate", this.folder, "invalid", diagnostics, "");
    return diagnostics;
  }

  /** Says what `apply` would do, or with `destroy` what `destroy` would. */
  async plan(options: { readonly destroy?: boolean } = {}): Promise<PlanResult> {
    const file = join(this.folder, "plan");
    const destroy = options.destroy ? ["-destroy"] : [];
    const args = [
      "-json",
      "-input=false",
      "-detailed-exitcode",
      `-out=${file}`,
      ...destroy,
      ...this.varFiles(),
    ];
    const { code } = await this.withProvider("plan", args, [0, 2]);
    const { stdout } = await this.withProvider("show", ["-json", file]);
    return { changes: code === 2, file, plan: JSON.parse(stdout) as Plan };
  }

  /** Makes what the stack describes, or exactly what a plan of `plan` says. */
  async apply(planned?: Pick<PlanResult, "file">): Promise<void> {
    const what = planned ? [planned.file] : ["-auto-approve", ...this.varFiles()];
    await this.withProvider("apply", ["-json", "-input=false", ...what]);
  }

  /** Deletes everything that the state knows. */
  async destroy(): Promise<void> {
    await this.withProvider("destroy", ["-json", "-input=false", "-auto-approve", ...this.varFiles()]);
  }

  /** The outputs' values by name, the sensitive ones too. */
  async output(): Promise<Record<string, unknown>> {
    const { stdout } = await this.terraform("output", ["-json"]);
    const outputs = JSON.parse(stdout) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** All that the state knows, also what it has only read; empty if there is none yet. */
  async state(): Promise<Values> {
    const { stdout } = await this.withProvider("show", ["-json"]);
    return (JSON.parse(stdout) as { values?: Values }).values ?? {};
  }

  /** The addresses in the state; empty if there is none yet. */
  async stateList(): Promise<string[]> {
    const { code, stdout, stderr } = await this.terraform("state", ["list"], [0, 1]);
    if (code === 0) return stdout.split("\n").filter((line) => line !== "");
    if (stderr.includes("No state file was found")) return [];
    throw new TerraformError("terraform state list", this.folder, "exit code 1", [], unframed(stderr));
  }

  /** The state as it is stored, without a lock; empty if there is none yet. */
  async statePull(): Promise<State> {
    const { stdout } = await this.terraform("state", ["pull"]);
    return stdout.trim() === "" ? {} : (JSON.parse(stdout) as State);
  }

  /** Releases the lock with this id: of a run that has ended, and nobody's else. */
  async forceUnlock(id: string): Promise<void> {
    await this.terraform("force-unlock", ["-force", id]);
  }

  private varFiles(): string[] {
    return (this.options.varFiles ?? []).map((file) => `-var-file=${resolve(file)}`);
  }

  private withProvider(
    command: string,
    args: readonly string[],
    good?: readonly number[],
  ): Promise<Finished> {
    return providerRuns.run(() => this.terraform(command, args, good));
  }

  private async terraform(
    command: string,
    args: readonly string[],
    good = [0] as readonly number[],
  ): Promise<Finished> {
    const lines: Record<"stdout" | "stderr", string[]> = { stdout: [], stderr: [] };
    const diagnostics: Diagnostic[] = [];
    const { code, signal } = await this.options.cloud.run("terraform", [command, ...args], {
      cwd: this.folder,
      env: variableEnvironment(this.options.variables ?? {}),
      onLine: (line, stream) => {
        const event = stream === "stdout" ? parseUiLine(line) : undefined;
        if (event?.type === "diagnostic") diagnostics.push(event.diagnostic);
        if (event) this.options.onEvent?.(event);
        else lines[stream].push(line);
      },
    });
    const [stdout, stderr] = [lines.stdout.join("\n"), lines.stderr.join("\n")];
    if (signal || !good.includes(code)) {
      const how = signal ? `ended by ${signal}` : `exit code ${code}`;
      // Its -json messages are for machines; what is left is what a crash or an early error prints.
      const said = unframed([...lines.stdout.filter((line) => !line.startsWith("{")), stderr].join("\n"));
      throw new TerraformError(`terraform ${command}`, this.folder, how, diagnostics, said);
    }
    return { code, stdout, stderr, diagnostics };
  }
}

/** The environment variables by which Terraform takes values of variables. */
function variableEnvironment(variables: Readonly<Record<string, unknown>>): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      `TF_VAR_${name}`,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );
}

/** Terraform's text without the frame that it draws around errors. */
function unframed(text: string): string {
  return text
    .split("\n")
    .filter((line) => !/^[╷╵]\s*$/.test(line))
    .map((line) => line.replace(/^│ ?/, "").trimEnd())
    .join("\n")
    .trim();
}
