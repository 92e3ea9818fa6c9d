import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { delimiter } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { LocalCloudError } from "../process/errors";
import type { EmulatorKind } from "./kinds";
import { send } from "../process/processes";

/** Importing moto takes seconds, and many times that on a busy machine. */
const START_MS = 120_000;
const STOP_MS = 5_000;
/** Lines of the log that an error shows. */
const TAIL = 25;

/** How the emulator is started. */
export interface EmulatorOptions {
  /** The Python of the virtual environment. */
  readonly python: string;
  readonly kind: EmulatorKind;
  /** 0 for any free one. */
  readonly port: number;
  readonly logFile: string;
  readonly environment: NodeJS.ProcessEnv;
  /** Gives the start up. */
  readonly signal?: AbortSignal | undefined;
}

/** A running emulator. */
export interface Emulator {
  readonly port: number;
  readonly pid: number;
  /** Resolves if the emulator ends without having been stopped, with what to tell. */
  readonly died: Promise<LocalCloudError>;
  /** Ends it; it has ended when this resolves. Harmless when it has ended before. */
  stop(): Promise<void>;
}

/**
 * Starts `python -m` the kind's module and waits until it serves.
 * Its standard input stays open as its lifeline: when this process ends, however, so does all inside.
 * @throws {LocalCloudError} if the port is taken or the emulator cannot start.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const log = openSync(options.logFile, "a");
  const args = ["-m", options.kind.module, "--port", String(options.port)];
  const child = spawn(options.python, args, {
    env: {
      ...options.environment,
      PYTHONPATH: options.kind.packageFolders.join(delimiter),
      PYTHONUNBUFFERED: "1",
    },
    stdio: ["pipe", "pipe", log],
    // Not in the terminal's foreground group: Ctrl-C and hang-ups are the command's.
    detached: true,
  });
  closeSync(log);
  const { stdin, stdout } = child;
  if (!stdin || !stdout) throw new Error("spawn made no pipes");
  // Writing "stop" to one that has just died is no error.
  stdin.on("error", () => undefined);
  const ended = waitForEnd(child);
  let stopping = false;
  const stop = async (): Promise<void> => {
    stopping = true;
    stdin.end("stop\n");
    const timer = setTimeout(() => {
      if (child.pid) send(child.pid, "SIGKILL");
    }, STOP_MS);
    await ended;
    clearTimeout(timer);
  };

  try {
    const ready = await firstEvent(stdout, ended, options);
    if (ready.event !== "ready") throw refusal(ready, options);
    const died = ended.then(async (how): Promise<LocalCloudError> => {
      if (stopping) return new Promise<LocalCloudError>(() => undefined);
      return new LocalCloudError(`The emulator ended unexpectedly (${how}).\n${await tail(options.logFile)}`);
    });
    return { port: ready.port ?? options.port, pid: child.pid ?? 0, died, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The last lines of a log, for an error. */
export async function tail(file: string): Promise<string> {
  const text = (await readFile(file, "utf8").catch(() => "")).trimEnd();
  if (text === "") return `Its log is empty: ${file}`;
  const lines = text.split("\n").slice(-TAIL);
  return [`The end of its log (${file}):`, ...lines.map((line) => `  ${line}`)].join("\n");
}

interface EmulatorEvent {
  readonly event: "ready" | "error";
  readonly port?: number;
  readonly reason?: string;
  readonly message?: string;
}

async function firstEvent(
  stdout: Readable,
  ended: Promise<string>,
  options: EmulatorOptions,
): Promise<EmulatorEvent> {
  const waiting = new AbortController();
  const { signal } = waiting;
  const event = new Promise<EmulatorEvent>((resolve) => {
    createInterface({ input: stdout }).on("line", (line) => {
      const parsed = parseEvent(line);
      if (parsed) resolve(parsed);
    });
  });
  const failed = async (): Promise<never> => {
    const how = await ended;
    throw new LocalCloudError(`The emulator did not start (${how}).\n${await tail(options.logFile)}`);
  };
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => {
      const seconds = START_MS / 1000;
      reject(new LocalCloudError(`The emulator was not ready after ${seconds} s; see ${options.logFile}`));
    }, START_MS);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
    });
  });
  const given = options.signal;
  const interrupted = async (): Promise<never> => {
    if (!given) return new Promise<never>(() => undefined);
    if (!given.aborted) await once(given, "abort", { signal });
    throw new LocalCloudError("The start was interrupted.");
  };
  try {
    // An error event is followed by the process's end: the event is what tells more.
    return await Promise.race([
      event,
      ended.then(() => Promise.race([event, failed()])),
      late,
      interrupted(),
    ]);
  } finally {
    waiting.abort();
  }
}

function parseEvent(line: string): EmulatorEvent | undefined {
  try {
    const json: unknown = JSON.parse(line);
    if (typeof json === "object" && json !== null && "event" in json) return json as EmulatorEvent;
  } catch {
    // Not for us.
  }
  return undefined;
}

function refusal(event: EmulatorEvent, options: EmulatorOptions): LocalCloudError {
  if (event.reason === "port-busy") {
    return new LocalCloudError(
      `Port ${options.port} of 127.0.0.1 is in use by another process. Choose another with --port N or ` +
        "PLINTH_LOCAL_CLOUD_PORT=N, or set neither: then a free one is taken.",
    );
  }
  return new LocalCloudError(`The emulator refused to start: ${event.message ?? JSON.stringify(event)}`);
}

/** Resolves, never rejects, with how the process ended. */
function waitForEnd(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve(error.message);
    });
    child.once("close", (code, signal) => {
      resolve(signal ? `ended by ${signal}` : `exit code ${code ?? 0}`);
    });
  });
}
