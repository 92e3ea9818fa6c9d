import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../../guardrails";
import { APP } from "../../process/project";
import { unknownName } from "../../process/suggestion";

/**
 * Synthesizes the app as the environment says, and takes the guardrails' report of one system.
 * @throws Error in words, if the app cannot be synthesized or has no such system
 */
export function reportOf(system: string, root: string): Report {
  const outdir = mkdtempSync(join(tmpdir(), "plinth-evidence-"));
  try {
    const ran = spawnSync(process.execPath, APP, {
      cwd: root,
      env: { ...process.env, CDKTF_OUTDIR: outdir },
      encoding: "utf8",
    });
    if (ran.status !== 0) {
      throw new Error(`${system} cannot be synthesized.\n${ran.stderr.trim()}`);
    }
    const stacks = join(outdir, "stacks");
    const systems = readdirSync(stacks).sort();
    const report = join(stacks, system, "guardrails.json");
    if (!systems.includes(system) || !existsSync(report)) {
      throw new Error(unknownName("system", system, systems));
    }
    return JSON.parse(readFileSync(report, "utf8")) as Report;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
