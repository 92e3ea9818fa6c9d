import { Lazy, Tokenization } from "cdktf";
import { markTokens } from "../../../src/core/synthesis/tokens";

const REGISTER = "__cdktfTokenMap";
const makeToken = () => Lazy.stringValue({ produce: () => "made" });

test("removes the tokens that are registered after the mark, and no others", () => {
  const before = makeToken();
  const forget = markTokens();
  const after = makeToken();
  forget();
  expect(Tokenization.reverseString(before).length).toBe(1);
  // cdktf throws: it never takes a removed token for another.
  expect(() => Tokenization.reverseString(after)).toThrow();
  expect(Tokenization.reverseString(makeToken()).length).toBe(1);
});

test.each([
  ["is missing", undefined],
  ["holds something else", { stringTokenMap: {} }],
])("does nothing where the register %s", (_, register) => {
  const held: unknown = Reflect.get(globalThis, REGISTER);
  try {
    Reflect.set(globalThis, REGISTER, register);
    expect(() => {
      markTokens()();
    }).not.toThrow();
  } finally {
    Reflect.set(globalThis, REGISTER, held);
  }
});

test("removes all tokens of a register that is made after the mark", () => {
  const held: unknown = Reflect.get(globalThis, REGISTER);
  const tokens = new Map<unknown, unknown>();
  try {
    Reflect.deleteProperty(globalThis, REGISTER);
    const forget = markTokens();
    Reflect.set(globalThis, REGISTER, { stringTokenMap: tokens.set("a", 1) });
    forget();
    expect([...tokens]).toEqual([]);
  } finally {
    Reflect.set(globalThis, REGISTER, held);
  }
});
