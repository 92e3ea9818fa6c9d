import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSettings, readSuppressions } from "../../src/guardrails/rule-selection/file";
import { filesAt, readJson } from "../../src/guardrails/files";
import { formatRun } from "../../src/guardrails/formats";
import { ALL_RULES, evaluate } from "../../src/guardrails";
import { configurationOf } from "./support";

const folder = mkdtempSync(join(tmpdir(), "guard-files-"));
const write = (name: string, content: unknown): string => {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("a file that is no JSON is named", () => {
  test.each([
    ['{"@level":"info"}\n{}', /: it is the log of `terraform plan -json`; give `terraform show -json`/],
    ["PK\u0003\u0004", /: it is a plan file; give `terraform show -json` of it$/],
    ["{", /x\.json is not JSON: .*JSON/],
  ])("%j", (content, message) => {
    expect(() => readJson(write("x.json", content))).toThrow(message);
  });
});

describe("a path of the command line", () => {
  test("is a file, a stack's folder, or a folder of stacks", () => {
    const [one, two] = ["b", "a"].map((stack) => write(`out/stacks/${stack}/cdk.tf.json`, {}));
    write("out/stacks/manifest.json", {});
    expect(filesAt(join(folder, "out"))).toEqual([two, one]);
    expect(filesAt(join(folder, "out/stacks/a"))).toEqual([two]);
    expect(filesAt(two ?? "")).toEqual([two]);
  });

  test("is refused where there is nothing", () => {
    mkdirSync(join(folder, "empty/stacks"), { recursive: true });
    mkdirSync(join(folder, "bare"));
    expect(() => filesAt(join(folder, "gone"))).toThrow(/gone does not exist$/);
    for (const name of ["empty", "bare"])
      expect(() => filesAt(join(folder, name))).toThrow(`${name} is a folder without stacks`);
  });
});

describe("settings and suppressions", () => {
  const one = { rule: "r", address: "a", reason: "It is excused, and this is why." };

  test("are read; a suppression may be for one stack", () => {
    expect(readSuppressions(write("s.json", [one, { ...one, stack: "s" }]))).toEqual([
      one,
      { ...one, stack: "s" },
    ]);
  });

  test.each([
    [readSettings, [], "is a list, where an object of settings is needed"],
    [readSettings, null, "is null, where an object of settings is needed"],
    [readSuppressions, {}, "is an object, where a list of suppressions is needed"],
    [readSuppressions, 7, "is a number, where a list of suppressions is needed"],
  ])("%p of %j says what it is", (read, content, message) => {
    expect(() => read(write("odd.json", content))).toThrow(message);
  });
});

test("reports are written as text, one after the other, and as JSON", () => {
  const rules = ALL_RULES.filter(({ id }) => id === "encryption-kms-rotation");
  const reports = [true, false].map((enabled) =>
    evaluate(configurationOf({ "aws_kms_key.k": { enable_key_rotation: enabled } }), { rules }),
  );
  const run = { reports, rules, strict: false };
  expect(
    formatRun("text", run)
      .split("\n\n")
      .map((text) => text.split(",")[0]),
  ).toEqual(["test: 0 violations", "test: 1 violation"]);
  expect(JSON.parse(formatRun("json", run))).toEqual(JSON.parse(JSON.stringify(reports)));
});
