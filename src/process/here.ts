import { type CommandRunner, type RunningCommand, startCommand } from "./command";
import { forwardSignals } from "./signals";

const running = new Set<RunningCommand>();

/** Runs commands on this machine, with the environment of this process. */
export const runHere: CommandRunner = {
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

/** Does something during which signals go to the commands of {@link runHere}, so that Terraform can end well. */
export async function untilSignalled<T>(work: () => Promise<T>): Promise<T> {
  const signals = forwardSignals();
  signals.to(runHere);
  try {
    return await work();
  } finally {
    signals.release();
  }
}
