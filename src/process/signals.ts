import { type CommandRunner, hasTerminal } from "./command";
import { launchers, whenOneEnds } from "./launchers";

/** Until it is released, signals to this process go to its commands, and the process waits for their end. */
export interface SignalForwarding {
  /** Aborted by the first signal, for work that is not a command, such as an installation. */
  readonly interrupted: AbortSignal;
  /** From now on the commands of this runner get the signals. */
  to(runner: Pick<CommandRunner, "signal">): void;
  release(): void;
}

const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Takes SIGINT, SIGTERM and SIGHUP off this process and passes them on. SIGINT is not passed on in a
 * terminal, which sends it to the commands itself: Terraform takes a second one as "stop at once, lose state".
 * The end of the npm that runs this process counts as SIGTERM.
 */
export function forwardSignals(): SignalForwarding {
  const abort = new AbortController();
  let commands: Pick<CommandRunner, "signal"> | undefined;
  const take = (signal: NodeJS.Signals): void => {
    abort.abort();
    if (signal !== "SIGINT" || !hasTerminal()) commands?.signal(signal);
  };
  for (const signal of FORWARDED) process.on(signal, take);
  const unwatch = whenOneEnds(launchers(), () => {
    take("SIGTERM");
  });
  return {
    interrupted: abort.signal,
    to: (runner) => {
      commands = runner;
    },
    release: () => {
      for (const signal of FORWARDED) process.off(signal, take);
      unwatch();
    },
  };
}
