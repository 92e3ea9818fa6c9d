import type { ChildProcessByStdio } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import type { Readable } from "node:stream";
import { ROOT } from "../../src/process/project";
import { MARKER, markedProcesses } from "../../src/process/processes";

/** What a command inside prints first in these tests: the marker and the port of its local cloud. */
export const ANNOUNCE = `echo "inside $${MARKER} $AWS_ENDPOINT_URL"`;

/** A grandchild in a session of its own, which no signal to the command or its group reaches. */
export const GRANDCHILD = "setsid sleep 1000 & ";

/** The same, which announces that it is there, and its parent, which then waits. */
export const ANNOUNCED_GRANDCHILD = `setsid bash -c '${ANNOUNCE}; exec sleep 1000' & wait`;

const runners = new Set<CliProcess>();

/** Ends what a failed test has left running; the emulators see to all inside. */
export function killRunners(): void {
  for (const { child } of runners) if (child.exitCode === null) child.kill("SIGKILL");
  runners.clear();
}

/** The local cloud's command line, without a wrapper in between. */
export const CLI = [process.execPath, "bin/plinth.js", "local"];

/** A runner of the local cloud as a process of its own. */
export class CliProcess {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  stdout = "";
  stderr = "";

  constructor(args: string[], environment: NodeJS.ProcessEnv = {}, cli: readonly string[] = CLI) {
    const [program = "", ...first] = cli;
    this.child = spawn(program, [...first, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
    });
    runners.add(this);
    this.child.stdout.on("data", (data: Buffer) => (this.stdout += data.toString()));
    this.child.stderr.on("data", (data: Buffer) => (this.stderr += data.toString()));
  }

  /** The end of the runner: its exit code, or the signal that ended it. */
  async ended(): Promise<number | NodeJS.Signals | null> {
    const [code, signal] = (await once(this.child, "close")) as [number | null, NodeJS.Signals | null];
    return signal ?? code;
  }

  /** The marker and the port inside, once the command has announced them. */
  async inside(): Promise<{ id: string; port: number }> {
    for (;;) {
      const match = /inside (\S+) http:\/\/127\.0\.0\.1:(\d+)\n/.exec(this.stdout);
      if (match?.[1]) return { id: match[1], port: Number(match[2]) };
      if (this.child.exitCode !== null) throw new Error(`ended before its command began: ${this.stderr}`);
      await Promise.race([once(this.child.stdout, "data"), once(this.child, "exit")]);
    }
  }
}

/** Whether something listens on a port of loopback. */
export async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/** What is left of a local cloud after at most this long; nothing tells when the last has gone. */
export async function leftovers(id: string, port: number, withinMs = 0): Promise<string[]> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const left = (await markedProcesses(id)).map((pid) => `process ${pid}`);
    if (await isOpen(port)) left.push(`port ${port}`);
    if (left.length === 0 || Date.now() >= deadline) return left;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
