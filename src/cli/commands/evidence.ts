import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Command } from "commander";
import { ROOT } from "../../process/project";
import type * as Guardrails from "../../guardrails";
import type * as Evidence from "../../review/evidence/evidence";
import type * as EvidenceLedger from "../../review/evidence/ledger";
import type * as EvidencePage from "../../review/evidence/page/page";
import type * as Records from "../../records/proof-record";
import type * as EvidenceSynthesized from "../../review/evidence/synthesized";
import { action, load } from "../action";
import { EXIT } from "../exit-codes";

export function addEvidence(program: Command): void {
  program
    .command("evidence")
    .description("Writes the evidence for a PCI DSS assessment of a system, as one HTML page.")
    .argument("<system>", "a system, synthesized with the settings of the environment (docs/settings.md)")
    .option("--output <file>", "the file to write (default: .build/evidence/SYSTEM.html)")
    .addHelpText("after", "\nExample:\n  plinth evidence loan-processing --output evidence.html")
    .action(action(evidence));
}

function evidence(system: string, { output }: { readonly output?: string }): number {
  const { ALL_RULES } = load("../guardrails") as typeof Guardrails;
  const { gather } = load("../review/evidence/evidence") as typeof Evidence;
  const { ledgerOf } = load("../review/evidence/ledger") as typeof EvidenceLedger;
  const { evidencePage } = load("../review/evidence/page/page") as typeof EvidencePage;
  const { readRecord } = load("../records/proof-record") as typeof Records;
  const { reportOf } = load("../review/evidence/synthesized") as typeof EvidenceSynthesized;
  const page = evidencePage(
    gather({
      system,
      report: reportOf(system, ROOT),
      rules: ALL_RULES,
      rows: ledgerOf(system, ROOT),
      proof: readRecord(system, ROOT),
      at: new Date(),
    }),
  );
  const file = output ?? join(ROOT, ".build/evidence", `${system}.html`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page);
  console.log(file);
  return EXIT.done;
}
