import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const proof = z.object({
  system: z.string(),
  ok: z.boolean(),
  at: z.iso.datetime(),
  steps: z.array(z.object({ step: z.string(), ok: z.boolean(), result: z.string(), seconds: z.number() })),
});

/** What `plinth prove` saw of a system in the emulated AWS. */
export type Proof = z.output<typeof proof>;

/**
 * The last proof of a system, if there is one.
 * @throws Error if the file is there and is no proof of this system
 */
export function proofOf(system: string, root: string): Proof | undefined {
  const file = join(root, ".build/proof", `${system}.json`);
  if (!existsSync(file)) return undefined;
  const unusable = (why: string): Error =>
    new Error(`${file} is no proof of ${system}: ${why}. Take it away, or run npx plinth prove ${system}.`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unusable((error as Error).message);
  }
  const { success, data, error } = proof.safeParse(json);
  if (!success)
    throw unusable(error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "));
  if (data.system !== system) throw unusable(`it is of ${data.system}`);
  return data;
}
