import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { dependencies } from "../../package.json";
import { runHere } from "../process/here";
import { ROOT } from "../process/project";
import { digestOf } from "../records/digest";
import { type Parts } from "../records/proof-record";
import { findTerraform } from "../terraform/executable";
import { type Facts, synthesize } from "./deployment";

/** The facts that every proof deploys with, but for the folder of the synthesized files. */
export const PROOF_FACTS = {
  suffix: "proof",
  settings: { "state-backend": { destroyable: true } },
} as const satisfies Omit<Facts, "outdir">;

const EMULATOR = ["src/emulator"];
const ACCEPTANCE = ["src/acceptance", "src/terraform", "src/process"];

/**
 * The parts that a proof of each system covers, as they are now.
 * @throws Error if the app refuses or Terraform is missing
 */
export async function currentParts(systems: readonly string[]): Promise<Map<string, Parts>> {
  const outdir = mkdtempSync(join(tmpdir(), "plinth-parts-"));
  try {
    await synthesize(runHere, { ...PROOF_FACTS, outdir });
    const { version } = await findTerraform(process.env);
    const packages = ["cdktf", "@cdktf/provider-aws"] as const;
    const shared = {
      emulator: digestOf(ROOT, EMULATOR),
      acceptance: digestOf(ROOT, ACCEPTANCE),
      versions: [`terraform ${version}`, ...packages.map((name) => `${name} ${dependencies[name]}`)].join(
        ", ",
      ),
    };
    return new Map(
      systems.map((system) => {
        const stacks = [...new Set(["state-backend", system])];
        return [system, { stacks: digestOf(join(outdir, "stacks"), stacks), ...shared }];
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
    rmSync(`${outdir}.settings.json`, { force: true });
  }
}
