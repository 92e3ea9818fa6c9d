import { z } from "zod";

/** A price or a quantity: as text, since a JSON number loses digits. */
const decimal = z.string().regex(/^\d{1,12}(\.\d{1,8})?$/, "must be a decimal as text, like 101.25");

/** One trade or quote, as producers put it into the stream: JSON in UTF-8, one event a record. */
export const marketEvent = z.strictObject({
  /** Given by the producer, the same when it sends again: an event is known by it. */
  id: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/, "must be 8 to 64 letters, digits, _ or -"),
  symbol: z.string().regex(/^[A-Z0-9.-]{1,12}$/, "must be 1 to 12 capitals, digits, . or -"),
  price: decimal,
  quantity: decimal,
  /** When it happened, in UTC: `2025-03-04T05:06:07.089Z`. */
  time: z.iso.datetime({ error: "must be an ISO 8601 time in UTC" }),
});

export type MarketEvent = z.infer<typeof marketEvent>;

/** An event, or why it is none; the reason holds no value, since values are not for logs. */
export type Parsed = { readonly event: MarketEvent } | { readonly reason: string };

/** Reads what somebody put into the stream, on one line as the lake is read; it may be anything. */
export function parseEvent(text: string): Parsed {
  if (/[\r\n]/.test(text.trim())) return { reason: "it is more than one line" };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { reason: "it is no JSON" };
  }
  const { data, error } = marketEvent.safeParse(json);
  if (error === undefined) return { event: data };
  const issues = error.issues.map(({ path, message }) =>
    [path.join("."), message].filter(Boolean).join(": "),
  );
  return { reason: issues.join("; ") };
}
