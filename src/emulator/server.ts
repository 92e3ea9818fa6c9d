import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CommandOptions, CommandResult, CommandRunner, RunningCommand } from "../process/command";
import { startCommand } from "../process/command";
import type { Emulator } from "./emulator";
import { startEmulator } from "./emulator";
import { guardedEnvironment, insideEnvironment } from "./environment";
import { LocalCloudError } from "../process/errors";
import { ask } from "./http";
import type { EmulatorKind } from "./kinds";
import { MOTO } from "./kinds";
import { findMirrors, writeCliConfiguration } from "../terraform/provider-mirror";
import { homeFolder } from "../process/home-folder";
import { newRun } from "./paths";
import { endMarked } from "../process/processes";
import { findPython } from "../process/python";
import { checkAwsProvider, findTerraform, needsRegistry } from "../terraform/executable";
import { ensureVirtualEnvironment } from "../process/virtual-environment";

/** How long a command may take to end once it has been asked to. */
const GRACE_MS = 60_000;

/** Something that exists in the emulated account. */
export interface InventoryItem {
  readonly service: string;
  readonly region: string;
  readonly kind: string;
  readonly id: string;
}

/** How to start a local cloud. */
export interface LocalCloudOptions {
  /** What emulates AWS. @default MOTO */
  readonly kind?: EmulatorKind;
  /** @default `PLINTH_LOCAL_CLOUD_PORT`, or any free one */
  readonly port?: number;
  /** Say nothing on standard error while it starts. @default false */
  readonly quiet?: boolean;
  /** Gives the start up. */
  readonly signal?: AbortSignal;
}

/** A running emulator of AWS on loopback, and the commands inside it. */
export interface LocalCloud extends CommandRunner {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  /** The environment of commands inside, complete. */
  readonly environment: NodeJS.ProcessEnv;
  /** The emulator's log. */
  readonly logFile: string;
  /** Deletes everything in the emulated account. */
  reset(): Promise<void>;
  /** Everything that exists in the emulated account, without what a fresh account has; MOTO's alone tells it. */
  inventory(): Promise<InventoryItem[]>;
  /**
   * Runs a command inside and waits for its end.
   * @throws {LocalCloudError} if it cannot be started, or if the emulator dies meanwhile: the command is then
   * ended first.
   */
  run(command: string, args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  /** Sends a signal to the commands that run inside; those that ignore SIGTERM are killed after a minute. */
  signal(signal: NodeJS.Signals): void;
  /** Ends every process inside and the emulator. Harmless when repeated. */
  stop(): Promise<void>;
}

/**
 * The port to listen on: from the option, else from `PLINTH_LOCAL_CLOUD_PORT`, else 0 (any free one).
 * @throws {LocalCloudError} if it is not a whole number from 0 to 65535.
 */
export function chosenPort(option: number | undefined, environment: NodeJS.ProcessEnv = process.env): number {
  const fromEnvironment = environment["PLINTH_LOCAL_CLOUD_PORT"];
  const port = option ?? Number(fromEnvironment || "0");
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port;
  const source = option === undefined ? "PLINTH_LOCAL_CLOUD_PORT" : "The port";
  const value = option === undefined ? fromEnvironment : option;
  throw new LocalCloudError(
    `${source} is ${value}; it must be a whole number from 0 (any free one) to 65535.`,
  );
}

/**
 * Starts the local cloud: installs the emulator if need be, starts it, and makes the environment in which
 * commands find it and nothing of AWS.
 * @throws {LocalCloudError} if Python is missing, the installation fails, the port is taken, or a mirror of
 * Terraform providers is unusable.
 */
export async function startLocalCloud(options: LocalCloudOptions = {}): Promise<LocalCloud> {
  const port = chosenPort(options.port);
  const kind = options.kind ?? MOTO;
  const outside = process.env;
  const mirrors = await findMirrors();
  checkAwsProvider(mirrors);
  const home = homeFolder();
  const python = await ensureVirtualEnvironment({
    what: "the emulator",
    python: await findPython(outside),
    requirements: kind.requirements,
    home,
    say: (line) => {
      if (!options.quiet) process.stderr.write(`local cloud: ${line}\n`);
    },
    signal: options.signal,
  });

  const { id, folder } = await newRun(home);
  const emptyFile = join(folder, "aws-config");
  await writeFile(emptyFile, "");
  const guard = { outside, id, emptyFile, registry: needsRegistry(mirrors) };
  const logFile = join(folder, "emulator.log");
  const emulator = await startEmulator({
    python,
    kind,
    port,
    logFile,
    environment: guardedEnvironment(guard),
    signal: options.signal,
  });
  try {
    const endpoint = `http://127.0.0.1:${emulator.port}`;
    await ask(endpoint, "GET", kind.healthPath);
    const environment = insideEnvironment({
      ...guard,
      endpoint,
      cliConfiguration: await writeCliConfiguration(folder, mirrors),
      binaries: await chosenTerraform(folder, outside),
    });
    return localCloud({ endpoint, environment, logFile, kind }, id, emulator);
  } catch (error) {
    await emulator.stop();
    throw error;
  }
}

/** A folder in which `terraform` is what `PLINTH_TERRAFORM` names, so that whoever calls it gets that. */
async function chosenTerraform(folder: string, outside: NodeJS.ProcessEnv): Promise<string | undefined> {
  if (!outside["PLINTH_TERRAFORM"]) return undefined;
  const { executable } = await findTerraform(outside);
  const binaries = join(folder, "bin");
  await mkdir(binaries);
  await symlink(executable, join(binaries, "terraform"));
  return binaries;
}

type Place = Pick<LocalCloud, "endpoint" | "environment" | "logFile"> & { readonly kind: EmulatorKind };

function localCloud(place: Place, id: string, emulator: Emulator): LocalCloud {
  const commands = new Set<RunningCommand>();
  let stopped: Promise<void> | undefined;

  const end = (command: RunningCommand): void => {
    command.signal("SIGTERM");
    const timer = setTimeout(() => {
      command.signal("SIGKILL");
    }, GRACE_MS);
    const done = (): void => {
      clearTimeout(timer);
    };
    command.ended.then(done, done);
  };

  const run = async (command: string, args: readonly string[], options: CommandOptions = {}) => {
    const running = startCommand(command, args, { ...options, environment: place.environment });
    commands.add(running);
    try {
      const first = await Promise.race([running.ended, emulator.died]);
      if (!(first instanceof LocalCloudError)) return first;
      end(running);
      await running.ended;
      throw first;
    } finally {
      commands.delete(running);
    }
  };

  return {
    ...place,
    run,
    reset: async () => {
      await ask(place.endpoint, "POST", place.kind.resetPath);
    },
    inventory: async () =>
      JSON.parse(await ask(place.endpoint, "GET", "/plinth/inventory")) as InventoryItem[],
    signal: (signal) => {
      for (const command of commands) {
        if (signal === "SIGTERM") end(command);
        else command.signal(signal);
      }
    },
    stop: () =>
      (stopped ??= (async () => {
        // First what works with the emulator, then the emulator.
        await endMarked(id, [emulator.pid]);
        await emulator.stop();
      })()),
  };
}
