import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { BUILD, ROOT } from "./folders";

/** What a run took. */
export interface Usage {
  /** From start to end, ms. */
  readonly wall: number;
  /** Of the Node process, all threads, ms; NaN where another command starts it. */
  readonly cpu: number;
  /** The most memory that the Node process held (max RSS), MB of 10^6 bytes; NaN likewise. */
  readonly memory: number;
}

export interface Command {
  readonly args: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** @default the project's root */
  readonly cwd?: string;
}

const REPORT = join(BUILD, "usage.json");

const environmentOf = (given: Command["environment"]) => ({
  PATH: process.env.PATH,
  CHECKPOINT_DISABLE: "1",
  HOME: join(BUILD, "home"),
  ...given,
});

/**
 * Runs Node once, in an environment of nothing but PATH and what is given.
 * @throws Error with what it said if it failed: a figure of a broken run is none
 */
export function runNode({ args, environment = {}, cwd = ROOT }: Command): Usage {
  rmSync(REPORT, { force: true });
  const begun = process.hrtime.bigint();
  const ran = spawnSync(process.execPath, ["--require", join(ROOT, "bench/inside/usage.cjs"), ...args], {
    cwd,
    encoding: "utf8",
    env: { ...environmentOf(environment), BENCH_USAGE: REPORT },
  });
  const wall = Number(process.hrtime.bigint() - begun) / 1e6;
  if (ran.status !== 0 || !existsSync(REPORT)) {
    throw new Error(`node ${args.join(" ")} ended with ${String(ran.status)}:\n${ran.stdout}${ran.stderr}`);
  }
  const { cpu, memory } = JSON.parse(readFileSync(REPORT, "utf8")) as Omit<Usage, "wall">;
  return { wall, cpu, memory };
}

/** Runs any command once, likewise. */
export function runCommand(command: string, { args, environment = {}, cwd = ROOT }: Command): Usage {
  const begun = process.hrtime.bigint();
  const ran = spawnSync(command, args, { cwd, encoding: "utf8", env: environmentOf(environment) });
  const wall = Number(process.hrtime.bigint() - begun) / 1e6;
  if (ran.status !== 0) {
    throw new Error(
      `${command} ${args.join(" ")} ended with ${String(ran.status)}:\n${ran.stdout}${ran.stderr}`,
    );
  }
  return { wall, cpu: NaN, memory: NaN };
}
