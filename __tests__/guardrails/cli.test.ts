import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(__dirname, "../..");
const folder = mkdtempSync(join(tmpdir(), "guard-"));
const write = (name: string, content: unknown): string => {
  const file = join(folder, name);
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
};
const guard = (...args: string[]) => {
  const ran = spawnSync(process.execPath, ["--import", "tsx", "src/guardrails/cli.ts", ...args], {
    cwd: root,
    encoding: "utf8",
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
};
const clean = write("clean.json", { resource: { aws_kms_key: { k: { enable_key_rotation: true } } } });
const dirty = write("dirty.json", { resource: { aws_kms_key: { k: {} } } });
const open = write("open.json", {
  variable: { v: {} },
  resource: { aws_kms_key: { k: { enable_key_rotation: "${var.v}" } } },
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

test("0 and the counts when nothing is wrong", () => {
  const { code, out } = guard(clean);
  expect(code).toBe(0);
  expect(out).toContain(`${clean}: 0 violations`);
});

test("1 and every violation when something is", () => {
  const { code, out } = guard(clean, dirty);
  expect(code).toBe(1);
  expect(out).toContain("encryption-kms-rotation");
});

test("what cannot be seen is shown, and fails under --strict", () => {
  expect(guard(open)).toMatchObject({ code: 0, out: expect.stringContaining("could not be seen") as string });
  expect(guard("--strict", open).code).toBe(1);
});

test("a folder of CDKTF's output stands for its stacks", () => {
  write("out/stacks/a/cdk.tf.json", { resource: { aws_kms_key: { a: {} } } });
  write("out/stacks/b/cdk.tf.json", { resource: { aws_kms_key: { b: {} } } });
  const { code, out } = guard("--format", "json", join(folder, "out"));
  const reports = JSON.parse(out) as { violations: { address: string }[] }[];
  expect(code).toBe(1);
  expect(reports.flatMap(({ violations }) => violations.map(({ address }) => address))).toEqual([
    "aws_kms_key.a",
    "aws_kms_key.b",
  ]);
});

test("suppressions come from a file, and one for nothing fails", () => {
  const one = {
    rule: "encryption-kms-rotation",
    address: "aws_kms_key.k",
    reason: "Rotated by hand, by the HSM team.",
  };
  expect(guard("--suppressions", write("s.json", [one]), dirty).code).toBe(0);
  const lost = guard("--suppressions", write("l.json", [{ ...one, address: "aws_kms_key.gone" }]), clean);
  expect(lost).toMatchObject({ code: 1, out: expect.stringContaining("no such resource") as string });
});

test("2 and all that cannot be read, at once", () => {
  const { code, err, out } = guard(
    join(folder, "gone.json"),
    write("x.json", "{"),
    write("y.json", { a: 1 }),
    dirty,
  );
  expect(code).toBe(2);
  expect(err).toContain("gone.json does not exist");
  expect(err).toContain("x.json is not JSON");
  expect(err).toContain('"a" at its top is not Terraform');
  expect(out).toBe("");
});

test.each([
  [["--color", "x"], "Unknown option '--color'"],
  [["--format", "xml", clean], '--format is "xml": it is text or json'],
  [[], "no file is given"],
  [[folder], "is a folder without stacks"],
  [["--suppressions", dirty, clean], "where a list of suppressions is needed"],
  [[write("log.json", '{"@level":"info"}\n{"@level":"info"}')], "`terraform show -json` of the plan file"],
])("2 for %j", (args, message) => {
  const { code, err } = guard(...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
