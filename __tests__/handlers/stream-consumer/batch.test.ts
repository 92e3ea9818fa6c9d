import fc from "fast-check";
import { type BatchResult, processBatch, type Written } from "../../../src/handlers/stream-consumer/batch";
import { type StreamRecord } from "../../../src/handlers/stream-consumer/records";
import { sortable } from "../../../src/handlers/stream-consumer/store";
import { anEvent } from "../../constructs/streaming/market";

const record = (sequence: number, text = JSON.stringify(anEvent())): StreamRecord => ({
  shard: "shardId-000000000000",
  sequence: String(sequence),
  partitionKey: "k",
  arrivedAt: "2025-03-04T05:06:07.089Z",
  data: Buffer.from(text),
});

/** A table in memory whose writes fail, by sequence number, so often. */
function table(failures: ReadonlyMap<string, number> = new Map()) {
  const left = new Map(failures);
  const items = new Map<string, string>();
  const buried: string[] = [];
  const attempt = async ({ sequence }: StreamRecord): Promise<void> => {
    await Promise.resolve();
    const failing = left.get(sequence) ?? 0;
    left.set(sequence, failing - 1);
    if (failing > 0) throw new Error(`${sequence} fails`);
  };
  return {
    items,
    buried,
    effects: {
      write: async ({ id, price }: { id: string; price: string }, from: StreamRecord): Promise<Written> => {
        await attempt(from);
        const held = items.get(id);
        if (held === undefined) items.set(id, price);
        return held === undefined ? "new" : held === price ? "repeated" : "conflict";
      },
      bury: async (from: StreamRecord) => {
        await attempt(from);
        buried.push(from.sequence);
      },
    },
  };
}

describe("a batch", () => {
  test("that is done says up to where, and what became of its records", async () => {
    const event = anEvent();
    const records = [
      record(1, JSON.stringify(event)),
      record(2, JSON.stringify(event)),
      record(3, JSON.stringify({ ...event, price: "1" })),
      record(4, "poison"),
    ];
    const { effects, buried } = table();
    expect(await processBatch(records, effects)).toEqual({
      written: 1,
      repeated: 1,
      buried: 2,
      done: records[3],
    });
    expect(buried.sort()).toEqual(["3", "4"]);
  });

  test("that fails at its first record is done up to nowhere", async () => {
    const { effects } = table(new Map([["1", 1]]));
    const { done, failed } = await processBatch([record(1), record(2)], effects);
    expect(done).toBeUndefined();
    expect(failed).toMatchObject({ record: { sequence: "1" }, error: new Error("1 fails") });
  });

  test("begins nothing more after a failure: it would be done again anyway", async () => {
    const records = Array.from({ length: 1_000 }, (_, index) => record(index + 1));
    const { effects, items } = table(new Map([["1", 1]]));
    await processBatch(records, effects);
    expect(items.size).toBeLessThan(100);
  });

  test("whose poison cannot be put aside fails there: nothing is lost for want of a queue", async () => {
    const { effects } = table(new Map([["2", 1]]));
    const { failed } = await processBatch([record(1), record(2, "poison"), record(3)], effects);
    expect(failed?.record.sequence).toBe("2");
  });
});

describe("for any failures", () => {
  const failing = fc.uniqueArray(fc.tuple(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 3 })), {
    selector: ([sequence]) => sequence,
    maxLength: 20,
  });

  test("Lambda comes again with the first record that failed, and all before it are done", async () => {
    await fc.assert(
      fc.asyncProperty(failing, fc.integer({ min: 1, max: 80 }), async (failures, size) => {
        const records = Array.from({ length: size }, (_, index) => record(index + 1));
        const times = new Map(failures.map(([sequence, often]) => [String(sequence), often]));
        const { effects } = table(times);
        const { done, failed } = await processBatch(records, effects);
        const first = records.find(({ sequence }) => times.has(sequence));
        expect(failed?.record.sequence).toBe(first?.sequence);
        expect(done).toBe(first === undefined ? records.at(-1) : records[records.indexOf(first) - 1]);
      }),
    );
  });

  test("tried again as Lambda does it, every record is written once", async () => {
    await fc.assert(
      fc.asyncProperty(failing, async (failures) => {
        let rest = Array.from({ length: 80 }, (_, index) => record(index + 1));
        const { effects, items } = table(
          new Map(failures.map(([sequence, often]) => [String(sequence), often])),
        );
        let written = 0;
        let result: BatchResult;
        do {
          result = await processBatch(rest, effects);
          written += result.written;
          const { failed } = result;
          rest = failed === undefined ? [] : rest.slice(rest.indexOf(failed.record));
        } while (rest.length > 0);
        expect(items.size).toBe(80);
        expect(written).toBe(80);
      }),
    );
  });
});

test("as sortable text, sequence numbers are in the order of the numbers, which have more digits than a double", () => {
  const sequence = fc.bigInt({ min: 0n, max: 10n ** 128n - 1n });
  fc.assert(
    fc.property(sequence, sequence, (a, b) => {
      expect(sortable(String(a)) < sortable(String(b))).toBe(a < b);
    }),
  );
});
