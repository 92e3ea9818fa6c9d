import { parseEvent } from "../../../src/handlers/market-data/event";

const EVENT = {
  id: "0f9d1c2e-trade-1",
  symbol: "BRK.B",
  price: "712345.12345678",
  quantity: "0.5",
  time: "2025-03-04T05:06:07.089Z",
};

test("an event is taken as it is: no digit of a price is lost", () => {
  expect(parseEvent(JSON.stringify(EVENT))).toEqual({ event: EVENT });
});

test.each([
  ["{", "it is no JSON"],
  ["", "it is no JSON"],
  [JSON.stringify(EVENT, null, 2), "it is more than one line"],
  ["null", "Invalid input: expected object, received null"],
  [JSON.stringify({ ...EVENT, price: 712345.12 }), "price: Invalid input: expected string, received number"],
  [JSON.stringify({ ...EVENT, price: "-1" }), "price: must be a decimal as text, like 101.25"],
  [JSON.stringify({ ...EVENT, quantity: "1e3" }), "quantity: must be a decimal as text, like 101.25"],
  [JSON.stringify({ ...EVENT, symbol: "abc" }), "symbol: must be 1 to 12 capitals, digits, . or -"],
  [JSON.stringify({ ...EVENT, id: "short" }), "id: must be 8 to 64 letters, digits, _ or -"],
  [JSON.stringify({ ...EVENT, time: "2025-03-04T05:06:07+01:00" }), "time: must be an ISO 8601 time in UTC"],
  [JSON.stringify({ ...EVENT, time: "2025-02-30T05:06:07Z" }), "time: must be an ISO 8601 time in UTC"],
  [JSON.stringify({ ...EVENT, venue: "X" }), 'Unrecognized key: "venue"'],
])("%s is none", (text, reason) => {
  expect(parseEvent(text)).toEqual({ reason });
});

test("a line may have its end", () => {
  expect(parseEvent(`${JSON.stringify(EVENT)}\r\n`)).toEqual({ event: EVENT });
});

test("all that is wrong is told, and no value: values are not for logs", () => {
  const parsed = parseEvent(JSON.stringify({ ...EVENT, price: "secret-price", symbol: "secret-symbol" }));
  expect(parsed).toEqual({
    reason: "symbol: must be 1 to 12 capitals, digits, . or -; price: must be a decimal as text, like 101.25",
  });
});
