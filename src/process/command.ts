import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { isatty } from "node:tty";
import { hasCode, LocalCloudError } from "./errors";
import { send } from "./processes";

/** How long the rest of its output may take to be read once a command has ended. */
const OUTPUT_MS = 2_000;

/** How a command inside is run. */
export interface CommandOptions {
  /** Folder to run in; the current one by default. */
  readonly cwd?: string | undefined;
  /** Added to, or put in place of, the environment inside. */
  readonly env?: NodeJS.ProcessEnv | undefined;
  /** Told each line. Without it the command has the standard input, output and error of this process. */
  readonly onLine?: ((line: string, stream: "stdout" | "stderr") => void) | undefined;
}

/** How a command ended; `signal` is set if one ended it, `code` then is 128 plus its number, as in a shell. */
export interface CommandResult {
  readonly code: number;
  readonly signal: NodeJS.Signals | null;
}

/** Runs commands: on this machine, or inside the local cloud. */
export interface CommandRunner {
  /**
   * Runs a command and waits for its end.
   * @throws CommandError if it cannot be started
   */
  run(command: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Sends a signal to the commands that run. */
  signal(signal: NodeJS.Signals): void;
}

/** A command that has been started. */
export interface RunningCommand {
  readonly ended: Promise<CommandResult>;
  signal(signal: NodeJS.Signals): void;
}

/**
 * Whether this process has a terminal: then its Ctrl-C reaches the commands by itself, since they are in the
 * same foreground group. Without one they are kept apart, so that each signal reaches them once: through us.
 */
export function hasTerminal(): boolean {
  return [0, 1, 2].some((descriptor) => isatty(descriptor));
}

/**
 * Starts a command.
 * `ended` rejects with {@link CommandError} if it cannot be started.
 */
export function startCommand(
  command: string,
  args: readonly string[],
  options: CommandOptions & { readonly environment: NodeJS.ProcessEnv },
): RunningCommand {
  const { onLine } = options;
  const child: ChildProcess = spawn(command, args, {
    env: { ...options.environment, ...options.env },
    stdio: onLine ? ["ignore", "pipe", "pipe"] : "inherit",
    detached: !hasTerminal(),
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
  });
  const lines = onLine
    ? [
        eachLine(child.stdout, (line) => {
          onLine(line, "stdout");
        }),
        eachLine(child.stderr, (line) => {
          onLine(line, "stderr");
        }),
      ]
    : [];
  const ended = new Promise<CommandResult>((resolve, reject) => {
    child.once("error", (error) => {
      reject(cannotStart(command, error, options.cwd));
    });
    child.once("exit", (code, signal) => {
      const result = { code: code ?? 128 + (signal ? constants.signals[signal] : 0), signal };
      // A process that the command left behind may hold its output open for ever.
      const timer = setTimeout(resolve, OUTPUT_MS, result);
      void Promise.all(lines).then(() => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  });
  return {
    ended,
    signal: (signal) => {
      if (child.pid !== undefined && child.exitCode === null) send(child.pid, signal);
    },
  };
}

function eachLine(stream: Readable | null, tell: (line: string) => void): Promise<void> {
  if (!stream) return Promise.resolve();
  return new Promise((resolve) => {
    createInterface({ input: stream, crlfDelay: Infinity }).on("line", tell).once("close", resolve);
  });
}

/** A command that cannot be started; `exitCode` is what a shell gives for that. */
export class CommandError extends LocalCloudError {
  constructor(
    message: string,
    readonly exitCode: 126 | 127,
  ) {
    super(message);
  }
}

function cannotStart(command: string, error: Error, cwd: string | undefined): CommandError {
  if (hasCode(error, "ENOENT")) {
    const orFolder = cwd === undefined ? "" : `, or there is no folder ${cwd}`;
    return new CommandError(`${command}: not found on PATH${orFolder}`, 127);
  }
  if (hasCode(error, "EACCES")) return new CommandError(`${command}: may not be executed`, 126);
  return new CommandError(`${command}: cannot be started: ${error.message}`, 126);
}
