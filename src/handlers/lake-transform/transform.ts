import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { type MarketEvent, parseEvent } from "../market-data/event";

/** An object that is to be written, whole. */
export interface Output {
  readonly key: string;
  readonly body: Buffer;
  readonly lines: number;
}

/** What becomes of a raw object. */
export interface Transformed {
  /** Events by the day on which they happened, each id once. */
  readonly events: readonly Output[];
  /** The lines that are no event, with the reason; undefined if there are none. */
  readonly rejected: Output | undefined;
}

/** What a raw object may unpack to: more is no market data, and would fill the memory. */
const MAX_BYTES = 256 * 1024 * 1024;
const GZIP = Buffer.from([0x1f, 0x8b]);

/**
 * Lines of raw JSON into partitions. The same raw object gives the same keys and bytes, so that it may
 * be done again at any time.
 * @param dataset begins the keys of the events: `market_events`
 * @param source the raw object's key
 * @throws RangeError if it unpacks to more than 256 MiB
 */
export function transform(dataset: string, source: string, raw: Buffer): Transformed {
  const byDay = new Map<string, Map<string, MarketEvent>>();
  const rejected: { source: string; line: number; reason: string; text: string }[] = [];
  unpacked(raw)
    .toString("utf8")
    .split("\n")
    .forEach((text, index) => {
      if (text.trim() === "") return;
      const reject = (reason: string) => rejected.push({ source, line: index + 1, reason, text });
      const parsed = parseEvent(text);
      if ("reason" in parsed) {
        reject(parsed.reason);
        return;
      }
      const day = parsed.event.time.slice(0, "2025-03-04".length);
      const events = byDay.get(day) ?? new Map<string, MarketEvent>();
      byDay.set(day, events);
      const held = events.get(parsed.event.id);
      if (held === undefined) events.set(parsed.event.id, parsed.event);
      else if (!isDeepStrictEqual(held, parsed.event)) reject("there is another event of its id");
    });
  const name = `${createHash("sha256").update(source).digest("hex").slice(0, 32)}.json.gz`;
  return {
    events: [...byDay].map(([day, events]) => output(`${dataset}/day=${day}/${name}`, [...events.values()])),
    rejected: rejected.length === 0 ? undefined : output(`rejected/${dataset}/${name}`, rejected),
  };
}

/** Firehose compresses; what a person uploads may be plain. Its first bytes tell. */
function unpacked(raw: Buffer): Buffer {
  return raw.subarray(0, GZIP.length).equals(GZIP) ? gunzipSync(raw, { maxOutputLength: MAX_BYTES }) : raw;
}

function output(key: string, rows: readonly object[]): Output {
  const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
  return { key, body: gzipSync(text), lines: rows.length };
}
