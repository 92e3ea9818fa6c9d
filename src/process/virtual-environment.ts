import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { hasCode, LocalCloudError } from "./errors";
import { isAlive } from "./processes";
import type { Python } from "./python";

/** How long a second run waits for the first one's installation before it makes its own. */
const PATIENCE_MS = 5 * 60_000;

/** What {@link ensureVirtualEnvironment} needs to know. */
export interface VirtualEnvironmentOptions {
  /** What is installed, for messages: `the emulator`. */
  readonly what: string;
  readonly python: Python;
  /** A requirements file in which every package has its hashes. */
  readonly requirements: string;
  /** Where virtual environments are kept. */
  readonly home: string;
  /** Told what takes long. */
  readonly say: (line: string) => void;
  readonly environment?: NodeJS.ProcessEnv;
  /** Gives the installation up, and leaves nothing of it. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * The Python of a virtual environment that holds exactly these requirements; makes it if it is not there.
 *
 * It is built aside and renamed when it is complete, so that a killed installation never looks finished
 * and two at once do not disturb each other: the second waits, or loses the rename and takes the first's.
 * @returns the path of its `python`.
 * @throws {LocalCloudError} with all that pip said.
 */
export async function ensureVirtualEnvironment(options: VirtualEnvironmentOptions): Promise<string> {
  const requirements = await readFile(options.requirements, "utf8");
  const hash = createHash("sha256").update(`${options.python.version}\n${requirements}`).digest("hex");
  const name = `venv-${hash.slice(0, 16)}`;
  const folder = join(options.home, name);
  const python = join(folder, "bin", "python");
  if (await exists(python)) return python;

  await mkdir(options.home, { recursive: true });
  // A finished one lacks its python only if the Python it was made with has gone. Looked at in this order,
  // since another process may put a finished one in place at any moment.
  if ((await exists(folder)) && !(await exists(python))) await rm(folder, { recursive: true, force: true });
  await removeAbandoned(options.home);
  if (await builtByAnother(options.home, name, python, options)) return python;

  const start = Date.now();
  options.say(
    `installing ${options.what} with Python ${options.python.version} (once; takes a minute or two) ...`,
  );
  const aside = join(options.home, `${name}.building~${tag()}`);
  try {
    await build(aside, options);
    await rename(aside, folder).catch((error: unknown) => {
      /* istanbul ignore if: what no test can bring about, such as a full disk */
      if (!hasCode(error, "ENOTEMPTY", "EEXIST")) throw error;
    });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  options.say(`installed in ${Math.round((Date.now() - start) / 1000)} s`);
  return python;
}

async function build(folder: string, options: VirtualEnvironmentOptions): Promise<void> {
  const { python, requirements } = options;
  await step(python.executable, ["-m", "venv", folder], options);
  const pip = ["-m", "pip", "install", "--require-hashes", "--only-binary=:all:"];
  const quiet = ["--no-input", "--disable-pip-version-check", "--progress-bar=off"];
  await step(join(folder, "bin", "python"), [...pip, ...quiet, "-r", resolve(requirements)], options);
}

function step(command: string, args: string[], options: VirtualEnvironmentOptions): Promise<void> {
  // Any of these would make Python or pip look or write somewhere else.
  const misleading = ["PYTHONHOME", "PYTHONPATH", "PIP_USER", "PIP_TARGET", "PIP_PREFIX"];
  const env = Object.fromEntries(
    Object.entries(options.environment ?? process.env).filter(([name]) => !misleading.includes(name)),
  );
  const run = { env, maxBuffer: 64 * 1024 * 1024, ...(options.signal ? { signal: options.signal } : {}) };
  return new Promise((resolvePromise, reject) => {
    const child = execFile(command, args, run, (error, stdout, stderr) => {
      if (!error) resolvePromise();
      else if (options.signal?.aborted) {
        // Its folder can be removed when it no longer writes to it, which may be after this callback.
        const end = (): void => {
          reject(new LocalCloudError("The installation was interrupted."));
        };
        // Which of the two it is, is a matter of microseconds.
        /* istanbul ignore else */
        if (child.exitCode === null && child.signalCode === null && child.pid) child.once("exit", end);
        else end();
      } else {
        const said = [stdout.trim(), stderr.trim()].filter((text) => text !== "").join("\n");
        reject(
          new LocalCloudError(
            `Installing ${options.what} failed: ${[command, ...args].join(" ")} ended with\n${said || error.message}`,
          ),
        );
      }
    });
    child.stdin?.end();
  });
}

/** Waits while another process of this machine builds the same; true when that has worked. */
async function builtByAnother(
  home: string,
  name: string,
  python: string,
  { what, say, signal }: VirtualEnvironmentOptions,
): Promise<boolean> {
  const deadline = Date.now() + PATIENCE_MS;
  for (let told = false; Date.now() < deadline; told = true) {
    const builders = (await building(home)).filter((entry) => entry.startsWith(`${name}.`));
    if (builders.length === 0) break;
    if (!told) say(`another run is installing ${what}; waiting for it ...`);
    // What ends is a process that is not our child: there is nothing to be told by.
    await delay(250, undefined, signal && { signal });
  }
  return exists(python);
}

/** The unfinished ones, by name, of processes that still run (those of other machines count as running). */
async function building(home: string): Promise<string[]> {
  return (await readdir(home)).filter((entry) => entry.includes(".building~") && !isAbandoned(entry));
}

async function removeAbandoned(home: string): Promise<void> {
  const abandoned = (await readdir(home)).filter(isAbandoned);
  // The pip of a killed run may still be writing; what cannot be removed now is removed by a later run.
  await Promise.allSettled(abandoned.map((entry) => rm(join(home, entry), { recursive: true, force: true })));
}

function isAbandoned(entry: string): boolean {
  const [, owner] = entry.split(".building~");
  const [host, pid] = owner?.split("~") ?? [];
  return host === machine() && !isAlive(Number(pid));
}

const machine = (): string => hostname().replace(/~/g, "-");
const tag = (): string => `${machine()}~${process.pid}~${randomBytes(3).toString("hex")}`;

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
