import { chosenPort } from "../../src/emulator/server";

describe("the port", () => {
  it("is any free one unless it is chosen, and an argument goes before the environment", () => {
    expect(chosenPort(undefined, {})).toBe(0);
    expect(chosenPort(undefined, { PLINTH_LOCAL_CLOUD_PORT: "4566" })).toBe(4566);
    expect(chosenPort(5000, { PLINTH_LOCAL_CLOUD_PORT: "4566" })).toBe(5000);
  });

  it("is refused if it is none", () => {
    expect(() => chosenPort(undefined, { PLINTH_LOCAL_CLOUD_PORT: "http" })).toThrow(
      "PLINTH_LOCAL_CLOUD_PORT is http; it must be a whole number from 0 (any free one) to 65535.",
    );
    expect(() => chosenPort(-1, {})).toThrow("The port is -1;");
  });
});
