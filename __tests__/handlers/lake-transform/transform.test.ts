import { gunzipSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { type Output, transform } from "../../../src/handlers/lake-transform/transform";
import { anEvent } from "../../constructs/streaming/market";

const SOURCE = "market-events/day=2025-03-04/hour=05/x.json.gz";
const lines = (...rows: (object | string)[]) =>
  gzipSync(rows.map((row) => `${typeof row === "string" ? row : JSON.stringify(row)}\n`).join(""));
const rows = ({ body }: Output) =>
  gunzipSync(body)
    .toString("utf8")
    .split("\n")
    .filter(Boolean)
    .map((row) => JSON.parse(row) as unknown);

test("events go to the day on which they happened, whenever they came", () => {
  const [first, second] = [
    anEvent({ time: "2025-01-31T23:59:59.999Z" }),
    anEvent({ time: "2025-02-01T00:00:00Z" }),
  ];
  const { events, rejected } = transform("market_events", SOURCE, lines(second, first));
  expect(events.map(({ key }) => key.split("/").slice(0, 2))).toEqual([
    ["market_events", "day=2025-02-01"],
    ["market_events", "day=2025-01-31"],
  ]);
  expect(events.map(rows)).toEqual([[second], [first]]);
  expect(rejected).toBeUndefined();
});

test("an id is there once, and empty lines are nothing", () => {
  const event = anEvent();
  const { events, rejected } = transform("market_events", SOURCE, lines(event, "", event, "  "));
  expect(events.map(rows)).toEqual([[event]]);
  expect(rejected).toBeUndefined();
});

test("another event under an id that is taken is kept apart: the first one stays", () => {
  const event = anEvent({ price: "1.00" });
  const { events, rejected } = transform("market_events", SOURCE, lines(event, { ...event, price: "2.00" }));
  expect(events.map(rows)).toEqual([[event]]);
  expect(rejected && rows(rejected)).toMatchObject([{ line: 2, reason: "there is another event of its id" }]);
});

test("what is no event is kept with its place and the reason", () => {
  const { events, rejected } = transform("market_events", SOURCE, lines(anEvent(), "broken"));
  expect(events).toHaveLength(1);
  expect(rejected?.key).toMatch(/^rejected\/market_events\/[0-9a-f]{32}\.json\.gz$/);
  expect(rejected && rows(rejected)).toEqual([
    { source: SOURCE, line: 2, reason: "it is no JSON", text: "broken" },
  ]);
});

test("the same object gives the same keys and bytes, another one other keys", () => {
  const raw = lines(anEvent(), anEvent());
  expect(transform("market_events", SOURCE, raw)).toEqual(transform("market_events", SOURCE, raw));
  const keys = (source: string) => transform("market_events", source, raw).events.map(({ key }) => key);
  expect(keys("other")).not.toEqual(keys(SOURCE));
});

test("what is not compressed is read as it is", () => {
  const event = anEvent();
  const { events } = transform("market_events", SOURCE, Buffer.from(JSON.stringify(event)));
  expect(events.map(rows)).toEqual([[event]]);
});

test("what unpacks to more than is market data is refused, before it fills the memory", () => {
  const bomb = gzipSync(Buffer.alloc(257 * 1024 * 1024), { level: 1 });
  expect(() => transform("market_events", SOURCE, bomb)).toThrow(
    "Cannot create a Buffer larger than 268435456 bytes",
  );
});

test("no line is lost, whatever there is: each is an event, a repetition or rejected", () => {
  const event = fc.record({
    id: fc.constantFrom("aaaaaaaa", "bbbbbbbb"),
    time: fc.constantFrom("2025-01-01T00:00:00Z", "2025-01-02T00:00:00Z"),
  });
  const line = fc.oneof(
    event.map((given) => JSON.stringify(anEvent(given))),
    fc.string({ minLength: 1 }).filter((text) => text.trim() !== "" && !text.includes("\n")),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (texts) => {
      const { events, rejected } = transform("market_events", SOURCE, lines(...texts));
      const wanted = texts.filter((text) => text.startsWith('{"id"'));
      const pairs = wanted.map((text) => {
        const { id, time } = JSON.parse(text) as { id: string; time: string };
        return `${id} ${time.slice(0, 10)}`;
      });
      const found = events.reduce((sum, output) => sum + rows(output).length, 0);
      expect(found).toBe(new Set(pairs).size);
      expect(rejected?.lines ?? 0).toBe(texts.length - wanted.length);
    }),
  );
});
