import { readdir, readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { hasCode } from "./errors";

/** The environment variable by which every process of one local cloud is known. */
export const MARKER = "PLINTH_LOCAL_CLOUD";

const PATIENCE_MS = 30_000;

/** Looks that must find nothing: a process has no environment to be read while it becomes another program. */
const EMPTY_LOOKS = 3;

/** Whether there is a process with this id. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, but not ours.
    return hasCode(error, "EPERM");
  }
}

/** Sends a signal to a process (or, negative, to a group) that may have ended already. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended: what was wanted.
  }
}

/** The ids of the processes that a local cloud has started, however deep; empty where there is no /proc. */
export async function markedProcesses(id: string, except: readonly number[] = []): Promise<number[]> {
  const names = await readdir("/proc").catch(/* istanbul ignore next: macOS has no /proc */ () => []);
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const marked = await Promise.all(pids.map(async (pid) => ((await isMarked(pid, id)) ? pid : 0)));
  return marked.filter((pid) => pid > 0 && !except.includes(pid));
}

async function isMarked(pid: number, id: string): Promise<boolean> {
  // A process that has just ended, or is somebody else's, cannot be read and is not ours.
  const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
  return environment.split("\0").includes(`${MARKER}=${id}`);
}

/**
 * Ends the processes that a local cloud has started: asks (SIGTERM), then forces (SIGKILL).
 * @param graceMs how long the asked may take, in milliseconds; 3000 by default.
 */
export async function endMarked(id: string, except: readonly number[], graceMs = 3000): Promise<void> {
  const start = Date.now();
  const asked = new Set<number>();
  for (let empty = 0; ;) {
    const left = await markedProcesses(id, except);
    const elapsed = Date.now() - start;
    empty = left.length === 0 ? empty + 1 : 0;
    // What not even SIGKILL ends hangs in the kernel, and would hang us.
    if (empty === EMPTY_LOOKS || elapsed > graceMs + PATIENCE_MS) return;
    const late = elapsed > graceMs;
    for (const pid of left) {
      if (late) send(pid, "SIGKILL");
      else if (!asked.has(pid)) send(pid, "SIGTERM");
      asked.add(pid);
    }
    // The kernel has no event for the end of a process that is not our child.
    await delay(50);
  }
}
