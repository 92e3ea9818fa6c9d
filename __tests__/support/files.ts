import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { APP, ROOT } from "../../src/process/project";

export { ROOT };

/** The contents of all files below a folder, by their paths in it. */
export function filesBelow(folder: string): Record<string, string> {
  if (!existsSync(folder)) return {};
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path), "utf8")]),
  );
}

export interface Run {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the app as `cdktf.json` does, in an environment of nothing but `environment`. */
export function runApp(environment: Record<string, string>, cwd = ROOT): Run {
  return runNode(APP, environment, cwd);
}

/** Runs Node in an environment of nothing but `environment`. */
export function runNode(args: readonly string[], environment: Record<string, string>, cwd = ROOT): Run {
  const ran = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, ...environment },
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}
