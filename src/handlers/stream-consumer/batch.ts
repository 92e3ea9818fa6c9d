import { type MarketEvent, parseEvent } from "../market-data/event";
import { type StreamRecord } from "./records";

/** What a write finds: nothing, the same event, or another one of the same id. */
export type Written = "new" | "repeated" | "conflict";

/** What a batch works with. Each may throw: then the record is tried again. */
export interface Effects {
  /** Writes an event unless there is one of its id. */
  readonly write: (event: MarketEvent, record: StreamRecord) => Promise<Written>;
  /** Keeps a record that will never be an event, for somebody to look at. */
  readonly bury: (record: StreamRecord, reason: string) => Promise<void>;
}

/** What became of a batch. */
export interface BatchResult {
  readonly written: number;
  readonly repeated: number;
  readonly buried: number;
  /** The last record before which, itself included, all are done; undefined if the first is not. */
  readonly done: StreamRecord | undefined;
  /** The first record that is not done, and why: Lambda is to come again with it and all after it. */
  readonly failed?: { readonly record: StreamRecord; readonly error: unknown };
}

/** Writes under way at a time: within what one client keeps open (50 sockets). */
const CONCURRENCY = 32;

/**
 * Does the records of one shard. Events are only ever added, each under its own id: so that the order
 * of writes is free, and a record that is done twice is done once. What can never be done (no event,
 * another event's id) is put aside, and does not hold up its shard. After a failure nothing more is
 * begun: what comes behind the first record that failed is done again anyway.
 */
export async function processBatch(
  records: readonly StreamRecord[],
  { write, bury }: Effects,
): Promise<BatchResult> {
  const outcomes: (Outcome | undefined)[] = records.map(() => undefined);
  const errors = new Map<number, unknown>();
  let next = 0;
  const work = async (): Promise<void> => {
    while (errors.size === 0) {
      const index = next++;
      const record = records[index];
      if (record === undefined) return;
      try {
        outcomes[index] = await settle(record, { write, bury });
      } catch (error) {
        errors.set(index, error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(CONCURRENCY, records.length) }, work));

  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  const first = outcomes.indexOf(undefined);
  const counts = { written: count("new"), repeated: count("repeated"), buried: count("buried") };
  const record = records[first];
  if (record === undefined) return { ...counts, done: records.at(-1) };
  return { ...counts, done: records[first - 1], failed: { record, error: errors.get(first) } };
}

type Outcome = "new" | "repeated" | "buried";

async function settle(record: StreamRecord, { write, bury }: Effects): Promise<Outcome> {
  const parsed = parseEvent(record.data.toString("utf8"));
  if ("reason" in parsed) {
    await bury(record, parsed.reason);
    return "buried";
  }
  const found = await write(parsed.event, record);
  if (found !== "conflict") return found;
  await bury(record, "there is another event of its id");
  return "buried";
}
