import { hasTerminal } from "./command";
import { launchers, whenOneEnds } from "./launchers";
import type { LocalCloud } from "../emulator/server";

/** Until released, signals to this process are for the commands inside, whose end it then waits for. */
export interface SignalForwarding {
  /** Aborted by the first signal, for what is not a command inside, such as an installation. */
  readonly interrupted: AbortSignal;
  /** From now on the commands inside this one get the signals. */
  to(cloud: Pick<LocalCloud, "signal">): void;
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
  let cloud: Pick<LocalCloud, "signal"> | undefined;
  const take = (signal: NodeJS.Signals): void => {
    abort.abort();
    if (signal !== "SIGINT" || !hasTerminal()) cloud?.signal(signal);
  };
  for (const signal of FORWARDED) process.on(signal, take);
  const unwatch = whenOneEnds(launchers(), () => {
    take("SIGTERM");
  });
  return {
    interrupted: abort.signal,
    to: (running) => {
      cloud = running;
    },
    release: () => {
      for (const signal of FORWARDED) process.off(signal, take);
      unwatch();
    },
  };
}
