import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Command } from "commander";
import type * as Addresses from "../../review/addresses";
import type * as CheckovFiles from "../../review/checkov/files";
import type * as CheckovFormat from "../../review/checkov/format";
import type * as CheckovRun from "../../review/checkov/run";
import { action, load } from "../action";
import { EXIT } from "../exit-codes";

export function addCheckov(program: Command): void {
  program
    .command("checkov")
    .description("Runs checkov on the synthesized Terraform, for a second opinion.")
    .argument(
      "[folder]",
      "CDKTF's output (cdktf.out); without it, all systems are synthesized with default settings",
    )
    .option("--page", "also renew the list of suppressions in docs/decisions/checkov.md", false)
    .addHelpText("after", "\nExit code 1: a check failed that is not suppressed with a reason.")
    .action(action(checkov));
}

async function checkov(folder: string | undefined, { page }: { readonly page: boolean }): Promise<number> {
  const { synthesizeDefaults } = load("../review/addresses") as typeof Addresses;
  const { configurationsIn, writePage } = load("../review/checkov/files") as typeof CheckovFiles;
  const { formatOpinion, problemsOf } = load("../review/checkov/format") as typeof CheckovFormat;
  const { askCheckov } = load("../review/checkov/run") as typeof CheckovRun;
  const temporary = folder === undefined ? mkdtempSync(join(tmpdir(), "plinth-checkov-")) : undefined;
  try {
    if (temporary !== undefined) synthesizeDefaults(temporary);
    const results = await askCheckov(configurationsIn(folder ?? temporary ?? ""), (line) => {
      console.error(line);
    });
    console.log(formatOpinion(results));
    if (page) writePage(results.kinds);
    return problemsOf(results).length > 0 ? EXIT.found : EXIT.done;
  } finally {
    if (temporary !== undefined) rmSync(temporary, { recursive: true });
  }
}
