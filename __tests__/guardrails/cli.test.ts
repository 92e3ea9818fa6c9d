import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
const guardIn = (cwd: string, ...args: string[]) => {
  const ran = spawnSync(process.execPath, [join(root, "bin/plinth.js"), "guard", ...args], {
    cwd,
    encoding: "utf8",
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
};
const guard = (...args: string[]) => guardIn(root, ...args);
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

test("suppressions stand beside the resource in a synthesized file, and packs that it leaves out at its head", () => {
  const reason = "an account that is closed with the key of it";
  const file = (name: string, comment: unknown, head: object = {}) =>
    write(name, {
      "//": { metadata: { stackName: "s", version: "0", backend: "local" }, ...head },
      resource: { aws_kms_key: { k: { "//": comment } } },
    });
  const skip = `plinth:skip=encryption-kms-rotation:${reason}`;
  const excused = guard(file("excused.json", ["checkov:skip=CKV_AWS_7:another's", skip]));
  expect(excused.code).toBe(0);
  expect(excused.out).toContain(`aws_kms_key.k: encryption-kms-rotation: ${reason}`);
  // Too short, and for a rule that there is not.
  expect(guard(file("hasty.json", "plinth:skip=encryption-kms-rotation:because")).code).toBe(1);
  expect(guard(file("unknown.json", [skip, `plinth:skip=no-such-rule:${reason}`])).out).toContain(
    "no rule has that id",
  );
  expect(guard(file("left.json", "", { guardrails: { leftOut: ["encryption"] } }))).toMatchObject({
    code: 0,
  });
  expect(guard(file("odd.json", { plinth: 1 }, { guardrails: "none" })).code).toBe(1);
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

test("--pack runs the rules of some packs only", () => {
  expect(guard("--pack", "logging,naming", "--pack", "destroyable", dirty).code).toBe(0);
  expect(guard("--pack", "logging", "--pack", "encryption", dirty).code).toBe(1);
});

test("a settings file chooses rules and suppresses, beside --suppressions", () => {
  const rule = "encryption-kms-rotation";
  const reason = "Rotated by hand, by the HSM team.";
  const excused = write("settings.json", { suppressions: [{ rule, address: "aws_kms_key.k", reason }] });
  expect(guard("--settings", excused, dirty)).toMatchObject({ code: 0, err: "" });
  expect(guard("--settings", write("off.json", { exclude: [rule] }), dirty).code).toBe(0);
  const wrong = guard("--settings", write("wrong.json", { pack: ["logging"] }), join(folder, "gone.json"));
  expect(wrong).toMatchObject({
    code: 2,
    err: expect.stringContaining('Unrecognized key: "pack"') as string,
  });
  expect(wrong.err).toContain("gone.json does not exist");
});

test("the settings file of the folder is taken, and that is said", () => {
  write("here/.guardrails.json", { packs: ["logging"] });
  const taken = guardIn(join(folder, "here"), dirty);
  expect(taken).toMatchObject({ code: 0, err: "with the settings of .guardrails.json\n" });
  expect(guardIn(join(folder, "here"), "--pack", "encryption", dirty).code).toBe(1);
  const none = write("none/settings.json", {});
  expect(guardIn(join(folder, "here"), "--settings", none, dirty)).toMatchObject({ code: 1, err: "" });
});

test("no rule left is an error, not a pass", () => {
  const exclude = ["visibility-module-contents"];
  const settings = write("empty.json", { packs: ["visibility"], exclude });
  expect(guard("--settings", settings, dirty)).toMatchObject({
    code: 2,
    err: expect.stringContaining("no rule is left to check") as string,
  });
});

test("--output writes the format there and prints the counts", () => {
  const file = join(folder, "reports/deep/guard.sarif");
  const { code, out } = guard("--format", "sarif", "--output", file, clean, dirty);
  expect(code).toBe(1);
  expect(out.split("\n").map((line) => line.split(",")[0])).toEqual([
    `${clean}: 0 violations`,
    `${dirty}: 1 violation`,
    "",
  ]);
  expect((JSON.parse(readFileSync(file, "utf8")) as { version: string }).version).toBe("2.1.0");
  expect(guard("--format", "junit", dirty).out).toMatch(/^<\?xml version="1.0"/);
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
  [["--color", "x"], "unknown option '--color'"],
  [["--format", "xml", clean], "Allowed choices are text, json, sarif, junit."],
  [["--pack", "pci-dss,pci", clean], 'There is no pack "pci". Allowed: naming'],
  [["--settings", join(folder, "none.json"), clean], "none.json"],
  [["--output", join(folder, "clean.json/x"), clean], "cannot be written"],
  [[], "missing required argument 'files'"],
  [[folder], "is a folder without stacks"],
  [["--suppressions", dirty, clean], "where a list of suppressions is needed"],
  [[write("log.json", '{"@level":"info"}\n{"@level":"info"}')], "`terraform show -json` of the plan file"],
])("2 for %j", (args, message) => {
  const { code, err } = guard(...args);
  expect(code).toBe(2);
  expect(err).toContain(message);
});
