import { existsSync } from "node:fs";
import { dueProofs, proofStatus, proveDue, provenAt } from "../../src/acceptance/due";
import { ROOT } from "../../src/process/project";
import { recordFile } from "../../src/records/proof-record";

const TIMES: Readonly<Record<string, string>> = { a: "2026-11-03", b: "2026-11-01", c: "2026-11-02" };
const at = (system: string): string => TIMES[system] ?? "";

test("the systems without a valid record are due, and of the others the one whose proof is the oldest", () => {
  const status = new Map([
    ["a", undefined],
    ["b", undefined],
    ["c", undefined],
    ["d", "there is no record"],
  ]);
  expect(dueProofs(status, at)).toEqual([
    { system: "d", reason: "there is no record" },
    { system: "b", reason: "its proof is the oldest" },
  ]);
});

test("all systems are due when no record is valid", () => {
  const due = dueProofs(new Map([["a", "changed since 2026-11-03: stacks"]]), at);
  expect(due).toEqual([{ system: "a", reason: "changed since 2026-11-03: stacks" }]);
});

test("the status of a system is that of its record for the sources as they are", async () => {
  const status = await proofStatus(["state-backend"]);
  const [[system, reason] = []] = [...status];
  expect(system).toBe("state-backend");
  expect(reason ?? "valid").toMatch(/^(valid|there is no record|changed since .*)$/);
});

test("a proof that cannot run fails, and writes no record", async () => {
  const system = "no-such-system";
  expect(await proveDue([{ system, reason: "there is no record" }], 1)).toEqual([system]);
  expect(existsSync(recordFile(system, ROOT))).toBe(false);
});

test("when the time is over, running proofs are ended, all count as failed, and the records stay", async () => {
  const due = ["loan-processing", "analytics-platform", "state-backend"].map((system) => ({
    system,
    reason: "the test",
  }));
  const before = due.map(({ system }) => provenAt(system));
  expect((await proveDue(due, 0.001)).sort()).toEqual(due.map(({ system }) => system).sort());
  expect(due.map(({ system }) => provenAt(system))).toEqual(before);
});
