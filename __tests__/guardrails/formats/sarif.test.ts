import { join } from "node:path";
import type { Result } from "sarif";
import { ALL_RULES } from "../../../src/guardrails";
import { formatRun } from "../../../src/guardrails/formats";
import { formatSarif } from "../../../src/guardrails/formats/sarif";
import { exampleRun } from "./run";

const sarif = formatSarif(exampleRun());
const [run] = sarif.runs;
const at = (address: string, from = sarif): Result => {
  const found = from.runs[0]?.results?.find(
    ({ locations }) => locations?.[0]?.logicalLocations?.[0]?.fullyQualifiedName === address,
  );
  if (found === undefined) throw new Error(`no result at ${address}`);
  return found;
};

test("a violation is an error at its address, with what to do", () => {
  expect(at("aws_kms_key.plain")).toMatchObject({
    ruleId: "encryption-kms-rotation",
    kind: "fail",
    level: "error",
    message: { text: expect.stringMatching(/^aws_kms_key\.plain: .*To mend it: /) as string },
  });
});

test("what cannot be seen is open, never a pass, and an error if strict", () => {
  expect(at("aws_kms_key.open")).toMatchObject({ kind: "open", level: "none" });
  expect(at("aws_kms_key.open", formatSarif(exampleRun(true)))).toMatchObject({
    kind: "fail",
    level: "error",
  });
});

test("a suppression is one, with its reason; no other result has any", () => {
  expect(at("aws_kms_key.excused").suppressions).toEqual([
    {
      kind: "external",
      status: "accepted",
      justification: expect.stringMatching(/^The HSM rotates it/) as string,
    },
  ]);
  expect(run?.results?.filter(({ suppressions }) => suppressions !== undefined)).toHaveLength(1);
});

test("every result points at its rule's metadata, that of suppressions too", () => {
  const rules = run?.tool.driver.rules ?? [];
  const results = run?.results ?? [];
  expect(results.map(({ ruleId, ruleIndex }) => [ruleId, rules[ruleIndex ?? -1]?.id])).toEqual(
    results.map(({ ruleId }) => [ruleId, ruleId]),
  );
  expect(new Set(results.map(({ ruleId }) => ruleId))).toEqual(
    new Set(["encryption-kms-rotation", "suppression-unused"]),
  );
  expect(rules[0]).toMatchObject({
    defaultConfiguration: { level: "error" },
    properties: { tags: expect.arrayContaining(["encryption"]) as string[] },
  });
});

test("a fingerprint tells findings apart and does not change with the file", () => {
  const prints = (run?.results ?? []).map(
    ({ partialFingerprints }) => partialFingerprints?.primaryLocationLineHash,
  );
  expect(new Set(prints).size).toBe(run?.results?.length);
  const { reports, ...rest } = exampleRun();
  const moved = formatSarif({
    ...rest,
    reports: reports.map((report) => ({ ...report, origin: "other.json" })),
  });
  expect(at("aws_kms_key.plain", moved).partialFingerprints).toEqual(
    at("aws_kms_key.plain").partialFingerprints,
  );
});

test.each([
  [join(process.cwd(), "cdktf.out/a b/cdk.tf.json"), "cdktf.out/a%20b/cdk.tf.json"],
  ["plan.json", "plan.json"],
  ["/elsewhere/plan.json", "file:///elsewhere/plan.json"],
])("the file %s is %s", (origin, uri) => {
  const { reports, ...rest } = exampleRun();
  const log = formatSarif({ ...rest, reports: reports.map((report) => ({ ...report, origin })) });
  expect(log.runs[0]?.artifacts?.map(({ location }) => location?.uri)).toEqual([uri]);
  expect(at("aws_kms_key.plain", log).locations?.[0]?.physicalLocation).toEqual({
    artifactLocation: { uri, index: 0 },
    region: { startLine: 1 },
  });
});

test("is written as JSON with every rule that ran", () => {
  const log = JSON.parse(formatRun("sarif", { ...exampleRun(), rules: ALL_RULES })) as typeof sarif;
  expect(log.version).toBe("2.1.0");
  expect(log.runs[0]?.tool.driver.rules?.slice(0, ALL_RULES.length).map(({ id }) => id)).toEqual(
    ALL_RULES.map(({ id }) => id),
  );
});
