import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { z } from "zod";

/** What a proof covers: a digest of each part, and the versions of the tools. */
const parts = z.strictObject({
  /** The synthesized files of the stacks, with the code of their functions. */
  stacks: z.string(),
  /** The sources of the emulator and its pinned packages. */
  emulator: z.string(),
  /** The code that applies and checks. */
  acceptance: z.string(),
  /** `terraform 1.11.4, cdktf 0.21.0, @cdktf/provider-aws 20.1.0` */
  versions: z.string(),
});

const record = z.strictObject({
  system: z.string(),
  at: z.iso.datetime(),
  parts,
  steps: z.array(z.strictObject({ step: z.string(), result: z.string(), seconds: z.number() })),
});

export type Parts = z.output<typeof parts>;

/** The record of a proof that ran whole. There is no record of a failed or interrupted proof. */
export type ProofRecord = z.output<typeof record>;

export const recordFile = (system: string, root: string): string =>
  join(root, "docs/proofs", `${system}.json`);

/**
 * Reads the record of a system.
 * @returns undefined if there is none
 * @throws Error if the file is not a record of this system
 */
export function readRecord(system: string, root: string): ProofRecord | undefined {
  const file = recordFile(system, root);
  if (!existsSync(file)) return undefined;
  const unusable = (why: string): Error =>
    new Error(`${file} is no record of a proof of ${system}: ${why}. Renew it: npx plinth prove ${system}`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unusable((error as Error).message);
  }
  const { success, data, error } = record.safeParse(json);
  if (!success) {
    throw unusable(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  }
  if (data.system !== system) throw unusable(`it is of ${data.system}`);
  return data;
}

/** Writes a record aside and renames it, so that a killed run leaves the old one. */
export function writeRecord(written: ProofRecord, root: string): void {
  const file = recordFile(written.system, root);
  const aside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(aside, `${JSON.stringify(written, null, 2)}\n`);
  renameSync(aside, file);
}

/** Why a record is not valid for these parts: `undefined` if it is valid. */
export function staleness(system: string, root: string, current: Parts): string | undefined {
  let held: ProofRecord | undefined;
  try {
    held = readRecord(system, root);
  } catch (error) {
    return (error as Error).message;
  }
  if (held === undefined) return "there is no record";
  const { parts: proven } = held;
  const changed = (Object.keys(current) as (keyof Parts)[]).filter((part) => proven[part] !== current[part]);
  return changed.length === 0 ? undefined : `changed since ${held.at}: ${changed.join(", ")}`;
}
