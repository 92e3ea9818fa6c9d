import { type MarketEvent } from "./event";

/**
 * What Athena reads of an event, in the order of a `SELECT *`. All are text: what the JSON SerDe makes of
 * a decimal that is written as text is not documented, while `CAST(price AS DECIMAL(20, 8))` is.
 */
export const MARKET_EVENT_COLUMNS = {
  id: { type: "string", comment: "Given by the producer; each once in an object, not in the table" },
  symbol: { type: "string", comment: "What was traded or quoted" },
  price: { type: "string", comment: "A decimal of up to 8 places" },
  quantity: { type: "string", comment: "A decimal of up to 8 places" },
  time: { type: "string", comment: "When it happened, ISO 8601 in UTC" },
} as const satisfies Record<keyof MarketEvent, { readonly type: string; readonly comment: string }>;
