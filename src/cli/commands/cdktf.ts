import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command } from "commander";
import { hasTerminal } from "../../process/command";
import { runHere, untilSignalled } from "../../process/here";
import { APP, ROOT } from "../../process/project";
import { unknownName } from "../../process/suggestion";
import { findMirrors } from "../../terraform/provider-mirror";
import { action, UsageError } from "../action";
import { EXIT } from "../exit-codes";

interface Options {
  readonly autoApprove?: boolean;
}

/** The commands that run cdktf-cli. */
const COMMANDS = {
  deploy: "Deploys systems: shows the plan, asks, and applies it.",
  diff: "Shows what a deploy of systems would change.",
  destroy: "Destroys systems, after asking.",
} as const;

type Name = keyof typeof COMMANDS;

const help = (name: Name): string => `
Further options of cdktf-cli follow "--" (npx cdktf ${name} --help).

Examples:
  plinth ${name} loan-processing
  plinth ${name} state-backend loan-processing${name === "diff" ? "" : " --auto-approve"} -- --terraform-parallelism=5

The settings come from the environment: docs/settings.md. Exit code 1: Terraform failed.`;

export function addCdktf(program: Command): void {
  for (const name of Object.keys(COMMANDS) as Name[]) {
    const command = program
      .command(name)
      .description(COMMANDS[name])
      .argument("[systems...]", "the systems; may be left out if there is only one")
      .addHelpText("after", help(name));
    if (name !== "diff") command.option("--auto-approve", "do not ask");
    command.action(
      action((given: readonly string[], options: Options) => cdktf(name, divide(given), options)),
    );
  }
}

interface Given {
  readonly systems: readonly string[];
  readonly passed: readonly string[];
}

/** Commander gives what follows "--" as further arguments: all of it are options of cdktf-cli. */
function divide(given: readonly string[]): Given {
  const first = given.findIndex((argument) => argument.startsWith("-"));
  return first < 0
    ? { systems: given, passed: [] }
    : { systems: given.slice(0, first), passed: given.slice(first) };
}

async function cdktf(
  name: Name,
  { systems, passed }: Given,
  { autoApprove = false }: Options,
): Promise<number> {
  if (name !== "diff" && !autoApprove && !hasTerminal()) {
    throw new UsageError(`plinth ${name} asks for approval, and there is no terminal: add --auto-approve.`);
  }
  const wanted = chosen(name, systems, await deployedSystems());
  // A filesystem mirror has no other platforms to lock: cdktf-cli fails with "Could not retrieve providers for locking".
  const lock = (await findMirrors()).length > 0 ? ["--skip-provider-lock"] : [];
  const approve = autoApprove ? ["--auto-approve"] : [];
  const args = ["--no-install", "cdktf", name, ...wanted, ...approve, ...lock, ...passed];
  const { code, signal } = await untilSignalled(() => runHere.run("npx", args, { cwd: ROOT }));
  if (signal !== null) return EXIT.interrupted;
  return code === 0 ? EXIT.done : EXIT.found;
}

/** @throws UsageError if a system does not exist, or if none is named and there are several */
function chosen(name: Name, given: readonly string[], all: readonly string[]): readonly string[] {
  const unknown = given.filter((system) => !all.includes(system));
  if (unknown.length > 0)
    throw new UsageError(unknown.map((one) => unknownName("system", one, all)).join("\n"));
  if (given.length > 0 || all.length === 1) return given.length > 0 ? given : all;
  throw new UsageError(`Name the systems: plinth ${name} SYSTEM... with one or more of ${all.join(", ")}.`);
}

/**
 * The systems that `main.ts` deploys with the settings of the environment.
 * @throws UsageError with the app's message if the settings are refused
 */
async function deployedSystems(): Promise<string[]> {
  const outdir = mkdtempSync(join(tmpdir(), "plinth-systems-"));
  try {
    const lines: string[] = [];
    const { code } = await runHere.run(process.execPath, APP, {
      cwd: ROOT,
      env: { CDKTF_OUTDIR: outdir },
      onLine: (line) => lines.push(line),
    });
    if (code !== 0) throw new UsageError(lines.join("\n"));
    return readdirSync(join(outdir, "stacks")).sort();
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
