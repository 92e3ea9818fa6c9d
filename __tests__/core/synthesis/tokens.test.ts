import { Lazy, ref, Tokenization } from "cdktf";
import { onlyToken } from "../../../src/core/synthesis/token-text";
import { registering } from "../../../src/core/synthesis/tokens";

const made = () => Lazy.stringValue({ produce: () => "made" });

test("tokens that an act registers are forgotten, and no others", () => {
  const before = made();
  let during = "";
  const forget = registering(() => {
    during = made();
  });
  const after = made();
  expect(Tokenization.reverseString(during).length).toBe(1);
  forget();
  for (const token of [before, after]) expect(Tokenization.reverseString(token).length).toBe(1);
  // Aloud: what was forgotten is never taken for something else.
  expect(() => Tokenization.reverseString(during)).toThrow();
});

test.each([
  ["where it keeps none", undefined],
  ["where it keeps them otherwise", { stringTokenMap: {} }],
])("nothing is forgotten %s: only memory is lost", (_, register) => {
  const place = "__cdktfTokenMap";
  const held: unknown = Reflect.get(globalThis, place);
  try {
    Reflect.set(globalThis, place, register);
    let done = 0;
    registering(() => (done += 1))();
    expect(done).toBe(1);
  } finally {
    Reflect.set(globalThis, place, held);
  }
});

test("what is registered when there was no register before is forgotten too", () => {
  const place = "__cdktfTokenMap";
  const held: unknown = Reflect.get(globalThis, place);
  const tokens = new Map<unknown, unknown>([["a", 1]]);
  try {
    Reflect.deleteProperty(globalThis, place);
    registering(() => Reflect.set(globalThis, place, { stringTokenMap: tokens }))();
    expect([...tokens]).toEqual([]);
  } finally {
    Reflect.set(globalThis, place, held);
  }
});

test("the token of a text is found by cdktf where its register is no longer what it was", () => {
  const token = ref("aws_vpc.main");
  const text = token.toString();
  const place = "__cdktfTokenMap";
  const held = Reflect.get(globalThis, place) as { splitString(text: string): unknown };
  const other = { splitString: (code: string) => held.splitString(code) };
  expect(onlyToken(text)).toBe(token);
  try {
    Reflect.set(globalThis, place, other);
    expect(onlyToken(text)).toBe(token);
  } finally {
    Reflect.set(globalThis, place, held);
  }
});
