import { randomBytes } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { isAlive } from "../process/processes";

/** Runs whose files are kept so that their logs can be read afterwards. */
const RUNS_KEPT = 20;

/** The folder of the Python package `plinth_emulator` and of its `requirements.txt`. */
export const emulatorFolder = resolve(__dirname, "moto");

/** The folder of the Python package `plinth_ministack` and of its `requirements.txt`. */
export const ministackFolder = resolve(__dirname, "ministack");

/** One start of the local cloud. */
export interface Run {
  /** Marks every process inside by its environment variable `PLINTH_LOCAL_CLOUD`; unique. */
  readonly id: string;
  /** A folder of its own for the log and for configuration files. */
  readonly folder: string;
}

/** Makes the folder of a new run and removes those of old runs that have ended. */
export async function newRun(home: string): Promise<Run> {
  const runs = resolve(home, "runs");
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
  const id = `${time}-${process.pid}-${randomBytes(4).toString("hex")}`;
  const folder = resolve(runs, id);
  await mkdir(folder, { recursive: true });
  const ended = (await readdir(runs)).sort().filter((name) => !isAlive(Number(name.split("-")[1])));
  await Promise.all(
    ended.slice(0, -RUNS_KEPT).map((name) => rm(resolve(runs, name), { recursive: true, force: true })),
  );
  return { id, folder };
}
