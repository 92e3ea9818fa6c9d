import { join } from "node:path";
import { plinth } from "../../src/cli/plinth";
import { ROOT, type Run, runNode } from "../support/files";

const PLINTH = join(ROOT, "bin/plinth.js");
const run = (args: readonly string[], environment: Record<string, string> = {}): Run =>
  runNode([PLINTH, ...args], environment);
const NAMES = plinth().commands.map((command) => command.name());
const commandOf = (name: string) => plinth().commands.find((command) => command.name() === name);

test("has the commands that the README names", () => {
  expect(NAMES).toEqual([
    ...["deploy", "diff", "destroy", "synth", "guard", "drift", "orphans", "state", "unlock"],
    ...["evidence", "checkov", "certificate", "demo", "prove", "local", "trace", "docs", "addresses"],
  ]);
});

test("its help lists all commands and the exit codes, without colours", () => {
  const { code, out, err } = run(["--help"]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  for (const name of NAMES) expect(out).toMatch(new RegExp(`^  ${name}\\b`, "m"));
  expect(out).toContain("Exit codes:\n  0    done; a check found nothing\n  1 ");
  expect(out).not.toContain("\u001b[");
});

test.each(NAMES)("%s --help describes its arguments and options", (name) => {
  const command = commandOf(name);
  expect(command?.helpInformation()).toContain(`Usage: plinth ${name}`);
  expect(command?.description()).toMatch(/\.$/);
  for (const option of command?.options ?? []) expect(option.description).not.toBe("");
  for (const argument of command?.registeredArguments ?? []) expect(argument.description).not.toBe("");
});

test.each<[string[], string]>([
  [[], "Usage: plinth"],
  [["depoly"], "error: unknown command 'depoly'\n(Did you mean deploy?)"],
  [["guard", "--stict", "x"], "error: unknown option '--stict'\n(Did you mean --strict?)"],
  [["prove", "loan-procesing"], 'There is no system "loan-procesing". Did you mean "loan-processing"?'],
  [["demo", "loans"], 'There is no system "loans". Allowed: loan-processing, analytics-platform.'],
  [["certificate"], "Give either --name or --delete"],
  [["certificate", "--name", "Not A Name"], "It must be a domain name in lower case"],
  [["local"], "error: missing required argument 'command'"],
  [["local", "--port", "70000", "true"], "It must be a whole number from 0 (any free one) to 65535."],
  [["local", "--shell"], "error: unknown option '--shell'"],
  [["deploy", "loan-processing"], "there is no terminal: add --auto-approve"],
  [["diff", "loan-procesing"], 'There is no system "loan-procesing". Did you mean "loan-processing"?'],
  [["trace", "LP-340"], 'There is no requirement "LP-340". Did you mean "LP-30"?'],
  [["trace", "LQ"], "Allowed: FA, HA, LM, LP, TW."],
  [["diff"], "Name the systems: plinth diff SYSTEM... with one or more of analytics-platform, "],
])("%j is refused with exit code 2", (args, message) => {
  const { code, out, err } = run(args);
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toContain(message);
  expect(err).not.toMatch(/^ +at /m);
});

test("wrong settings are refused before cdktf-cli runs", () => {
  const { code, err } = run(["diff", "state-backend"], { ENVIRONMENT_SUFFIX: "A_B" });
  expect(code).toBe(2);
  expect(err).toContain('ENVIRONMENT_SUFFIX: "A_B" is not allowed');
});

test("local passes the arguments of its command on, whatever they look like", () => {
  const local = commandOf("local");
  let given: readonly string[] = [];
  local?.action((command: readonly string[]) => {
    given = command;
  });
  local?.parse(["--port", "4000", "terraform", "apply", "--port", "3"], { from: "user" });
  expect(given).toEqual(["terraform", "apply", "--port", "3"]);
  expect(local?.opts()).toEqual({ port: 4000 });
});
