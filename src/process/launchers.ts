import { readFileSync } from "node:fs";
import { isAlive } from "./processes";

/** Nothing tells a process that an ancestor has ended; looked at this often, in milliseconds. */
const INTERVAL_MS = 250;

/**
 * The processes through which npm runs this one: its shell, a wrapper such as tsx, npm itself. None of them
 * passes on every signal, and none can when it is killed. Empty if npm does not run this, or without /proc.
 */
export function launchers(): number[] {
  const found: number[] = [];
  if (!process.env["npm_lifecycle_event"]) return found;
  for (let pid = process.ppid; pid > 1; pid = parentOf(pid)) {
    found.push(pid);
    // What npm runs has this variable, npm itself has not: whoever called npm may end before us.
    if (!read(pid, "environ").includes("\0npm_lifecycle_event=")) break;
  }
  return found;
}

/**
 * Calls back, once, when one of these processes has ended.
 * @returns a function that ends the watch.
 */
export function whenOneEnds(pids: readonly number[], tell: () => void): () => void {
  const timer = setInterval(() => {
    if (pids.every(isAlive)) return;
    clearInterval(timer);
    tell();
  }, INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}

function parentOf(pid: number): number {
  // "pid (name) state parent ...": the name may hold anything, also parentheses.
  const fields = read(pid, "stat").split(")").at(-1)?.trim().split(" ") ?? [];
  return Number(fields[1] ?? 0);
}

function read(pid: number, file: "environ" | "stat"): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}
