import { hostname } from "node:os";
import { OperationError } from "./error";
import { reportOrphans } from "./orphans/report";
import { terraformOf } from "./run";
import { type OperatedStack, s3StateOf } from "./stack";
import { runningOn } from "./state/lock-holder";
import { clientsFor, describeLock, heldLock, type Lock } from "./state/lock";

/**
 * Reports the holder of the state's lock. With the lock's id, releases it and reports the resources that the interrupted
 * run created and did not store. The id is the confirmation: a lock that was taken since has another id.
 * @returns whether there is something to do: the state is locked, or there are orphans
 * @throws OperationError if a Terraform process on this machine still uses the state, or if the id is another lock's
 */
export async function unlock(
  stack: OperatedStack,
  id: string | undefined,
  say: (text: string) => void,
): Promise<boolean> {
  const state = s3StateOf(stack);
  const lock = await heldLock(clientsFor(state), state);
  if (lock === undefined) {
    say(`${stack.asked} is not locked.`);
    return false;
  }
  say(`${stack.asked} is locked: ${describeLock(lock)}.`);
  const holders = await runningOn(state);
  if (holders !== undefined && holders.length > 0) {
    throw new OperationError(
      [
        "A Terraform process on this machine uses this state:",
        ...holders.map(({ pid, command, folder }) => `  process ${pid}: ${command}, in ${folder}`),
        `Wait until it ends, or interrupt it once: kill -INT ${holders.map(({ pid }) => pid).join(" ")}. It then finishes the running changes, stores the state and releases the lock.`,
      ].join("\n"),
    );
  }
  if (id === undefined) {
    say(
      `${holderHint(lock, holders !== undefined)} If you are sure that it has ended:\n  npx plinth unlock ${stack.asked} ${lock.ID}`,
    );
    return true;
  }
  if (id !== lock.ID) {
    throw new OperationError(`The held lock is ${lock.ID}, not ${id}: nothing was released.`);
  }
  const terraform = await terraformOf(stack);
  await terraform.forceUnlock(id);
  say(`Released ${id}.`);
  return reportOrphans(stack, terraform, say);
}

function holderHint({ Who }: Lock, looked: boolean): string {
  const host = Who.split("@").at(-1) ?? "";
  if (host !== hostname()) return `It was taken on ${host}, another machine: look there.`;
  return looked
    ? "It was taken on this machine, where no Terraform process uses the state now."
    : "It was taken on this machine; this machine does not show whether it still runs.";
}
