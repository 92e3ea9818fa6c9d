import { hasCode, messageOf } from "../../src/process/errors";

test("whatever was thrown has a message", () => {
  expect(messageOf(new Error("no room"))).toBe("no room");
  expect(messageOf({ message: 7 })).toBe("[object Object]");
  expect(messageOf("text")).toBe("text");
  expect(messageOf(null)).toBe("null");
});

test("a system error is known by its code, and nothing else is one", () => {
  expect(hasCode(Object.assign(new Error("x"), { code: "ENOENT" }), "EEXIST", "ENOENT")).toBe(true);
  expect(hasCode(new Error("x"), "ENOENT")).toBe(false);
  expect(hasCode(undefined, "ENOENT")).toBe(false);
});
