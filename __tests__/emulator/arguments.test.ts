import { parseArguments } from "../../src/cli/local-arguments";
import { chosenPort } from "../../src/emulator/server";

describe("the command line", () => {
  it.each([
    [["bash"], { command: "bash", args: [] }],
    [["terraform", "apply", "--port", "3"], { command: "terraform", args: ["apply", "--port", "3"] }],
    [["--port", "4000", "aws", "s3", "ls"], { port: 4000, command: "aws", args: ["s3", "ls"] }],
    [["--port=4000", "aws"], { port: 4000, command: "aws", args: [] }],
    [["--", "--odd-name"], { command: "--odd-name", args: [] }],
  ])("%j", (argv, expected) => {
    expect(parseArguments(argv)).toEqual(expected);
  });

  it.each([
    [[], "No command to run."],
    [["--port", "4000"], "No command to run."],
    [["--port"], "--port  must be a whole number from 0 (any free one) to 65535."],
    [["--port", "http", "x"], "--port http must be a whole number from 0 (any free one) to 65535."],
    [["--port", "70000", "x"], "--port 70000 must be a whole number from 0 (any free one) to 65535."],
    [["--shell"], "Unknown option --shell; options of the command follow it."],
  ])("%j is refused", (argv, problem) => {
    expect(parseArguments(argv)).toEqual({ problem });
  });
});

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
