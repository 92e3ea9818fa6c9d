import { Lazy, Tokenization } from "cdktf";
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
