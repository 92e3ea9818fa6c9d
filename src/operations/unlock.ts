import { hostname } from "node:os";
import { OperationError } from "./error";
import { reportOrphans } from "./orphans/report";
import { terraformOf } from "./run";
import { type OperatedStack, s3StateOf } from "./stack";
import { runningOn } from "./state/lock-holder";
import { clientsFor, describeLock, heldLock, type Lock } from "./state/lock";

/**
 * Says who holds the lock of a stack's state; with the lock's id, releases it, and names what the run that
 * held it has made and not stored. The id is the confirmation: a lock that somebody took since has another.
 * @returns the exit code: 0 if there is no lock, or it was released and nothing was found; 2 if there is something to do
 * @throws OperationError if a Terraform on this machine still works on the state, or holds another lock
 */
export async function unlock(
  stack: OperatedStack,
  id: string | undefined,
  say: (text: string) => void,
): Promise<number> {
  const state = s3StateOf(stack);
  const lock = await heldLock(clientsFor(state), state);
  if (lock === undefined) {
    say(`${stack.asked} is not locked.`);
    return 0;
  }
  say(`${stack.asked} is locked: ${describeLock(lock)}.`);
  const holders = await runningOn(state);
  if (holders !== undefined && holders.length > 0) {
    throw new OperationError(
      [
        "A Terraform works on its state on this machine:",
        ...holders.map(({ pid, command, folder }) => `  process ${pid}: ${command}, in ${folder}`),
        `Wait for its end, or end it well: kill -INT ${holders.map(({ pid }) => pid).join(" ")} (once; it then finishes what it has begun, stores the state and releases the lock).`,
      ].join("\n"),
    );
  }
  if (id === undefined) {
    say(
      `${whereabouts(lock, holders !== undefined)} If you are sure that it has ended:\n  npm run unlock -- ${stack.asked} ${lock.ID}`,
    );
    return 2;
  }
  if (id !== lock.ID) {
    throw new OperationError(`The lock that is held is ${lock.ID}, not ${id}: nothing was released.`);
  }
  const terraform = await terraformOf(stack);
  await terraform.forceUnlock(id);
  say(`Released ${id}.`);
  return reportOrphans(stack, terraform, say);
}

function whereabouts({ Who }: Lock, looked: boolean): string {
  const host = Who.split("@").at(-1) ?? "";
  if (host !== hostname()) return `It was taken on ${host}, which is not this machine: look there.`;
  return looked
    ? "It was taken on this machine, where no Terraform works on the state any more."
    : "It was taken on this machine; whether it still runs cannot be seen here.";
}
