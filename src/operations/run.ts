import { type RunningCommand, startCommand } from "../process/command";
import { forwardSignals } from "../process/signals";
import { type LocalCloud } from "../emulator/server";
import { TerraformSession } from "../terraform/session";
import { type OperatedStack } from "./stack";

const running = new Set<RunningCommand>();

/** Runs commands on this machine, against whatever account its environment names. */
export const runHere: Pick<LocalCloud, "run" | "signal"> = {
  run: async (command, args, options = {}) => {
    const started = startCommand(command, args, { ...options, environment: process.env });
    running.add(started);
    try {
      return await started.ended;
    } finally {
      running.delete(started);
    }
  },
  signal: (signal) => {
    for (const command of running) command.signal(signal);
  },
};

/**
 * Does something during which a signal is for the command that runs, so that Terraform can end well.
 */
export async function untilSignalled<T>(work: () => Promise<T>): Promise<T> {
  const signals = forwardSignals();
  signals.to(runHere);
  try {
    return await work();
  } finally {
    signals.release();
  }
}

/** Terraform over a stack on this machine, initialized. */
export async function terraformOf(
  stack: OperatedStack,
  varFiles: readonly string[] = [],
): Promise<TerraformSession> {
  const session = await TerraformSession.open({ stackFolder: stack.folder, cloud: runHere, varFiles });
  await session.init();
  return session;
}
