import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { digestOf } from "../../src/records/digest";
import { type Parts, readRecord, recordFile, staleness, writeRecord } from "../../src/records/proof-record";
import { inTemporaryFolder } from "../support/synth";

const PARTS: Parts = { stacks: "1", emulator: "2", acceptance: "3", versions: "terraform 1.11.4" };
const RECORD = {
  system: "shop",
  at: "2026-11-24T10:11:12.000Z",
  parts: PARTS,
  steps: [{ step: "second plan", result: "no changes", seconds: 1.5 }],
};

describe("the digest of what a proof covers", () => {
  const FILES = {
    "stacks/shop/cdk.tf.json": '{"resource":{}}',
    "stacks/shop/functions/consumer.zip": "code",
    "src/emulator/moto/additions/kms.py": "def add(): ...",
    "src/acceptance/specs/shop.ts": "export const spec = 1;",
  };
  const write = (root: string, files: Readonly<Record<string, string>>): string => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return digestOf(root, ["stacks", "src/emulator", "src/acceptance/specs/shop.ts"]);
  };
  const digests = (...changes: readonly Readonly<Record<string, string>>[]): string[] =>
    changes.map((change) => inTemporaryFolder((root) => write(root, { ...FILES, ...change })));

  test("is the same in every folder", () => {
    const [one, other] = digests({}, {});
    expect(one).toBe(other);
  });

  test.each(Object.keys(FILES))("changes with %s", (path) => {
    const [before, after] = digests({}, { [path]: "changed" });
    expect(after).not.toBe(before);
  });

  test("changes when a file is added or moved", () => {
    const [before, added] = digests({}, { "src/emulator/new.py": "" });
    expect(added).not.toBe(before);
    const moved = inTemporaryFolder((root) => {
      write(root, { ...FILES, "src/emulator/moto/kms.py": FILES["src/emulator/moto/additions/kms.py"] });
      rmSync(join(root, "src/emulator/moto/additions"), { recursive: true });
      return digestOf(root, ["stacks", "src/emulator", "src/acceptance/specs/shop.ts"]);
    });
    expect(moved).not.toBe(before);
  });

  test.each([
    "stacks/shop/guardrails.json",
    "stacks/shop/.terraform/lock",
    "src/emulator/README.md",
    "src/emulator/tests/test_kms.py",
    "src/emulator/moto/__pycache__/kms.pyc",
  ])("does not change with %s", (path) => {
    const [before, after] = digests({}, { [path]: "changed" });
    expect(after).toBe(before);
  });

  test("leaves these files out even if they are named", () => {
    const texts = ["one", "two"].map((text) =>
      inTemporaryFolder((root) => {
        writeFileSync(join(root, "README.md"), text);
        return digestOf(root, ["README.md"]);
      }),
    );
    expect(texts[0]).toBe(texts[1]);
  });

  test("is refused for a path that does not exist", () => {
    expect(() => digestOf(__dirname, ["gone"])).toThrow("gone does not exist");
  });
});

describe("the record of a proof", () => {
  const inFolder = <T>(content: string | undefined, use: (root: string) => T): T =>
    inTemporaryFolder((root) => {
      mkdirSync(dirname(recordFile("shop", root)), { recursive: true });
      if (content !== undefined) writeFileSync(recordFile("shop", root), content);
      return use(root);
    });

  test("is written whole, and read as it was written", () => {
    inTemporaryFolder((root) => {
      writeRecord(RECORD, root);
      expect(readRecord("shop", root)).toEqual(RECORD);
      expect(readdirSync(dirname(recordFile("shop", root)))).toEqual(["shop.json"]);
      expect(readFileSync(recordFile("shop", root), "utf8")).toMatch(/\}\n$/);
    });
  });

  test("is valid for the parts that were proven", () => {
    expect(inFolder(JSON.stringify(RECORD), (root) => staleness("shop", root, PARTS))).toBeUndefined();
  });

  test.each(["stacks", "emulator", "acceptance", "versions"] as const)(
    "is not valid when the part %s has changed, and names it",
    (part) => {
      const now = { ...PARTS, [part]: "changed" };
      expect(inFolder(JSON.stringify(RECORD), (root) => staleness("shop", root, now))).toBe(
        `changed since 2026-11-24T10:11:12.000Z: ${part}`,
      );
    },
  );

  test.each([
    [undefined, "there is no record"],
    ["{", "is no record of a proof of shop: "],
    [JSON.stringify({ ...RECORD, ok: false }), 'Unrecognized key: "ok"'],
    [JSON.stringify({ ...RECORD, system: "other" }), "it is of other"],
  ])("is not valid if the file is %s", (content, reason) => {
    expect(inFolder(content, (root) => staleness("shop", root, PARTS))).toContain(reason);
  });

  test("that is malformed is refused where it is read, with the command that renews it", () => {
    inFolder("{", (root) => {
      expect(() => readRecord("shop", root)).toThrow(/Renew it: npx plinth prove shop$/);
      expect(existsSync(recordFile("shop", root))).toBe(true);
    });
  });
});
