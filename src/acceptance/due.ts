import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { runHere } from "../process/here";
import { ROOT } from "../process/project";
import { readRecord, staleness } from "../records/proof-record";
import { currentParts } from "./parts";

/** A system with the reason to prove it. */
export interface Due {
  readonly system: string;
  readonly reason: string;
}

/** Each system with the reason why its record is not valid; without a reason, the record is valid. */
export async function proofStatus(systems: readonly string[]): Promise<Map<string, string | undefined>> {
  const parts = await currentParts(systems);
  return new Map([...parts].map(([system, current]) => [system, staleness(system, ROOT, current)]));
}

/**
 * The systems to prove: those without a valid record, and of the others the one whose proof is the oldest.
 * @param provenAt the time of a valid record, ISO 8601
 */
export function dueProofs(
  status: ReadonlyMap<string, string | undefined>,
  provenAt: (system: string) => string,
): Due[] {
  const stale = [...status].flatMap(([system, reason]) => (reason === undefined ? [] : [{ system, reason }]));
  const valid = [...status].flatMap(([system, reason]) => (reason === undefined ? [system] : []));
  const [oldest] = valid.sort((a, b) => provenAt(a).localeCompare(provenAt(b)));
  return oldest === undefined ? stale : [...stale, { system: oldest, reason: "its proof is the oldest" }];
}

/** When the record of a system was written. */
export const provenAt = (system: string): string => readRecord(system, ROOT)?.at ?? "";

/** A Terraform process takes about 1 GiB, and a proof keeps one core busy. */
const AT_ONCE = 2;

/**
 * Proves systems, two at a time, each in a process of its own that logs to `.build/proof/SYSTEM.log`.
 * @param minutes the time for all of them: then the rest is ended, and counts as failed
 * @returns the systems that are not proven
 */
export async function proveDue(due: readonly Due[], minutes: number): Promise<string[]> {
  const waiting = [...due];
  const failed: string[] = [];
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    print(`The time of ${minutes} minutes is over: the running proofs are ended.`);
    runHere.signal("SIGTERM");
  }, minutes * 60_000);
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const proven = !late && (await proveInProcess(next));
      if (!proven) failed.push(next.system);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  clearTimeout(timer);
  return failed;
}

async function proveInProcess({ system, reason }: Due): Promise<boolean> {
  const folder = join(ROOT, ".build/proof");
  mkdirSync(folder, { recursive: true });
  const log = createWriteStream(join(folder, `${system}.log`));
  const lines: string[] = [];
  print(`${system}: being proven, because ${reason} (log: .build/proof/${system}.log)`);
  const { code } = await runHere.run(process.execPath, [join(ROOT, "bin/plinth.js"), "prove", system], {
    cwd: ROOT,
    onLine: (line) => {
      log.write(`${line}\n`);
      lines.push(line);
    },
  });
  log.end();
  print(code === 0 ? `${system}: proven` : `${system}: NOT proven\n${lines.slice(-40).join("\n")}`);
  return code === 0;
}

const print = (text: string): void => void process.stdout.write(`${text}\n`);
