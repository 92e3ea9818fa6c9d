import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { BUILD, ROOT } from "./folders";

export interface Command {
  readonly command?: string;
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** @default the project's root */
  readonly cwd?: string;
}

/**
 * Runs a command once, in an environment of nothing but PATH and the given variables.
 * @returns the wall time in ms
 * @throws Error with the command's output if it fails
 */
export function wallTime({ command = process.execPath, args, environment, cwd = ROOT }: Command): number {
  const start = process.hrtime.bigint();
  const ran = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, CHECKPOINT_DISABLE: "1", HOME: join(BUILD, "home"), ...environment },
  });
  const wall = Number(process.hrtime.bigint() - start) / 1e6;
  if (ran.status === 0) return wall;
  const failure = `${command} ${args.join(" ")} ended with ${String(ran.status)}`;
  throw new Error(`${failure}:\n${ran.stdout}${ran.stderr}`);
}
